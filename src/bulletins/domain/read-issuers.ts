import { cleanTitle } from './clean-title.js';
import {
  firstLine,
  isReposted,
  labelled,
  reading,
  unread,
  type EntryContext,
  type Reading,
} from './entry-context.js';
import {
  isAbbreviated,
  isRelative,
  isSameBody,
  isShortFor,
  namesInFull,
  placedAs,
  type Shortness,
} from './issuer-names.js';
import { fromClosingSource, fromPage, fromSite } from './issuer-of-page.js';
import {
  fromAdoption,
  fromHead,
  fromInterpreter,
  fromLabel,
  fromNews,
  fromNumber,
  fromOpening,
  fromOrder,
  fromRedHeader,
  fromSection,
} from './issuer-sources.js';
import { completeIssuer, COUNT_BEHIND, issuersOfTitle } from './issuers.js';
import { issuerOfNumber, jurisdictionOfIssuer } from './level.js';
import { normaliseText } from './normalise.js';
import type { ParseWarning, ReadingWay } from './parsed-entry.js';
import type { Signature } from './signature.js';

type Issuers = Reading<readonly string[]>;

/** 某市第十五届人民代表大会常务委员会 signs for the assembly, whatever its term. */
const TERM = /第[\d一二三四五六七八九十]+届(?=(?:全国)?人民代表大会)/u;
/** Labels that name whoever put the page up: where title or signature name somebody else, they are right. */
const PAGE_OWNER = /^(?:信息|文件|政策)?(?:发布|公开|公布|所属)/u;

/** Labels of whoever looks after a page, which need not be whose paper it is. */
const KEEPER = /责任|主体|所属|维护/u;

/** What else names an entry's issuers: its title's opening, its signature, its number, who interprets it. */
interface Named {
  readonly inTitle: readonly string[];
  readonly signed: readonly string[];
  readonly byNumber: readonly string[];
  readonly interpreting: () => readonly string[];
  /** Whom the first sentence of a bulletin's note names. */
  readonly inNews: () => readonly string[];
}

/**
 * 颁发机构, by certainty: its label; the title's opening; the signature; a 来源 that is a body; the number's prefix; who
 * interprets the notice. A shortened name (市商务局) is completed from the others. On a reposted page the label names the
 * reposter, so there the title goes first.
 */
export function readIssuers(
  context: EntryContext,
  documentNumber: string | null,
  signature: Signature | null,
): Issuers {
  const issuers = namedIssuers(context, documentNumber, signature);
  return { ...issuers, value: issuers.value.map((name) => name.replace(TERM, '')) };
}

function namedIssuers(
  context: EntryContext,
  documentNumber: string | null,
  signature: Signature | null,
): Issuers {
  const { lexicon, home, segment } = context;
  const inTitle = issuersOfTitle(cleanTitle(normaliseText(segment.title?.text ?? '')), lexicon, home);
  const byNumber = documentNumber === null ? null : issuerOfNumber(documentNumber, lexicon);
  const named: Named = {
    inTitle,
    signed: signature?.issuers ?? [],
    byNumber: byNumber === null ? [] : [byNumber],
    interpreting: () => fromInterpreter(context)?.value ?? [],
    inNews: () => (context.masthead.length === 0 ? [] : (fromNews(context)?.value ?? [])),
  };
  const label = fromLabel(context, 'issuer');
  const isCopy = isReposted(context);
  if (label !== null && !(isCopy && inTitle.length > 0)) return checked(label, named, context);
  if (signature !== null && isPartOf(inTitle, signature.issuers, context)) {
    const line = segment.lines[signature.index]?.number ?? firstLine(context);
    const full =
      namesInFull(
        signature.issuers,
        inTitle.map((name) => name.replace(COUNT_BEHIND, '')),
        isAbbreviated,
      ) ?? signature.issuers;
    return reading(placedAs(full, inTitle[0] ?? ''), line, 'signature');
  }
  if (inTitle.length > 0) {
    const title = reading(inTitle, firstLine(context), 'title', isCopy ? [reposted(context)] : []);
    return inFull(title, { ...named, inTitle: [] }, isShortFor);
  }
  if (signature !== null && signature.issuers.length > 0) return bySignature(signature, named, context);
  return (
    fromAdoption(context) ??
    fromOrder(context, documentNumber) ??
    fromHead(context) ??
    fromRedHeader(context) ??
    fromSource(context, named) ??
    (context.masthead.length > 0 ? fromNews(context) : null) ??
    fromClosingSource(context) ??
    fromNumber(context, documentNumber) ??
    fromOpening(context) ??
    fromInterpreter(context) ??
    fromSite(context) ??
    fromNews(context) ??
    fromPage(context) ??
    fromSection(context) ??
    unread([], [nameless(context)])
  );
}

