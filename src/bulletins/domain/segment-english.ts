import { findDates } from './dates.js';
import type { Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import type { Segment, Segmentation } from './segmentation.js';

const LONGEST_HEADING = 120;
const LONG_LINE = 130;
/** The last line of an excerpt may break off in the middle of a paragraph. */
const CUT_OFF = 60;
const MOST_HAN = 0.2;
/** Words a bulletin calls itself by. */
const NAME =
  /\b(?:bulletin|briefing|newsletter|(?:news|daily|business|covid-19|weekly) updates?|update for businesses|weekly (?:news|brief)|digest|latest from|round-?up)\b/iu;
/** A dated issue of one may hold a single piece of news. */
const ISSUE = /\b(?:newsletter|bulletin|briefing|digest)\b.{0,20}\b(?:19|20)\d{2}\b/iu;
const HEAD_LINES = 12;
const FIRST_LINES = 3;
/** …is available here: a sentence that lost its stop with its link. */
const ENDED = /[.!?:]["”’)]?$|^.{40,}\s(?:here|below)$/u;
const CLOSING =
  /^(?:contact(?: us)?|get in touch|further information|unsubscribe|about this (?:bulletin|email)|follow us)/iu;
const ANNOUNCES =
  /\b(?:in|welcome to) (?:this|our|the) (?:\w+ ){0,3}(?:article|bulletin|newsletter|edition|issue|post|blog|page)\b/iu;
const MARK = /^(?:[•·●▪*-]|\d{1,2}[.)])\s+/u;

/**
 * English bulletins without marks: a short line without a full stop over a paragraph, with its date between them where each has
 * one, or a line that the contents list above names; at least two of them.
 */
export function segmentEnglish(lines: readonly SourceLine[], _lexicon: Lexicon): Segmentation | null {
  const filled = lines.filter(({ text }) => text !== '');
  const chinese = filled.filter(({ text }) => /\p{Script=Han}/u.test(text)).length;
  if (filled.length === 0 || chinese > filled.length * MOST_HAN) return null;
  const listed = listedTitles(filled);
  const all = filled.flatMap((_, n) => (isStart(filled, n, listed) ? [n] : []));
  const starts = all.filter((n) => !isFrame(filled, n, all) && !isIntroduction(filled, n, all));
  const isIssue = filled.slice(0, HEAD_LINES).some(({ text }) => ISSUE.test(text) && isHeading(text));
  if (starts.length < (isIssue ? 1 : 2)) return null;
  const segments = starts.map((start, n) => toSegment(filled, start, starts[n + 1] ?? filled.length));
  return { isBulletin: true, segments, warnings: [] };
}

function isStart(lines: readonly SourceLine[], n: number, listed: ReadonlySet<string>): boolean {
  const next = lines[n + 1]?.text.toLowerCase();
  if (next === undefined || listed.has(next.replace(MARK, ''))) return false;
  if (listed.has(lines[n]?.text.toLowerCase() ?? '')) return true;
  if (!isHeading(lines[n]?.text ?? '') || isDateLine(lines[n]?.text ?? '')) return false;
  const below = isDateLine(lines[n + 1]?.text ?? '') ? n + 2 : n + 1;
  const text = lines[below]?.text ?? '';
  return isParagraph(text) || (below === lines.length - 1 && text.length >= CUT_OFF);
}

/** What stands above or at the bulletin's own name with its greeting, and what every issue closes with. */
function isFrame(lines: readonly SourceLine[], n: number, starts: readonly number[]): boolean {
  const named = lines.slice(0, HEAD_LINES).findLastIndex(({ text }, at) => {
    const isDated = [text, lines[at + 1]?.text ?? ''].some((one) => findDates(one).length > 0);
    return NAME.test(text) && isHeading(text) && (at < FIRST_LINES || isDated);
  });
  return n <= named || (n === starts.at(-1) && CLOSING.test(lines[n]?.text ?? ''));
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

function toSegment(lines: readonly SourceLine[], start: number, next: number): Segment {
  const line = lines[start] as SourceLine;
  const own = lines[start + 1];
  const isDated = own !== undefined && isDateLine(own.text);
  const body = lines.slice(start + (isDated ? 2 : 1), next);
  const last = body.findLastIndex(({ text }) => !isHeading(text));
  return {
    title: { text: line.text.replace(/^#+\s*/, ''), line: line.number, way: 'position' },
    section: null,
    lines: body.slice(0, last + 1),
    facts: isDated ? { publishedOn: { value: own.text, line: own.number } } : {},
  };
}

/** What a list of contents names: bulleted words that stand again on a line of their own. */
function listedTitles(lines: readonly SourceLine[]): Set<string> {
  const plain = new Set(lines.map(({ text }) => text.toLowerCase()));
  const bulleted = lines.flatMap(({ text }) =>
    MARK.test(text) ? [text.replace(MARK, '').toLowerCase()] : [],
  );
  return new Set(bulleted.filter((title) => title.length >= 8 && plain.has(title)));
}

function isHeading(text: string): boolean {
  return (
    text.length >= 4 &&
    text.length <= LONGEST_HEADING &&
    !MARK.test(text) &&
    !/[.;:,]$|^.{40,}\s(?:here|below)$/u.test(text) &&
    /^[#\p{Lu}\d“"‘'£]/u.test(text) &&
    !/https?:\/\/|@/u.test(text)
  );
}

function isParagraph(text: string): boolean {
  return (
    MARK.test(text) ||
    text.length >= LONG_LINE ||
    (text.length >= 20 && ENDED.test(text) && !isQuestion(text))
  );
}

/** What’s happening in 2023? is a heading. */
function isQuestion(text: string): boolean {
  return text.length < 80 && /^[^.!]*\?$/u.test(text);
}

function isDateLine(text: string): boolean {
  const [date] = findDates(text);
  return (
    date !== undefined &&
    date.value !== null &&
    text.length < 40 &&
    /^[\s,.:|a-z]*$/iu.test(text.replace(date.text, ''))
  );
}
