import { findDates } from './dates.js';
import { isDateLine, isFoot, isForeign, MARK } from './english-lines.js';
import { linkIn } from './english-facts.js';
import type { Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import type { Segment, Segmentation } from './segmentation.js';

const FEWEST = 3;
const SHORTEST = 12;
const LONGEST = 200;
const LEAST_SHARE = 0.7;
/** A table's rows may stand over annexes and categories, some of which end with a day. */
const FEWEST_ROWS = 4;
const LEAST_ROWS = 0.3;
/** 24EC32: a circular's number between its date and its title. */
const CODE = /^(?=\S*\d)[\w/.()-]{3,20}$/u;

interface Item {
  readonly index: number;
  readonly title: string;
  readonly date: string;
  readonly dateLine: number;
  /** Index of the first line behind title and date. */
  readonly next: number;
}

/** English lists of circulars and notices: titles, each with its date before or behind it, on its line or the one beside it. */
export function segmentEnglishList(lines: readonly SourceLine[], _lexicon: Lexicon): Segmentation | null {
  const filled = lines.filter(({ text }) => text !== '' && !isFoot(text));
  if (!isForeign(filled)) return null;
  const [found] = [onOneLine(filled), beside(filled, -1), beside(filled, 1)].sort(
    (a, b) => b.length - a.length,
  );
  if (found === undefined || found.length < FEWEST) return null;
  const rows = rowsOf(found, filled);
  const items = rows ?? found;
  if (shareOf(items, filled) < LEAST_SHARE && rows === null && !areTheMarked(items, filled)) return null;
  const longest = Math.max(...items.slice(1).map(({ index }, n) => index - (items[n]?.next ?? index)));
  const segments = items.map((item, n) => toSegment(item, filled, items[n + 1]?.index, longest));
  return { isBulletin: true, segments, warnings: [] };
}

/** 22 Jan 2025 Circular on …, Circular on … (22 January 2025), • Circular on … – 22 January 2025. */
function onOneLine(filled: readonly SourceLine[]): Item[] {
  return filled.flatMap(({ text, number }, index) => {
    const words = text.replace(MARK, '');
    const dates = words.length > LONGEST ? [] : findDates(words);
    const date = [dates[0], dates.at(-1)].find(
      (one) => one?.problem === null && (one.start <= 1 || /^[\s)\].]*$/u.test(words.slice(one.end))),
    );
    if (date === undefined || date.value === null) return [];
    const rest = date.start <= 1 ? words.slice(date.end) : words.slice(0, date.start);
    const title = rest
      .replace(/^[\s)\]|:,–—-]+|[\s([|,–—-]+$/gu, '')
      .replace(/\s(?:published|issued|posted|dated)(?: on)?:?$/iu, '');
    return isTitle(title) ? [{ index, title, date: date.text, dateLine: number, next: index + 1 }] : [];
  });
}

/** A date alone on its line, and the title above (-1) or below (1) it. */
function beside(filled: readonly SourceLine[], at: -1 | 1): Item[] {
  return filled.flatMap((line, index) => {
    const code = at === 1 && CODE.test(filled[index + 1]?.text ?? '') ? 1 : 0;
    const title = filled[index + at + code];
    if (!isDateLine(line.text) || title === undefined || !isTitle(title.text) || isDateLine(title.text))
      return [];
    return [
      {
        index: Math.min(index, index + at),
        title: title.text.replace(MARK, ''),
        date: line.text,
        dateLine: line.number,
        next: Math.max(index, index + at + code) + 1,
      },
    ];
  });
}

function isTitle(text: string): boolean {
  return (
    text.length >= SHORTEST &&
    text.length <= LONGEST &&
    /^[\p{Lu}\d“"‘'[•·*-]/u.test(text) &&
    !/[.;:]$|\s>\s|[a-z]{2}[.!?]\s+\p{Lu}/u.test(text)
  );
}

/** Lines that each begin with their day, one day not later than the other, make a table; null where they do not. */
function rowsOf(items: readonly Item[], filled: readonly SourceLine[]): readonly Item[] | null {
  const rows = items.filter(({ index, date }) => filled[index]?.text.startsWith(date) === true);
  const days = rows.map(({ date }) => findDates(date)[0]?.value ?? '');
  const isSorted = days.every((day, n) => n === 0 || day <= (days[n - 1] ?? ''));
  const isTable = rows.length >= FEWEST_ROWS && rows.length * 2 > items.length && isSorted;
  return isTable && shareOf(rows, filled) >= LEAST_ROWS ? rows : null;
}

/** How many of the lines from the first item to the last are items or addresses. */
function shareOf(items: readonly Item[], filled: readonly SourceLine[]): number {
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.next ?? 0;
  const own = items.reduce((sum, { index, next }) => sum + next - index, 0);
  const links = filled.slice(first, last).filter(({ text }) => /^\S*https?:\/\/\S+$/u.test(text)).length;
  return (own + links) / Math.max(1, last - first);
}

/** Whether the items are just the lines with a mark before them: what stands between are their texts. */
function areTheMarked(items: readonly Item[], filled: readonly SourceLine[]): boolean {
  const marked = filled.flatMap(({ text }, index) => (MARK.test(text) ? [index] : []));
  return marked.length === items.length && items.every(({ index }, n) => index === marked[n]);
}

function toSegment(
  item: Item,
  filled: readonly SourceLine[],
  next: number | undefined,
  longest: number,
): Segment {
  const lines = filled.slice(item.next, next ?? item.next + Math.max(1, longest));
  const text = lines.filter((line) => !isDateLine(line.text) && line.text.length < LONGEST);
  const own = filled.slice(item.index, item.next).find((line) => line.text.includes(item.title));
  const link = linkIn([own, ...text].filter((line) => line !== undefined));
  return {
    title: {
      text: item.title.replace(/^\[([^\][]+)\]\([^)]*\)$/u, '$1'),
      line: own?.number ?? item.dateLine,
      way: 'position',
    },
    section: null,
    lines: next === undefined ? [] : lines,
    facts: { publishedOn: { value: item.date, line: item.dateLine }, ...(link === null ? {} : { link }) },
  };
}
