const DAY_MS = 86_400_000;

/** 即将截止 reaches this many days from the cut-off. */
export const CLOSING_SOON_DAYS = 14;

/** A policy with the date its application window closes, `YYYY-MM-DD` or `YYYY-MM`. */
export interface DatedPolicy {
  readonly policyId: string;
  readonly title: string;
  readonly closesOn: string;
}

/** One closing date that is not over, with all policies that close on it. */
export interface ClosingDate {
  readonly closesOn: string;
  readonly daysLeft: number;
  readonly policies: readonly DatedPolicy[];
}

/** Whether a date names its day and exists; a month without a day is never a deadline. */
export function isFullDate(date: string): boolean {
  return dayNumber(date) !== null;
}

/** Whole days from one local date to another, negative when it is over; null without a full date. */
export function daysUntil(date: string, from: string): number | null {
  const [end, start] = [dayNumber(date), dayNumber(from)];
  return end === null || start === null ? null : end - start;
}

/** The closing dates still ahead, nearest first; policies of one date keep their order. */
export function deadlinesOf(policies: readonly DatedPolicy[], from: string): ClosingDate[] {
  const byDate = new Map<string, DatedPolicy[]>();
  for (const policy of policies) {
    if ((daysUntil(policy.closesOn, from) ?? -1) < 0) continue;
    byDate.set(policy.closesOn, [...(byDate.get(policy.closesOn) ?? []), policy]);
  }
  return [...byDate.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([closesOn, closing]) => ({
      closesOn,
      daysLeft: daysUntil(closesOn, from) ?? 0,
      policies: closing,
    }));
}

/** Dates are days, not instants: plain UTC arithmetic knows no change of clocks, and runs for every card. */
function dayNumber(date: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  const instant = Date.parse(`${date}T00:00:00Z`);
  const exists = !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(date);
  return exists ? instant / DAY_MS : null;
}
