import { findDates } from './dates.js';
import { withPlainDates } from './english-dates.js';
import {
  isDateLine,
  isField,
  isFoot,
  isForeign,
  isHeading,
  isIssuer,
  isNumberOfIssue,
  isParagraph,
  isPart,
  LONG_HEADING,
  MARK,
} from './english-lines.js';
import { bodiesAlone, bodyThatIssues, withShortBodies } from './english-bodies.js';
import { linkIn, closingDate } from './english-facts.js';
import type { Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import { notAPolicy, type Segment, type Segmentation } from './segmentation.js';

/** The last line of an excerpt may break off in the middle of a paragraph. */
const CUT_OFF = 60;
const MOST_FIELDS = 5;
/** Words a bulletin calls itself by. */
const NAME =
  /\b(?:e-?bulletin|bulletin|briefing|e-?newsletter|newsletter|(?:news|daily|business|support|covid-19|regulatory|weekly|monthly) updates?|update for businesses|weekly (?:news|brief)|digest|latest from|round-?up|(?:for|in) the (?:week|month)(?: of)?|week (?:of|ending|commencing))\b/iu;
/** A dated issue of one may hold a single piece of news. */
const ISSUE = /\b(?:newsletter|bulletin|briefing|digest)\b.{0,20}\b(?:19|20)\d{2}\b/iu;
const HEAD_LINES = 12;
const FIRST_LINES = 3;
const BULLET = /^[•·●▪*–-]\s+/u;
/** Parts of a bulletin that hold dates for the diary. */
const EVENTS =
  /^(?:#+\s*)?(?:(?:upcoming|forthcoming|latest|our|local|free)\s)*(?:events?|webinars?|training|workshops?|dates? for (?:your|the) diary|calendar)(?:\s(?:and|&)\s(?:events?|webinars?|training|workshops?))?$/iu;
const ANNOUNCES =
  /\b(?:in|welcome to) (?:this|our|the) (?:\w+ ){0,3}(?:article|bulletin|newsletter|edition|issue|post|blog|page)\b|^(?:the following|below) (?:is|are)\b/iu;

/**
 * English bulletins without marks: a short line without a full stop over a paragraph, with its date or facts between them where
 * each has some, or a line that the contents list above names; at least two of them. Headings inside an entry (How to apply) and
 * what a mail closes with are none.
 */
export function segmentEnglish(lines: readonly SourceLine[], _lexicon: Lexicon): Segmentation | null {
  const filled = withPlainDates(withPlainHeadings(withoutFoot(lines.filter(({ text }) => text !== ''))));
  if (!isForeign(filled)) return null;
  const listed = listedTitles(filled);
  const all = filled.flatMap((_, n) => (isStart(filled, n, listed) ? [n] : []));
  const events = all.filter((n) => isEvent(filled, n, all));
  const own = all.filter(
    (n) => !isFrame(filled, n) && !isIntroduction(filled, n, all) && !events.includes(n),
  );
  const starts = fromFirstDated(filled, own);
  const isIssue = filled.slice(0, HEAD_LINES).some(({ text }) => ISSUE.test(text) && isHeading(text));
  if (starts.length < (isIssue ? 1 : 2)) return null;
  const dated = datesAbove(filled, starts);
  const segments = starts.map((start) =>
    toSegment(filled, start, endOf(filled, start, [...starts, ...events], dated), dated),
  );
  const warnings = events.map((n) =>
    notAPolicy({ text: filled[n]?.text ?? '', line: filled[n]?.number ?? 1 }),
  );
  return { isBulletin: true, segments: withShortBodies(segments), warnings };
}

/** Where an entry's lines end: at the next headline, or at the date above it. */
function endOf(
  lines: readonly SourceLine[],
  start: number,
  headlines: readonly number[],
  isDatedAbove: boolean,
): number {
  const next = Math.min(lines.length, ...headlines.filter((n) => n > start));
  return next < lines.length && isDatedAbove && isDateLine(lines[next - 1]?.text ?? '') ? next - 1 : next;
}

/** The lines above what a mail closes with (Stay connected, Unsubscribe), in its last part. */
function withoutFoot(filled: readonly SourceLine[]): readonly SourceLine[] {
  const from = Math.floor(filled.length / 2);
  const at = filled.findIndex(({ text }, n) => n >= from && n > 0 && isFoot(text));
  return at === -1 ? filled : filled.slice(0, at);
}

function isStart(lines: readonly SourceLine[], n: number, listed: ReadonlySet<string>): boolean {
  const own = lines[n]?.text ?? '';
  const next = lines[n + 1]?.text.toLowerCase();
  if (next === undefined || listed.has(next.replace(MARK, ''))) return false;
  if (listed.has(own.toLowerCase())) return true;
  if (!isHeading(own) || isDateLine(own) || isPart(own) || isField(own) || isNumberOfIssue(own)) return false;
  if (isIssuer(own) && isHeading(lines[n - 1]?.text ?? '')) return false;
  const below = firstText(lines, n + 1);
  const text = lines[below]?.text ?? '';
  // A heading over a heading of its parts (Who can apply?) has no text of its own.
  const after = lines[below + 1]?.text ?? '';
  if (isPart(text) && isParagraph(after)) return below === n + 1;
  // Australia, over a long headline: the name of a part.
  if (isHeading(text) && text.length >= LONG_HEADING && isParagraph(after)) return false;
  if (own.length > LONG_HEADING && !isDateLine(lines[n + 1]?.text ?? ''))
    return text.length > own.length && /[.!?]$/u.test(text);
  return isParagraph(text) || below - n > 2 || (below === lines.length - 1 && text.length >= CUT_OFF);
}

/** Index of the first line that is neither date nor fact. */
function firstText(lines: readonly SourceLine[], from: number): number {
  let at = from;
  const isFact = (text: string) => isDateLine(text) || isField(text) || isIssuer(text);
  while (at < from + MOST_FIELDS && isFact(lines[at]?.text ?? '')) at += 1;
  return at;
}

/** What stands above or at the bulletin's own name with its greeting. */
function isFrame(lines: readonly SourceLine[], n: number): boolean {
  const named = lines.slice(0, HEAD_LINES).findLastIndex(({ text }, at) => {
    const isDated = [text, lines[at + 1]?.text ?? ''].some((one) => findDates(one).length > 0);
    return NAME.test(text) && isHeading(text) && (at < FIRST_LINES || isDated);
  });
  return n <= named;
}

/** What stands below a heading such as Events, over headlines of its own, is no policy. */
function isEvent(lines: readonly SourceLine[], n: number, starts: readonly number[]): boolean {
  const part = starts.findLast((start) => start <= n && isPartName(lines[start - 1]?.text, start, starts));
  return part !== undefined && EVENTS.test(lines[part - 1]?.text ?? '');
}

function isPartName(above: string | undefined, start: number, starts: readonly number[]): boolean {
  return above !== undefined && isHeading(above) && !isDateLine(above) && !starts.includes(start - 1);
}

/** An article's own title: all that stands below it announces what follows (…is set out below:, In this article…), or it alone is dated. */
function isIntroduction(lines: readonly SourceLine[], n: number, starts: readonly number[]): boolean {
  const [first, next, ...others] = starts;
  if (first !== n || next === undefined) return false;
  const below = lines[n + 1]?.text ?? '';
  if (ANNOUNCES.test(below) || (next === n + 2 && below.endsWith(':'))) return true;
  const isDated = (start: number) => isDateLine(lines[start + 1]?.text ?? '');
  return others.length > 0 && isDated(n) && ![next, ...others].some(isDated);
}

function toSegment(
  lines: readonly SourceLine[],
  start: number,
  next: number,
  isDatedAbove: boolean,
): Segment {
  const line = lines[start] as SourceLine;
  const own = lines[isDatedAbove ? start - 1 : start + 1];
  const isDated = own !== undefined && isDateLine(own.text);
  const below = bodiesAlone(lines[start + 1]?.text ?? '');
  const body = lines.slice(start + ((isDated && !isDatedAbove) || below !== null ? 2 : 1), next);
  const last = body.findLastIndex(({ text }) => !isHeading(text) || isField(text) || /https?:/u.test(text));
  const text = body.slice(0, last + 1);
  const date = isDated ? { value: own.text, line: own.number } : closingDate(text);
  const isNamed = text.some((one) => isIssuer(one.text));
  const bodies = below ?? (isNamed ? null : bodyThatIssues(line.text));
  const link = linkIn([line, ...text]);
  return {
    title: {
      text: line.text.replace(/^#+\s*/, '').replace(/^\d{1,2}[.)]\s+/u, ''),
      line: line.number,
      way: 'position',
    },
    section: null,
    lines: text,
    facts: {
      ...(date === null ? {} : { publishedOn: date }),
      ...(link === null ? {} : { link }),
      ...(bodies === null ? {} : { issuer: { value: bodies, line: line.number } }),
    },
  };
}

/** Where a date stands above one headline and above every one from there on, what comes before belongs to the page. */
function fromFirstDated(lines: readonly SourceLine[], starts: readonly number[]): readonly number[] {
  const isDated = (start: number) => isDateLine(lines[start - 1]?.text ?? '');
  const from = starts.slice(starts.findIndex(isDated));
  const isAboveEach = from.length > 1 && from.every(isDated);
  return isAboveEach && !isDateLine(lines[(from[0] ?? 0) + 1]?.text ?? '') ? from : starts;
}

/** Bulletins that print each date above its headline: the first has one there, and so do nearly all. */
function datesAbove(lines: readonly SourceLine[], starts: readonly number[]): boolean {
  const above = starts.filter((start) => isDateLine(lines[start - 1]?.text ?? ''));
  return (
    above.length >= 2 &&
    above.length >= starts.length - 1 &&
    !isDateLine(lines[(starts[0] ?? 0) + 1]?.text ?? '')
  );
}

/** `• Headline` over a paragraph without a bullet, twice or more: the bullets are the headlines’ own. */
function withPlainHeadings(filled: readonly SourceLine[]): readonly SourceLine[] {
  const bulleted = filled.filter(({ text }) => BULLET.test(text));
  const heads = filled.filter(({ text }, n) => {
    const next = filled[n + 1]?.text ?? '';
    return BULLET.test(text) && isHeading(text.replace(BULLET, '')) && isParagraph(next) && !MARK.test(next);
  });
  if (heads.length < 2 || heads.length * 2 < bulleted.length) return filled;
  const own = new Set(heads);
  return filled.map((line) => (own.has(line) ? { ...line, text: line.text.replace(BULLET, '') } : line));
}

/** What a list of contents names: bulleted words that stand again on a line of their own. */
function listedTitles(lines: readonly SourceLine[]): Set<string> {
  const plain = new Set(lines.map(({ text }) => text.toLowerCase()));
  const bulleted = lines.flatMap(({ text }) =>
    MARK.test(text) ? [text.replace(MARK, '').toLowerCase()] : [],
  );
  return new Set(bulleted.filter((title) => title.length >= 8 && plain.has(title)));
}
