import { DateTime } from 'luxon';

/** When a list's week is cut off, in its own zone. */
export interface WeeklySchedule {
  /** IANA zone, e.g. `Asia/Shanghai`. */
  readonly timeZone: string;
  /** ISO weekday, 1 = Monday. */
  readonly cutoffWeekday: number;
  /** Minutes after local midnight, 0–1439. */
  readonly cutoffMinute: number;
}

/** One period of a list: the ISO 8601 week that holds its cut-off. */
export interface PublicationWeek {
  /** `2026-W41`; the week-numbering year, so 29 December may belong to W01 of the next. */
  readonly key: string;
  readonly cutOff: Date;
}

/**
 * The period that holds an instant. A cut-off that a DST change skips moves forward by the gap; one that
 * occurs twice is its first occurrence.
 */
export function publicationWeekOf(instant: Date, schedule: WeeklySchedule): PublicationWeek {
  return weekOf(DateTime.fromJSDate(instant, { zone: schedule.timeZone }), schedule);
}

/** The newest period whose cut-off is not after the instant. */
export function lastDueWeek(instant: Date, schedule: WeeklySchedule): PublicationWeek {
  const local = DateTime.fromJSDate(instant, { zone: schedule.timeZone });
  const current = weekOf(local, schedule);
  return current.cutOff <= instant ? current : weekOf(local.minus({ weeks: 1 }), schedule);
}

/** The first cut-off after an instant. */
export function nextCutOff(instant: Date, schedule: WeeklySchedule): Date {
  const local = DateTime.fromJSDate(instant, { zone: schedule.timeZone });
  const current = weekOf(local, schedule);
  return current.cutOff > instant ? current.cutOff : weekOf(local.plus({ weeks: 1 }), schedule).cutOff;
}

/** The calendar date of an instant in a zone, `YYYY-MM-DD`. */
export function localDateOf(instant: Date, timeZone: string): string {
  return DateTime.fromJSDate(instant, { zone: timeZone }).toISODate() as string;
}

/** Whether a text names a zone of the IANA database that this runtime knows. */
export function isTimeZone(zone: string): boolean {
  return DateTime.local({ zone }).isValid;
}

function weekOf(local: DateTime, schedule: WeeklySchedule): PublicationWeek {
  if (!local.isValid) throw new RangeError(`Unknown time zone ${schedule.timeZone}.`);
  const { weekYear, weekNumber } = local;
  const cutOff = DateTime.fromObject(
    {
      weekYear,
      weekNumber,
      weekday: schedule.cutoffWeekday as 1,
      hour: Math.floor(schedule.cutoffMinute / 60),
      minute: schedule.cutoffMinute % 60,
    },
    { zone: schedule.timeZone },
  );
  return { key: `${weekYear}-W${String(weekNumber).padStart(2, '0')}`, cutOff: firstOf(cutOff).toJSDate() };
}

/** Of a local time that occurs twice luxon takes the one whose offset is in force today: that changes with today. */
function firstOf(local: DateTime): DateTime {
  return DateTime.min(...local.getPossibleOffsets()) ?? local;
}
