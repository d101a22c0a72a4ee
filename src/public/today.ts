import { DateTime } from 'luxon';
import type { Clock } from '../platform/clock.js';

/** The date on which the policies' closing days are counted, `YYYY-MM-DD`: China has one time zone. */
export function todayInChina(clock: Clock): string {
  return DateTime.fromJSDate(clock.now(), { zone: 'Asia/Shanghai' }).toISODate() as string;
}
