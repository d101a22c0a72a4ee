import { findDates, monthNumber } from './dates.js';
import type { EntryContext } from './entry-context.js';
import type { SourceLine } from './normalise.js';

const LONGEST = 80;
/** English says the same at twice the length. */
const LONGEST_FOREIGN = 140;
const MOST_LINES = 10;
const MONTH = /((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月/gu;

const NAMED_MONTH =
  /\b(January|February|March|April|May|June|July|August|September|October|November|December)\s+((?:19|20)\d{2})\b/giu;
const YEAR = /(?<![\d〔[])((?:19|20)\d{2})(?=\s*(?:年|第|[-/.]\s*\d{1,2}(?!\d)|W\d))/gu;

/** A bulletin's heading: its first lines, and those above its first entry. */
export function mastheadOf(lines: readonly SourceLine[], firstEntryLine: number): SourceLine[] {
  const filled = lines.filter(({ text }) => text !== '');
  const above = filled.filter(({ number }) => number < firstEntryLine);
  return above.length < 3 ? filled.slice(0, 3) : above.slice(0, MOST_LINES);
}

export interface MastheadDate {
  readonly value: string;
  readonly line: number;
}

/** The one full date a bulletin's own heading gives, else its one month of a year; null where it gives none or several. */
export function mastheadDate({ masthead }: Pick<EntryContext, 'masthead'>): MastheadDate | null {
  const own = masthead.filter(
    ({ text }) => text.length <= (/\p{Script=Han}/u.test(text) ? LONGEST : LONGEST_FOREIGN),
  );
  const full = own.flatMap(({ text, number }) =>
    findDates(text).flatMap(({ value, problem }) =>
      value !== null && problem === null ? [{ value, line: number }] : [],
    ),
  );
  return onlyOne(full) ?? (full.length > 0 ? null : onlyOne(own.flatMap(monthsOf)));
}

function onlyOne(dates: readonly MastheadDate[]): MastheadDate | null {
  return new Set(dates.map(({ value }) => value)).size === 1 ? (dates[0] ?? null) : null;
}

/** March 2023: the month of an issue in English. */
function monthsOf({ text, number }: SourceLine): MastheadDate[] {
  return [...text.matchAll(NAMED_MONTH)].map((match) => {
    const month = monthNumber(match[1] ?? '');
    return { value: `${match[2]}-${String(month).padStart(2, '0')}`, line: number };
  });
}

/** The year of a month and day printed without one, where the bulletin's heading names that month or one beside it, or only a year. */
export function yearOfMonth({ masthead }: Pick<EntryContext, 'masthead'>, month: number): number | null {
  const named = masthead
    .filter(({ text }) => text.length <= LONGEST)
    .flatMap(({ text }) => [
      ...[...text.matchAll(MONTH)].map((match) => ({ year: Number(match[1]), month: Number(match[2]) })),
      ...findDates(text).flatMap(({ value }) =>
        value === null ? [] : [{ year: Number(value.slice(0, 4)), month: Number(value.slice(5, 7)) }],
      ),
    ]);
  const same = named.find((one) => one.month === month);
  if (same !== undefined) return same.year;
  const after = named.find((one) => one.month === (month % 12) + 1);
  if (after !== undefined) return month === 12 ? after.year - 1 : after.year;
  const before = named.find((one) => (one.month % 12) + 1 === month);
  if (before !== undefined) return month === 1 ? before.year + 1 : before.year;
  return named.length > 0 ? null : onlyYear(masthead);
}

/** The year of 2024年第9期, where the heading names no month and no other year. */
function onlyYear(masthead: readonly SourceLine[]): number | null {
  const years = masthead
    .filter(({ text }) => text.length <= LONGEST)
    .flatMap(({ text }) => [...text.matchAll(YEAR)].map((match) => Number(match[1])));
  const [first] = years;
  return first !== undefined && years.every((year) => year === first) ? first : null;
}
