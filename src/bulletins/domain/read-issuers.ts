import { findNumbers, numberAtStart } from './document-number.js';
import { firstLine, labelled, reading, unread, type EntryContext, type Reading } from './entry-context.js';
import {
  completeIssuer,
  isOrganisation,
  issuersOfLabel,
  issuersOfTitle,
  splitOrganisations,
} from './issuers.js';
import { jurisdictionOfIssuer, prefixOf } from './level.js';
import { comparable, normaliseText } from './normalise.js';
import type { ParseWarning } from './parsed-entry.js';
import type { Signature } from './signature.js';
import { cleanTitle } from './titles.js';

/** How far below the title a body's name on a line of its own is looked for. */
const HEAD_LINES = 8;
const REPOSTED = /^\s*[(（[【]\s*转载/u;

/** Labels that name others than the one in charge, where there is one. */
const SECOND = /^(?:信息|文件|政策)?(?:发布|公开|公布|所属)|^(?:联合|会签|会同)/u;
/** Labels that name whoever put the page up: where the title names somebody else, the title is right. */
const PAGE_OWNER = /^(?:信息|文件|政策)?(?:发布|公开|公布|所属)/u;

/**
 * 颁发机构, by certainty: its label; the title's opening; the signature; a 来源 that is a body; the number's prefix; who
 * interprets the notice. On a reposted page the label names the reposter, so there the title goes first.
 */
export function readIssuers(
  context: EntryContext,
  documentNumber: string | null,
  signature: Signature | null,
): Reading<readonly string[]> {
  const { lexicon, home } = context;
  const inTitle = issuersOfTitle(cleanTitle(normaliseText(context.segment.title?.text ?? '')), lexicon, home);
  const label = fromLabel(context, 'issuer');
  const isReposted = REPOSTED.test(context.segment.title?.text ?? '');
  if (label !== null && !(isReposted && inTitle.length > 0)) {
    const checked = withConflict(label, inTitle);
    const isOwner = PAGE_OWNER.test(labelled(context, 'issuer', PAGE_OWNER)?.label ?? '');
    if (!isOwner || checked.warnings.length === 0) return checked;
    return reading(inTitle, firstLine(context), 'title', checked.warnings);
  }
  const fuller = fullerNames(inTitle, signature, context);
  if (fuller !== null) return fuller;
  if (inTitle.length > 0)
    return reading(inTitle, firstLine(context), 'title', isReposted ? [reposted(context)] : []);
  if (signature !== null && signature.issuers.length > 0) {
    const line = context.segment.lines[signature.index]?.number ?? firstLine(context);
    const [only] = signature.issuers;
    const isAlone = signature.issuers.length === 1 && only !== undefined;
    return reading(isAlone ? [completeIssuer(only, lexicon, home)] : signature.issuers, line, 'signature');
  }
  return (
    fromHead(context) ??
    fromOrder(context, documentNumber) ??
    fromLabel(context, 'source') ??
    fromNumber(context, documentNumber) ??
    fromInterpreter(context) ??
    fromNews(context) ??
    unread([], [nameless(context)])
  );
}

function fromLabel(context: EntryContext, field: 'issuer' | 'source'): Reading<readonly string[]> | null {
  const given = labelled(context, field, SECOND);
  if (given === null) return null;
  const value = given.value.split(/\s*[·|｜]\s*|\s+(?=\[)/u)[0] ?? '';
  const names = issuersOfLabel(value.replace(/https?:\/\/\S+/gu, ''), context.lexicon).filter(
    (name) => !/^[\d-]+$/.test(name),
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
function fromOrder(context: EntryContext, documentNumber: string | null): Reading<readonly string[]> | null {
  const heading = /^(\p{Script=Han}{3,40})(?:令|公告|通告)(?:\d{4}年)?(?:第|〔)/u.exec(
    documentNumber ?? '',
  )?.[1];
  const name = heading?.replace(/^中华人民共和国(?!主席)/u, '');
  if (name === undefined || jurisdictionOfIssuer(name, context.lexicon, null) === null) return null;
  const line = firstLine(context);
  return reading(splitOrganisations(name, context.lexicon, context.home), line, 'number');
}

/** Bodies alone on a line between the title and the text, as orders and regulations print them. */
function fromHead(context: EntryContext): Reading<readonly string[]> | null {
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

/** What stands below the body's own line on a notice's first page: its number, or the title once more. */
function isNumberOrTitle(text: string, { title }: EntryContext): boolean {
  const isTitle = title !== null && comparable(text) === comparable(title);
  return isTitle || (text !== '' && numberAtStart(text)?.end === text.length);
}

/** 东城区教育委员会 in a title is signed 北京市东城区教育委员会: the signature names the same bodies in full. */
function fullerNames(
  inTitle: readonly string[],
  signature: Signature | null,
  context: EntryContext,
): Reading<readonly string[]> | null {
  const signed = signature?.issuers ?? [];
  if (signature === null || signed.length !== inTitle.length || signed.length === 0) return null;
  const isFuller =
    signed.every((name, n) => name.endsWith(inTitle[n] ?? '-')) &&
    signed.join().length > inTitle.join().length;
  return isFuller
    ? reading(signed, context.segment.lines[signature.index]?.number ?? firstLine(context), 'signature')
    : null;
}

/** A 来源 may be a web site or a paper: only a body counts. */
function isBody(name: string, { lexicon }: EntryContext): boolean {
  return isOrganisation(name, lexicon) && !/(?:网|网站|报|公众号|门户|平台|频道)$/u.test(name);
}

function fromNumber(context: EntryContext, documentNumber: string | null): Reading<readonly string[]> | null {
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
function fromInterpreter(context: EntryContext): Reading<readonly string[]> | null {
  for (const line of context.segment.lines) {
    const match =
      /由([\p{Script=Han}]{3,24}?)(?:负责|进行)?解释/u.exec(line.text) ??
      /(?:^|[。，；\s])([\p{Script=Han}]{3,24}?)对本(?:通知|办法|细则|意见|指南)负责解释/u.exec(line.text);
    const name = match?.[1]?.replace(/(?:会同|商).*$/u, '').replace(/负责$/u, '');
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
function fromNews(context: EntryContext): Reading<readonly string[]> | null {
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

function withConflict(
  label: Reading<readonly string[]>,
  inTitle: readonly string[],
): Reading<readonly string[]> {
  const named = comparable(label.value.join(''));
  const isShortened =
    label.value.length === inTitle.length &&
    label.value.every(
      (name, n) => /^[市区县省]/u.test(name) && inTitle[n]?.endsWith(name) && inTitle[n] !== name,
    );
  if (isShortened && label.origin !== null)
    return { value: inTitle, origin: { ...label.origin, way: 'title', confidence: 0.95 }, warnings: [] };
  const isSame =
    inTitle.length === 0 ||
    inTitle.some((name) => named.includes(comparable(name)) || comparable(name).includes(named));
  if (isSame || label.origin === null) return label;
  const related = inTitle.some(
    (name) => [...name].filter((c) => named.includes(c)).length > name.length * 0.6,
  );
  if (related) return label;
  const warning: ParseWarning = {
    code: 'issuer-conflict',
    message: `标题中的机构与标注不同:${inTitle.join('、')}`,
    line: label.origin.line,
  };
  return { ...label, warnings: [warning] };
}

function reposted(context: EntryContext): ParseWarning {
  return {
    code: 'reposted',
    message: '转载页:颁发机构取自标题,不取发布页面的机构',
    line: firstLine(context),
  };
}

function nameless(context: EntryContext): ParseWarning {
  return { code: 'no-issuer', message: '原文未写明颁发机构', line: firstLine(context) };
}

/** Numbers a text cites besides its own, for relating policies. */
export function citedNumbers(text: string, own: string | null): string[] {
  return [...new Set(findNumbers(text).map(({ value }) => value))].filter((value) => value !== own);
}
