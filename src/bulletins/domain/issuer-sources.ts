import { findAdoption } from './adoption.js';
import { numberAtStart } from './document-number.js';
import {
  firstLine,
  hasValue,
  labelled,
  reading,
  type EntryContext,
  type IssuersOrNone,
} from './entry-context.js';
import { inferred, isBody, isSite } from './issuer-of-page.js';
import {
  completeIssuer,
  isOrganisation,
  issuersOfLabel,
  issuersOfTitle,
  splitOrganisations,
} from './issuers.js';
import { governmentOfNumber, issuerOfNumber } from './issuer-of-number.js';
import { jurisdictionOfIssuer } from './level.js';
import type { Lexicon } from './lexicon.js';
import { comparable } from './normalise.js';
import { sectionLevel } from './sections.js';
import { readHeading } from './titles.js';

/** 7月15日,某部印发…, 《某办法》（某发〔2024〕3号）。某部2024年7月15日印发…. */
const NEWS_LEAD =
  /^(?:《[^《》]{4,120}》(?:[(（][^()（）]{2,40}[)）])?[。，,:：]?\s*)?(?:[^，,。]{0,20}日[，,]|近日[，,]|日前[，,])?\s*(\p{Script=Han}[\p{Script=Han}、\d]{2,60}?)(?:(?:19|20)\d{2}年\d{1,2}月\d{1,2}日)?(?:联合|正式)?(?:印发|发布|公布|出台|下发|公开征求|就(?=[^，,。]{0,20}《))/u;
/** How far from the title a body's name on a line of its own is looked for. */
const HEAD_LINES = 8;
/** Labels that name others than the one in charge, where there is one. */
const SECOND = /^(?:信息|文件|政策)?(?:发布|公开|公布|所属)|^(?:联合|会签|会同)/u;

/** Bodies at the head of a title that names no verb behind them: 某县人民政府工作规则. */
const OPENING =
  /^\p{Script=Han}{2,24}?(?:人民政府(?:办公[厅室])?|人民代表大会(?:常务委员会)?|委员会(?:办公室)?|管委会|局(?![所域部])|厅|管理中心|法院|检察院)(?=\p{Script=Han}{2})(?!门户|网站|系统)/u;

/** The bodies behind a label; a 来源 only where it is a body and no web site. */
export function fromLabel(context: EntryContext, field: 'issuer' | 'source'): IssuersOrNone {
  const given = labelled(context, field, SECOND);
  if (given === null) return null;
  const value = withoutOtherFacts(given.value, context.lexicon);
  const names = issuersOfLabel(value.replace(/https?:\/\/\S+/gu, ''), context.lexicon).filter(
    (name) => !/^[\d-]+$/.test(name) && !isSite(name),
  );
  const joint = field === 'issuer' ? jointNames(context) : [];
  const isUsable = names.length > 0 && (field === 'issuer' || names.every((name) => isBody(name, context)));
  return isUsable ? reading([...new Set([...names, ...joint])], given.line, given.way ?? 'label') : null;
}

