/** collecting → frozen → in review → approved → sending → complete. */
export const EDITION_STATUSES = [
  'collecting',
  'frozen',
  'in-review',
  'approved',
  'sending',
  'complete',
  'cancelled',
] as const;
export type EditionStatus = (typeof EDITION_STATUSES)[number];

/** The one table of allowed changes. Before release an edition may refreeze or be cancelled; cancelled, be run anew. */
export const EDITION_TRANSITIONS: Readonly<Record<EditionStatus, readonly EditionStatus[]>> = {
  collecting: ['frozen', 'cancelled'],
  frozen: ['collecting', 'in-review', 'approved', 'cancelled'],
  'in-review': ['collecting', 'approved', 'cancelled'],
  approved: ['collecting', 'sending', 'cancelled'],
  sending: ['complete'],
  complete: [],
  cancelled: ['collecting'],
};

/** Released later than this after its freeze, an edition freezes again: 还剩 N 天 would be false. */
export const REFREEZE_AFTER_SECONDS = 24 * 3_600;

/** Whether a frozen edition is too old to be released as it is. */
export function isStale(frozenAt: Date, now: Date): boolean {
  return now.getTime() - frozenAt.getTime() > REFREEZE_AFTER_SECONDS * 1_000;
}
