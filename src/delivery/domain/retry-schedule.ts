/** Waits after the 1st, 2nd … failed attempt, in seconds; the last one repeats. */
const DELAYS_SECONDS = [60, 300, 900, 3_600, 7_200, 14_400, 28_800] as const;

/** Waits while the relay does not answer at all, in seconds. No recipient's attempt is used up. */
const RELAY_DELAYS_SECONDS = [2, 5, 10, 20, 30, 60] as const;

/** An attempt made later than this after the release is no use to anybody: 72 hours. */
export const EXPIRY_SECONDS = 72 * 3_600;

/** The wait after `attempts` failed ones, spread by ±20 % with `random` in [0, 1) so that retries do not march in step. */
export function retryAfterSeconds(attempts: number, random: number): number {
  return spread(at(DELAYS_SECONDS, attempts), random);
}

/** The wait after `failures` refused or timed-out connections in a row. */
export function relayRetryAfterSeconds(failures: number, random: number): number {
  return spread(at(RELAY_DELAYS_SECONDS, failures), random);
}

function at(delays: readonly number[], count: number): number {
  return delays[Math.min(Math.max(count, 1), delays.length) - 1] as number;
}

function spread(seconds: number, random: number): number {
  return seconds * (0.8 + 0.4 * random);
}
