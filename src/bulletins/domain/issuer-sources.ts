import { findAdoption } from './adoption.js';
import { numberAtStart } from './document-number.js';
import { firstLine, labelled, reading, type EntryContext, type Reading } from './entry-context.js';
import { completeIssuer, isOrganisation, issuersOfLabel, splitOrganisations } from './issuers.js';
import { jurisdictionOfIssuer, prefixOf } from './level.js';
import { comparable } from './normalise.js';
import type { ParseWarning } from './parsed-entry.js';
import { placeAt } from './places.js';

/** Where an entry's issuers may be named besides its title and its signature; null where a place names none. */
type Issuers = Reading<readonly string[]> | null;

/** How far from the title a body's name on a line of its own is looked for. */
const HEAD_LINES = 8;
/** Labels that name others than the one in charge, where there is one. */
const SECOND = /^(?:信息|文件|政策)?(?:发布|公开|公布|所属)|^(?:联合|会签|会同)/u;

const WEB_SITE = /(?:网|网站|报|公众号|门户|平台|频道)$/u;

/** The bodies behind a label; a 来源 only where it is a body and no web site. */
export function fromLabel(context: EntryContext, field: 'issuer' | 'source'): Issuers {
  const given = labelled(context, field, SECOND);
  if (given === null) return null;
  const value = given.value.split(/\s*[·|｜]\s*|\s+(?=\[)/u)[0] ?? '';
  const names = issuersOfLabel(value.replace(/https?:\/\/\S+/gu, ''), context.lexicon).filter(
    (name) => !/^[\d-]+$/.test(name) && !/政府.*网站?$/u.test(name),
  );
  const joint = field === 'issuer' ? jointNames(context) : [];
  const isUsable = names.length > 0 && (field === 'issuer' || names.every((name) => isBody(name, context)));
  return isUsable ? reading([...new Set([...names, ...joint])], given.line, 'label') : null;
}

/** 联合发文单位: the other signers, printed under a label of their own. */
function jointNames({ labels, bodyIndex, lexicon }: EntryContext): string[] {
  return labels
    .filter(
      ({ field, label, index }) =>
        field === 'issuer' && /^(?:联合|会签|会同)/u.test(label) && index < bodyIndex,
    )
    .flatMap(({ value }) => issuersOfLabel(value, lexicon));
}

/** 北京市人民政府令第302号 names who gave the order. */
export function fromOrder(context: EntryContext, documentNumber: string | null): Issuers {
  const heading = /^(\p{Script=Han}{3,40})(?:令|公告|通告)(?:\d{4}年)?(?:第|〔)/u.exec(
    documentNumber ?? '',
  )?.[1];
  const name = heading?.replace(/^中华人民共和国(?!主席)/u, '');
  if (name === undefined || jurisdictionOfIssuer(name, context.lexicon, null) === null) return null;
  const line = firstLine(context);
  return reading(splitOrganisations(name, context.lexicon, context.home), line, 'number');
}

/** The assembly or government whose adoption a regulation notes below its title. */
export function fromAdoption(context: EntryContext): Issuers {
  const adoption = findAdoption(context.segment.lines, firstLine(context), context.lexicon);
  return adoption === null ? null : reading([adoption.body], adoption.line, 'position');
}

/** 某县人民政府工作规则: a body's rules for itself are its own; to be checked. */
export function fromOwnRules(context: EntryContext): Issuers {
  const own =
    /^(.{2,12}?)(?:人民政府|人民代表大会(?:常务委员会)?)(?=.{0,12}(?:规则|制度|条例|办法|规定|细则)$)/u;
  const [name, place = ''] = own.exec(context.title ?? '') ?? [];
  if (name === undefined || placeAt(place, 0, context.lexicon, context.home)?.end !== place.length)
    return null;
  const line = firstLine(context);
  const message = `颁发机构由标题推定:${name}`;
  return reading([name], line, 'title', [{ code: 'inferred-issuer', message, line }]);
}

/** Bodies alone on a line between the title and the text, as orders and regulations print them. */
export function fromHead(context: EntryContext): Issuers {
  const { lexicon, home, segment } = context;
  const head = segment.lines
    .filter(({ text, number }) => text !== '' && number > firstLine(context))
    .slice(0, HEAD_LINES);
  for (const [n, { text, number }] of head.entries()) {
    if (text.length > 60 || /[:：]$/u.test(text)) return null;
    const bodies = splitOrganisations(text, lexicon, home);
    const next = head[n + 1]?.text ?? '';
    const isAboveNumber = isNumberOrTitle(next, context);
    const areBodies = bodies.every(
      (body) =>
        isBody(body, context) && (isAboveNumber || jurisdictionOfIssuer(body, lexicon, null) !== null),
    );
    if (bodies.length > 0 && areBodies) return reading(bodies, number, 'position');
  }
  return null;
}

/** The bodies a notice's first page prints above its number and title, with 文件 behind them or alone. */
export function fromRedHeader(context: EntryContext): Issuers {
  const { lexicon, home, segment } = context;
  const above = segment.lines
    .filter(({ text, number }) => text !== '' && number < firstLine(context))
    .slice(-HEAD_LINES);
  let bodies: string[] = [];
  let line = 0;
  for (const { text, number } of above.toReversed()) {
    const isBetween = /^(?:文件|[★☆*—-]+)$/u.test(text) || isNumberOrTitle(text, context);
    if (isBetween && bodies.length === 0) continue;
    const named = splitOrganisations(text.replace(/\s*文件$/u, ''), lexicon, home);
    const areBodies = named.every(
      (name) => isBody(name, context) && jurisdictionOfIssuer(name, lexicon, null) !== null,
    );
    if (text.length > 60 || named.length === 0 || !areBodies) break;
    bodies = [...named, ...bodies];
    line = number;
  }
  return bodies.length === 0 ? null : reading(bodies, line, 'position');
}

/** What stands below the body's own line on a notice's first page: its number, or the title once more. */
function isNumberOrTitle(text: string, { title }: EntryContext): boolean {
  const isTitle = title !== null && comparable(text) === comparable(title);
  return isTitle || (text !== '' && numberAtStart(text)?.end === text.length);
}

/** A 来源 may be a web site or a paper: only a body counts. */
function isBody(name: string, { lexicon }: EntryContext): boolean {
  return isOrganisation(name, lexicon) && !WEB_SITE.test(name);
}

/** The body a number's prefix stands for; to be checked. */
export function fromNumber(context: EntryContext, documentNumber: string | null): Issuers {
  const issuer = documentNumber === null ? null : prefixOf(documentNumber, context.lexicon)?.issuer;
  if (!issuer) return null;
  const warning: ParseWarning = {
    code: 'inferred-issuer',
    message: `颁发机构由发文字号推定:${documentNumber}`,
    line: firstLine(context),
  };
  return reading([issuer], firstLine(context), 'number', [warning]);
}

/** 由市商务局负责解释 / 市商务局对本通知负责解释 names the issuer when nothing else does. */
export function fromInterpreter(context: EntryContext): Issuers {
  for (const line of context.segment.lines) {
    const match =
      /由([\p{Script=Han}]{3,24}?)(?:负责|进行)?解释/u.exec(line.text) ??
      /(?:^|[。，,；;\s])([\p{Script=Han}]{3,24}?)对本(?:通知|办法|细则|意见|指南)负责解释/u.exec(line.text);
    const name = match?.[1]?.replace(/(?:会同|商(?!务)).*$/u, '').replace(/负责$/u, '');
    if (name === undefined || !isOrganisation(name, context.lexicon)) continue;
    const warning: ParseWarning = {
      code: 'inferred-issuer',
      message: `颁发机构由“负责解释”推定:${name}`,
      line: line.number,
    };
    return reading([completeIssuer(name, context.lexicon, context.home)], line.number, 'inferred', [warning]);
  }
  return null;
}

/** A bulletin's note on an entry opens with who issued it: 7月15日,某部、某局联合印发…. */
export function fromNews(context: EntryContext): Issuers {
  if (context.segment.title === null) return null;
  const first = context.segment.lines
    .slice(context.bodyIndex)
    .find(({ text, number }) => text !== '' && number > firstLine(context));
  const match =
    /^(?:[^，,。]{0,20}日[，,]|近日[，,]|日前[，,])?\s*(\p{Script=Han}[\p{Script=Han}、]{2,60}?)(?:联合|正式)?(?:印发|发布|公布|出台|下发|公开征求)/u.exec(
      first?.text ?? '',
    );
  const names = match?.[1] === undefined ? [] : issuersOfLabel(match[1], context.lexicon);
  if (first === undefined || names.length === 0 || !names.every((name) => isBody(name, context))) return null;
  const warning: ParseWarning = {
    code: 'inferred-issuer',
    message: `颁发机构由正文首句推定:${names.join('、')}`,
    line: first.number,
  };
  return reading(names, first.number, 'inferred', [warning]);
}