/** A title that names some of those who sign (某局等4部门, or a web editor's short one): the signature names all. */
function isPartOf(inTitle: readonly string[], signed: readonly string[], { lexicon }: EntryContext): boolean {
  const named = inTitle.map((name) => name.replace(COUNT_BEHIND, ''));
  const areAllSigned = named.every((name) => signed.some((one) => isSameBody(one, name)));
  // 产业促进处 on a line of its own is an office of the body above it.
  const areBodies = signed.every(
    (one) => isRelative(one) || jurisdictionOfIssuer(one, lexicon, null) !== null,
  );
  return named.length > 0 && signed.length > named.length && areAllSigned && areBodies;
}

function bySignature({ issuers, index }: Signature, named: Named, context: EntryContext): Issuers {
  const line = context.segment.lines[index]?.number ?? firstLine(context);
  const signed = inFull(reading(issuers, line, 'signature'), { ...named, signed: [] }, isAbbreviated);
  const [only] = signed.value;
  const isAlone = signed.value.length === 1 && only !== undefined;
  return isAlone ? { ...signed, value: [completeIssuer(only, context.lexicon, context.home)] } : signed;
}

function fromSource(context: EntryContext, named: Named): Issuers | null {
  const source = fromLabel(context, 'source');
  return source && inFull(source, named, isAbbreviated);
}

/** The reading with shortened names in full, as title or signature print them, or as number and interpreter tell. */
function inFull(given: Issuers, named: Named, isShort: Shortness): Issuers {
  const sources: readonly (readonly [ReadingWay, () => readonly string[], Shortness])[] = [
    ['title', () => named.inTitle, isShort],
    ['signature', () => named.signed, isShort],
    ['number', () => named.byNumber, isAbbreviated],
    ['position', given.value.some(isRelative) ? named.interpreting : () => [], isAbbreviated],
    ['position', named.inNews, isAbbreviated],
  ];
  for (const [way, names, shortness] of sources) {
    const value = namesInFull(given.value, names(), shortness);
    if (value !== null && given.origin !== null)
      return { ...given, value, origin: { ...given.origin, way, confidence: 0.95 } };
  }
  return given;
}

/** A label's names beside what title and signature name: completed, doubted, or not believed. */
function checked(label: Issuers, named: Named, context: EntryContext): Issuers {
  const { inTitle, signed } = named;
  const isOwner = PAGE_OWNER.test(labelled(context, 'issuer', PAGE_OWNER)?.label ?? '');
  const isConfirmed = inTitle.some((name) => signed.some((one) => isSameBody(one, name)));
  const isLead = isSameBody(label.value[0] ?? '', inTitle[0] ?? '');
  if ((isLead || (isOwner && isConfirmed)) && isOneOf(label.value, inTitle))
    return reading(inTitle, firstLine(context), 'title');
  const full = inFull(label, named, isAbbreviated);
  if (full !== label) return full;
  const others = inTitle.length > 0 ? inTitle : isOwner ? signed : [];
  const isSame = label.value.every((name) => others.some((other) => isSameBody(name, other)));
  const isOtherOffice = isOwner && isConfirmed && !isSame;
  if (label.origin === null) return label;
  if (others.length === 0) return isOwner ? ofKeeper(label, context) : label;
  if (!isOtherOffice && isRelated(label.value, others)) return label;
  const warning: ParseWarning = {
    code: 'issuer-conflict',
    message: `${inTitle.length > 0 ? '标题' : '落款'}中的机构与标注不同:${others.join('、')}`,
    line: label.origin.line,
  };
  if (!isOwner) return { ...label, warnings: [warning] };
  return reading(others, firstLine(context), inTitle.length > 0 ? 'title' : 'signature', [warning]);
}

/** 公开责任部门 keeps a page; it is named for want of anybody else, to be checked. */
function ofKeeper(label: Issuers, context: EntryContext): Issuers {
  const given = labelled(context, 'issuer', PAGE_OWNER);
  if (given === null || !KEEPER.test(given.label)) return label;
  const message = `颁发机构取自“${given.label}”,请核对`;
  return { ...label, warnings: [{ code: 'inferred-issuer', message, line: given.line }] };
}

/** Whether a label names only some of those whom the title names together: the page's owner, or the one in charge. */
function isOneOf(names: readonly string[], all: readonly string[]): boolean {
  return names.length < all.length && names.every((name) => all.some((other) => isSameBody(name, other)));
}

/** Whether a label's names and others speak of the same bodies, or of a body and its office. */
function isRelated(names: readonly string[], others: readonly string[]): boolean {
  const all = names.join('').replace(/\s+/gu, '');
  return others.some((other) => {
    const name = other.replace(/\s+/gu, '');
    if (all.includes(name) || name.includes(all) || isShortFor(name, all)) return true;
    return [...name].filter((character) => all.includes(character)).length > name.length * 0.6;
  });
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
