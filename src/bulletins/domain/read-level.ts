import type { PolicyLevel } from '../../policies/domain/policy.js';
import { firstLine, reading, unread, type EntryContext, type Reading } from './entry-context.js';
import {
  jurisdictionOfBody,
  jurisdictionOfIssuer,
  jurisdictionOfTitle,
  jurisdictionOfTitlePrefix,
  prefixOf,
  type Jurisdiction,
} from './level.js';
import { isOutsideMainland } from './outside-mainland.js';
import type { ParseWarning, ReadField } from './parsed-entry.js';
import { isOrganisation } from './issuers.js';
import { cityOf, levelOfCode, NATION, placeAt } from './places.js';
import { sectionLevel } from './sections.js';
import type { Body } from './body.js';

const LEVELS: readonly PolicyLevel[] = ['national', 'provincial', 'municipal', 'district'];
const HEAD_LINES = 30;
const OWN_PAGE = /^[^\s_|｜]{2,20}(\s*[_|｜]\s*|\s+)(\p{Script=Han}{4,24})(?=$|\s)/u;
const SHORT_TEXT = 1500;
const SALUTATION = String.raw`(?=[^。；]{0,160}[:：]\s*$)`;
/** Whom a notice addresses tells who writes: a nation to its provinces, a city to its districts. */
const ADDRESSEES: readonly (readonly [RegExp, PolicyLevel])[] = [
  [new RegExp(String.raw`各省[、，,]\s*(?:各)?自治区[、，,]\s*(?:各)?直辖市${SALUTATION}`, 'u'), 'national'],
  [
    new RegExp(
      String.raw`^各(?:(?:设区|省辖|地级以?上?)的?市|市(?:[、，,州(（]|人民政府))${SALUTATION}`,
      'u',
    ),
    'provincial',
  ],
  [
    new RegExp(
      String.raw`^各(?:区县?|县区?)(?:[、，,(（]|人民政府|\p{Script=Han}{2,14}局)${SALUTATION}`,
      'u',
    ),
    'municipal',
  ],
  [new RegExp(String.raw`^各(?:乡镇?|镇|街道|街[乡镇])${SALUTATION}`, 'u'), 'district'],
];

/** What a level was read from: another field of the entry, or words on a line. */
export type LevelBasis = ReadField | { readonly words: string; readonly line: number };

export interface LevelReading {
  /** Null where nothing in particular told it. */
  readonly basis: LevelBasis | null;
  readonly level: Reading<PolicyLevel | null>;
  readonly districts: Reading<readonly string[]>;
  readonly districtNames: readonly string[];
}

/**
 * Level and district, from the surest sign down: a place put before the title, the issuer, the number, the section, the
 * title's place, the body's 本市. A page's own label (政策层级) is not asked: it is often wrong.
 */
export function readLevel(
  context: EntryContext,
  issuers: readonly string[],
  documentNumber: string | null,
  body: Body,
): LevelReading {
  const section =
    context.segment.section === null ? null : sectionLevel(context.segment.section.text, context.lexicon);
  const found =
    strongest(context, issuers, documentNumber) ?? fromSection(context, section) ?? weakest(context, body);
  const line = firstLine(context);
  if (found === null) return withoutLevel('读不出层级', line);
  if (isOutsideMainland(found.code, context)) return withoutLevel('香港、澳门、台湾的文件没有层级', line);
  const warnings = levelWarnings(found, section, context);
  const code = found.code ?? placeOfTitle(context, found.level);
  return {
    basis: found.basis,
    level: reading(found.level, line, found.way, warnings),
    districts:
      code === null || found.ambiguous
        ? unread([], [districtWarning(found, line)])
        : reading([code], line, found.way),
    districtNames: code === null || found.ambiguous ? [] : [nameOf(code, context)],
  };
}

function withoutLevel(message: string, line: number): LevelReading {
  return {
    basis: null,
    level: unread(null, [{ code: 'no-level', message, line }]),
    districts: unread([]),
    districtNames: [],
  };
}

type Told = Jurisdiction & { readonly basis: LevelBasis | null };

function told(found: Jurisdiction | null, basis: LevelBasis | null): Told | null {
  return found && { ...found, basis };
}

function strongest(
  context: EntryContext,
  issuers: readonly string[],
  documentNumber: string | null,
): Told | null {
  const { lexicon, home, title } = context;
  const prefix = title === null ? null : jurisdictionOfTitlePrefix(title, lexicon, home);
  const named = issuers.flatMap((issuer) => jurisdictionOfIssuer(issuer, lexicon, home) ?? []);
  const found = prefix ?? named[0] ?? null;
  // A zone of no code of its own beside its district's government: the district is the place.
  const placed = found?.code === null ? named.find(({ level, code }) => level === found.level && code) : null;
  if (placed) return told(placed, 'issuers');
  if (found !== null) return told(found, prefix === null ? 'issuers' : 'title');
  const known = documentNumber === null ? null : prefixOf(documentNumber, lexicon);
  // 穗南… may be 南沙区's as well as Guangzhou's: a number of no known body on a district's page is the district's.
  const page = known === null || known.issuer ? null : fromMasthead(context);
  if (page?.level === 'district' && page.code && cityOf(page.code) === known?.district) return page;
  if (known !== null)
    return told(
      { level: known.level, code: known.district, way: 'number', ambiguous: false },
      'documentNumber',
    );
  return fromAddressees(context);
}

