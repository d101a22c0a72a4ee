import { DateTime } from 'luxon';
import type { FormProblem } from './form-fields.js';

const LONGEST_DAYS = 366;

/** The instant a pause ends: the start of the given day (`YYYY-MM-DD`) in the list's zone; tomorrow at the earliest, a year at most. */
export function pauseUntil(
  text: string,
  now: Date,
  timeZone: string,
): { readonly until: Date } | { readonly problem: FormProblem['problem'] } {
  if (text.trim() === '') return { problem: 'missing' };
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text.trim())
    ? DateTime.fromISO(text.trim(), { zone: timeZone }).startOf('day')
    : null;
  if (!day?.isValid) return { problem: 'not-a-date' };
  const today = DateTime.fromJSDate(now, { zone: timeZone }).startOf('day');
  if (day <= today) return { problem: 'too-early' };
  if (day > today.plus({ days: LONGEST_DAYS })) return { problem: 'too-late' };
  return { until: day.toJSDate() };
}
