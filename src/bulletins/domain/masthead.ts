import { findDates } from './dates.js';
import type { EntryContext } from './entry-context.js';

const LONGEST = 80;
const MONTH = /((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月/gu;

export interface MastheadDate {
  readonly value: string;
  readonly line: number;
}

/** The one full date a bulletin's own heading gives; null where it gives none or several. */
export function mastheadDate({ masthead }: Pick<EntryContext, 'masthead'>): MastheadDate | null {
  const dates = masthead
    .filter(({ text }) => text.length <= LONGEST)
    .flatMap(({ text, number }) =>
      findDates(text).flatMap(({ value, problem }) =>
        value !== null && problem === null ? [{ value, line: number }] : [],
      ),
    );
  return new Set(dates.map(({ value }) => value)).size === 1 ? (dates[0] ?? null) : null;
}

/** The year of a month and day printed without one, where the bulletin's heading names that month, or the month after it. */
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
  return after === undefined ? null : month === 12 ? after.year - 1 : after.year;
}