/** Whoever writes to 各省、自治区、直辖市 writes for the nation; 各区 are addressed by their city. */
function fromAddressees({ segment }: EntryContext): Told | null {
  for (const { text, number } of segment.lines.slice(0, HEAD_LINES))
    for (const [form, level] of ADDRESSEES) {
      const words = form.exec(text)?.[0];
      const code = level === 'national' ? NATION : null;
      if (words !== undefined)
        return told({ level, code, way: 'inferred', ambiguous: false }, { words, line: number });
    }
  return null;
}

function fromSection(context: EntryContext, section: PolicyLevel | null): Told | null {
  if (section === null) return null;
  const code = section === 'national' ? NATION : placeOfTitle(context, section);
  return told({ level: section, code, way: 'section', ambiguous: false }, 'section');
}

function weakest(context: EntryContext, body: Body): Told | null {
  const { lexicon, home, title } = context;
  const inTitle = title === null ? null : jurisdictionOfTitle(title, lexicon, home);
  const words = wordsOfBody(body);
  const inBody = inTitle?.way === 'inferred' && words !== null ? jurisdictionOfBody(body.text, home) : null;
  if (inTitle !== null && inBody !== null && LEVELS.indexOf(inBody.level) > LEVELS.indexOf(inTitle.level))
    return told(inBody, words);
  if (inTitle !== null) return told(inTitle, 'title');
  const isOneOfMany = context.masthead.length > 0;
  return (
    fromMasthead(context) ??
    fromDistrictNamed(body, context) ??
    // The place a whole bulletin names most often is not the place of each of its entries.
    (isOneOfMany && words === null ? null : told(jurisdictionOfBody(body.text, home), words))
  );
}

/** The one district that a short text names and speaks of, where nothing else tells whose paper it is. */
function fromDistrictNamed({ lines, text }: Body, { lexicon, home }: EntryContext): Told | null {
  if (text.length > SHORT_TEXT || /[我本全](?:省|自治区|市)/u.test(text)) return null;
  const found = new Map<string, { readonly words: string; readonly line: number }>();
  for (const line of lines)
    for (let at = 0; at < line.text.length - 1; at += 1) {
      const place = placeAt(line.text, at, lexicon, home);
      if (place === null) continue;
      if (place.level === 'district' && !place.ambiguous)
        found.set(place.code, { words: line.text.slice(at, place.end), line: line.number });
      at = place.end - 1;
    }
  const [only, ...others] = found;
  if (only === undefined || others.length > 0) return null;
  return told({ level: 'district', code: only[0], way: 'inferred', ambiguous: false }, only[1]);
}

function wordsOfBody({ lines }: Body): LevelBasis | null {
  for (const { text, number } of lines) {
    const words = /[我本全](?:省|自治区|市|[区县](?!域))/u.exec(text)?.[0];
    if (words !== undefined) return { words, line: number };
  }
  return null;
}

/** The place a bulletin's own name begins with, or the body whose page it is (通知公告_某市科学技术局, 通知公告 某市科学技术局 首页 …). */
function fromMasthead({ masthead, lexicon, home }: EntryContext): Told | null {
  for (const { text, number } of masthead) {
    const [, mark = '', owner = ''] = OWN_PAGE.exec(text) ?? [];
    const name = owner !== '' && (mark.trim() !== '' || isOrganisation(owner, lexicon)) ? owner : text;
    const place = placeAt(name.replace(/^[#\s【《]+/u, ''), 0, lexicon, home);
    if (place !== null && name.length < 60)
      return told(
        { level: place.level, code: place.code, way: 'inferred', ambiguous: place.ambiguous },
        { words: place.name, line: number },
      );
  }
  return null;
}

/** A district by the title's place, or by the home, when it lies on the level that was read. */
function placeOfTitle(context: EntryContext, level: PolicyLevel): string | null {
  const place =
    context.title === null ? null : jurisdictionOfTitle(context.title, context.lexicon, context.home);
  if (place !== null && place.level === level && !place.ambiguous) return place.code;
  return context.home !== null && levelOfCode(context.home) === level ? context.home : null;
}

function levelWarnings(
  found: Jurisdiction,
  section: PolicyLevel | null,
  context: EntryContext,
): ParseWarning[] {
  const line = firstLine(context);
  if (found.way === 'inferred') return [{ code: 'inferred-level', message: '层级由正文推定,请核对', line }];
  if (section === null || section === found.level) return [];
  return [
    { code: 'level-conflict', message: `栏目“${context.segment.section?.text}”与颁发机构的层级不同`, line },
  ];
}

function districtWarning(found: Jurisdiction, line: number): ParseWarning {
  if (found.ambiguous) return { code: 'ambiguous-district', message: '同名地区不止一个,请选择', line };
  return { code: 'no-district', message: '读不出地区', line };
}

function nameOf(code: string, context: EntryContext): string {
  return code === NATION ? '全国' : (context.lexicon.divisionNames.get(code) ?? code);
}
