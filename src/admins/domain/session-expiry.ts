/** A session that nobody used for this long has ended. */
export const IDLE_SECONDS = 8 * 3_600;
/** A session ends after this long, used or not. */
export const ABSOLUTE_SECONDS = 7 * 24 * 3_600;
/** `seenAt` is written at most this often. */
export const TOUCH_EVERY_SECONDS = 60;

/** Whether a session has ended, by disuse or by age. */
export function isExpired(session: { readonly createdAt: Date; readonly seenAt: Date }, now: Date): boolean {
  return (
    secondsBetween(session.seenAt, now) >= IDLE_SECONDS ||
    secondsBetween(session.createdAt, now) >= ABSOLUTE_SECONDS
  );
}

/** Whether the use of a session is worth a write. */
export function needsTouch(session: { readonly seenAt: Date }, now: Date): boolean {
  return secondsBetween(session.seenAt, now) >= TOUCH_EVERY_SECONDS;
}

function secondsBetween(from: Date, until: Date): number {
  return (until.getTime() - from.getTime()) / 1_000;
}
