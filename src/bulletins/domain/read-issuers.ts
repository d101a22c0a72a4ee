import { cleanTitle } from './clean-title.js';
import { firstLine, isReposted, reading, unread, type EntryContext, type Reading } from './entry-context.js';
import { isAbbreviated, isRelative, isSameBody, isShortFor, namesInFull, placedAs } from './issuer-names.js';
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
  fromReport,
  fromSection,
} from './issuer-sources.js';
import { completeIssuer, COUNT_BEHIND, isOrganisation, issuersOfTitle } from './issuers.js';
import { issuerOfNumber } from './issuer-of-number.js';
import { jurisdictionOfIssuer } from './level.js';
import { normaliseText } from './normalise.js';
import type { ParseWarning } from './parsed-entry.js';
import type { Signature } from './signature.js';
import { checked, inFull, type Named } from './weigh-issuers.js';

type Issuers = Reading<readonly string[]>;

/** 某市第十五届人民代表大会常务委员会 signs for the assembly, whatever its term. */
const TERM = /第[\d一二三四五六七八九十]+届(?=(?:全国)?人民代表大会)/u;
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
  const { lexicon, segment } = context;
  const inTitle = bodiesInTitle(context);
  const byNumber = documentNumber === null ? null : issuerOfNumber(documentNumber, lexicon);
  const named: Named = {
    inTitle,
    signed: signature?.issuers ?? [],
    byNumber: byNumber === null ? [] : [byNumber],
    interpreting: () => fromInterpreter(context)?.value ?? [],
    onPage: () => context.masthead.flatMap(({ text }) => (isOrganisation(text, lexicon) ? [text] : [])),
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
    fromReport(context) ??
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

/** The bodies a title opens with; blanks between them, which no title keeps, part those that print no place. */
function bodiesInTitle({ segment, lexicon, home }: EntryContext): string[] {
  const printed = normaliseText(segment.title?.text ?? '');
  const bodies = issuersOfTitle(cleanTitle(printed), lexicon, home);
  const parted = issuersOfTitle(printed, lexicon, home);
  return parted.length > bodies.length ? parted : bodies;
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
