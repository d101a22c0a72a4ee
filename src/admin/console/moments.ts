import { DateTime } from 'luxon';

/** Where the console shows times that belong to no list. */
export const CONSOLE_ZONE = 'Asia/Shanghai';

/** `2026-11-23 08:00` in a zone; null stays null. */
export function momentIn(instant: Date | null, zone: string = CONSOLE_ZONE): string | null {
  return instant && DateTime.fromJSDate(instant, { zone }).toFormat('yyyy-MM-dd HH:mm');
}

/** `03:05`, or `1:03:05` from one hour on. */
export function durationOf(seconds: number): string {
  const whole = Math.round(seconds);
  const hours = Math.floor(whole / 3_600);
  const minutes = Math.floor((whole % 3_600) / 60);
  const rest = `${String(minutes).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** The day it is at an instant where the console shows times, `YYYY-MM-DD`. */
export function dayAt(instant: Date): string {
  return DateTime.fromJSDate(instant, { zone: CONSOLE_ZONE }).toFormat('yyyy-MM-dd');
}
