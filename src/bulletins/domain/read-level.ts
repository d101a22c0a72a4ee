import type { PolicyLevel } from '../../policies/domain/policy.js';
import { firstLine, reading, unread, type EntryContext, type Reading } from './entry-context.js';
import { inferredLevel, levelOfPage, told, type LevelBasis, type Told } from './inferred-level.js';
import {
  jurisdictionOfIssuer,
  jurisdictionOfTitle,
  jurisdictionOfTitlePrefix,
  prefixOf,
  type Jurisdiction,
} from './level.js';
import { isOutsideMainland } from './outside-mainland.js';
import type { ParseWarning } from './parsed-entry.js';
import { cityOf, levelOfCode, NATION } from './places.js';
import { sectionLevel } from './sections.js';
import type { Body } from './body.js';

const HEAD_LINES = 30;
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
    strongest(context, issuers, documentNumber) ??
    fromSection(context, section) ??
    inferredLevel(context, body);
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
  const page = known === null || known.issuer ? null : levelOfPage(context);
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