/** 某部 · 2024-07-26, 某部 / 某局 / 中国 / 2024-07-26: the bodies that a line of facts begins with. */
function withoutOtherFacts(value: string, lexicon: Lexicon): string {
  const [first = '', ...others] = (value.split(/\s*[·|｜]\s*|\s+(?=\[)/u)[0] ?? '').split(/\s+[/／]\s+/u);
  const end = others.findIndex((other) => !isOrganisation(other, lexicon));
  return [first, ...others.slice(0, end === -1 ? others.length : end)].join('、');
}

/** The body a title opens with although no verb follows it; to be checked. */
export function fromOpening(context: EntryContext): IssuersOrNone {
  const body = OPENING.exec(context.title ?? '')?.[0];
  const names = body === undefined ? [] : issuersOfTitle(`${body}关于`, context.lexicon, context.home);
  if (names.length === 0) return null;
  const line = firstLine(context);
  return reading(names, line, 'title', [inferred(`标题推定:${names.join('、')}`, line)]);
}

/** 联合发文单位: the other signers, printed under a label of their own. */
function jointNames({ labels, bodyIndex, lexicon }: EntryContext): string[] {
  return labels
    .filter(
      ({ field, label, index }) =>
        field === 'issuer' && /^(?:联合|会签|会同)/u.test(label) && index < bodyIndex,
    )
    .filter(hasValue)
    .flatMap(({ value }) => issuersOfLabel(value, lexicon));
}

/** 北京市人民政府令第302号 names who gave the order. */
export function fromOrder(context: EntryContext, documentNumber: string | null): IssuersOrNone {
  const heading = /^(\p{Script=Han}{3,80})(?:令|公告|通告)(?:\d{4}年)?(?:第|〔)/u.exec(
    documentNumber ?? '',
  )?.[1];
  const signed = heading === undefined ? [] : splitOrganisations(heading, context.lexicon, context.home);
  const names = signed.map((name) => name.replace(/^中华人民共和国(?!主席)/u, ''));
  const areKnown = names.every((one) => jurisdictionOfIssuer(one, context.lexicon, null) !== null);
  return names.length > 0 && areKnown ? reading(names, firstLine(context), 'number') : null;
}

/** The assembly or government whose adoption a regulation notes below its title. */
export function fromAdoption(context: EntryContext): IssuersOrNone {
  const adoption = findAdoption(context.segment.lines, firstLine(context), context.lexicon);
  return adoption === null ? null : reading([adoption.body], adoption.line, 'position');
}

/** Bodies alone on a line between the title and the text, as orders and regulations print them. */
export function fromHead(context: EntryContext): IssuersOrNone {
  const { lexicon, home, segment } = context;
  const head = segment.lines
    .filter(({ text, number }) => text !== '' && number > firstLine(context))
    .slice(0, HEAD_LINES);
  for (const [n, { text, number }] of head.entries()) {
    if (lexicon.labelFields.has(text.replace(/\s*[:：]$/u, ''))) continue;
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
export function fromRedHeader(context: EntryContext): IssuersOrNone {
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

const SHORTEST_BREAK = 8;

/** What stands below the body's own line on a notice's first page: its number, or the title once more, whole or broken off by the page's width. */
function isNumberOrTitle(text: string, { title }: EntryContext): boolean {
  const words = comparable(text);
  const isTitle =
    title !== null &&
    (words === comparable(title) || (words.length >= SHORTEST_BREAK && comparable(title).startsWith(words)));
  return isTitle || (text !== '' && numberAtStart(text)?.end === text.length);
}

/** The body a number's prefix stands for; to be checked. */
export function fromNumber(context: EntryContext, documentNumber: string | null): IssuersOrNone {
  if (documentNumber === null) return null;
  const issuer =
    issuerOfNumber(documentNumber, context.lexicon) ??
    governmentOfNumber(documentNumber, context.title ?? '', context.lexicon);
  if (issuer === null) return null;
  const line = firstLine(context);
  return reading([issuer], line, 'number', [inferred(`发文字号推定:${documentNumber}`, line)]);
}

/** 由市商务局负责解释 / 市商务局对本通知负责解释 names the issuer when nothing else does. */
export function fromInterpreter(context: EntryContext): IssuersOrNone {
  for (const line of context.segment.lines) {
    const match =
      /由([\p{Script=Han}]{3,24}?)(?:负责|进行)?解释/u.exec(line.text) ??
      /(?:^|[。，,；;\s])([\p{Script=Han}]{3,24}?)对本(?:通知|办法|细则|意见|指南)负责解释/u.exec(line.text);
    const name = match?.[1]?.replace(/(?:会同|商(?!务)).*$/u, '').replace(/负责$/u, '');
    if (name === undefined || !isOrganisation(name, context.lexicon)) continue;
    const warning = inferred(`“负责解释”推定:${name}`, line.number);
    return reading([completeIssuer(name, context.lexicon, context.home)], line.number, 'inferred', [warning]);
  }
  return null;
}

/** A bulletin's note on an entry opens with who issued it: 7月15日,某部、某局联合印发…. */
export function fromNews(context: EntryContext): IssuersOrNone {
  if (context.segment.title === null) return null;
  const first = context.segment.lines
    .slice(context.textIndex)
    .find(
      ({ text, number }) =>
        text !== '' && (number > firstLine(context) || context.segment.isTextOnTitleLine === true),
    );
  const match = NEWS_LEAD.exec(first?.text ?? '');
  const names = match?.[1] === undefined ? [] : issuersOfLabel(match[1], context.lexicon);
  if (first === undefined || names.length === 0 || !names.every((name) => isBody(name, context))) return null;
  const warning = inferred(`正文首句推定:${names.join('、')}`, first.number);
  return reading(names, first.number, 'inferred', [warning]);
}

/** 近日,某部发布关于…的公示。全文如下: a report above the paper that names it tells who issued it; to be checked. */
export function fromReport(context: EntryContext): IssuersOrNone {
  const title = comparable(context.title ?? '');
  const above = context.segment.lines.filter(({ number }) => number < firstLine(context)).slice(-HEAD_LINES);
  const report = above.find(({ text }) => title !== '' && comparable(text).includes(title));
  const names = issuersOfLabel(NEWS_LEAD.exec(report?.text ?? '')?.[1] ?? '', context.lexicon);
  if (report === undefined || names.length === 0 || !names.every((name) => isBody(name, context)))
    return null;
  return reading(names, report.number, 'inferred', [inferred(`报道推定:${names.join('、')}`, report.number)]);
}

/** 一、国家药监局, ## 某市司法局: a section headed by a body tells whose papers stand below it; to be checked. */
export function fromSection({ segment, lexicon, home }: EntryContext): IssuersOrNone {
  const heading = segment.section?.part ?? segment.section;
  if (heading === null) return null;
  const name = (readHeading(heading.text)?.text ?? heading.text).replace(
    /[【】\s:：]|[(（]\d+[条项篇份]?[)）]$/gu,
    '',
  );
  const isKnown = isOrganisation(name, lexicon) && jurisdictionOfIssuer(name, lexicon, home) !== null;
  if (!isKnown || sectionLevel(name, lexicon) !== null) return null;
  const { line } = heading;
  const message = `颁发机构取自栏目名:${name}`;
  return reading([completeIssuer(name, lexicon, home)], line, 'section', [
    { code: 'inferred-issuer', message, line },
  ]);
}
