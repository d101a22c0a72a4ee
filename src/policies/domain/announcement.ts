import { DateTime } from 'luxon';
import type { AnnounceMode, PolicyDate } from './policy.js';

/** A policy older than this at import is suggested to be stored without being announced. */
export const ANNOUNCE_WITHIN_DAYS = 60;

/** `never` for a policy published over 60 days before `today` (`YYYY-MM-DD`); an unknown date is announced. */
export function suggestAnnouncement(publishedOn: PolicyDate | null, today: string): AnnounceMode {
  if (publishedOn === null) return 'next';
  const published = DateTime.fromISO(publishedOn, { zone: 'utc' });
  const latest = publishedOn.length === 7 ? published.endOf('month') : published;
  return DateTime.fromISO(today, { zone: 'utc' }).diff(latest, 'days').days > ANNOUNCE_WITHIN_DAYS
    ? 'never'
    : 'next';
}
