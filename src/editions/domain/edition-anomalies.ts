/** What may be unusual about a frozen edition. */
export const ANOMALY_KINDS = ['audience', 'volume', 'no-match', 'open-warnings'] as const;
export type AnomalyKind = (typeof ANOMALY_KINDS)[number];

/** One unusual thing, with the number that is unusual and the one that would be usual (null: none is). */
export interface Anomaly {
  readonly kind: AnomalyKind;
  readonly count: number;
  readonly usual: number | null;
}

/** What an edition is measured by: active subscriptions, delivery rows, policies of its window. */
export interface EditionSize {
  readonly active: number;
  readonly eligible: number;
  readonly policies: number;
}

/** Fewer earlier editions than this say nothing about what is usual. */
export const EDITIONS_TO_COMPARE = 3;
/** Small numbers jump: below this difference, and for smaller audiences, nothing is unusual. */
const LEAST_DIFFERENCE = 20;
/** An audience changes by people; the number of mails also by what was published. */
const AUDIENCE_FACTOR = 2;
const VOLUME_FACTOR = 4;

/**
 * Why a frozen edition should wait for a person: audience or mails far from the median of the list's last released
 * editions, policies that concern nobody of a real audience, imported entries whose warnings nobody has settled.
 */
export function anomaliesOf(
  edition: EditionSize & { readonly announced: number },
  earlier: readonly EditionSize[],
  openWarnings: number,
): Anomaly[] {
  const found: Anomaly[] = [];
  const compare = (kind: AnomalyKind, count: number, counts: readonly number[], factor: number) => {
    const usual = median(counts);
    if (counts.length >= EDITIONS_TO_COMPARE && isFar(count, usual, factor))
      found.push({ kind, count, usual });
  };
  compare(
    'audience',
    edition.active,
    earlier.map((one) => one.active),
    AUDIENCE_FACTOR,
  );
  compare(
    'volume',
    edition.eligible,
    earlier.map((one) => one.eligible),
    VOLUME_FACTOR,
  );
  if (edition.policies > 0 && edition.announced === 0 && edition.active >= LEAST_DIFFERENCE)
    found.push({ kind: 'no-match', count: edition.policies, usual: null });
  if (openWarnings > 0) found.push({ kind: 'open-warnings', count: openWarnings, usual: null });
  return found;
}

function isFar(count: number, usual: number, factor: number): boolean {
  if (Math.abs(count - usual) < LEAST_DIFFERENCE) return false;
  return count > usual * factor || count < usual / factor;
}

/** The middle one; of an even number the lower of the two. Zero for none. */
function median(counts: readonly number[]): number {
  const sorted = [...counts].sort((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
