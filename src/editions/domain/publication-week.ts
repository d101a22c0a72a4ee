import { DateTime, IANAZone, type Zone } from 'luxon';

const HOUR_MS = 3_600_000;
/** No zone is further from UTC; an hour more, for the changes themselves. */
const FURTHEST_EAST_MS = 15 * HOUR_MS;
const FURTHEST_WEST_MS = 13 * HOUR_MS;

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
  return weekOf(calendarAt(instant, schedule), schedule);
}

/** The newest period whose cut-off is not after the instant. */
export function lastDueWeek(instant: Date, schedule: WeeklySchedule): PublicationWeek {
  const calendar = calendarAt(instant, schedule);
  const current = weekOf(calendar, schedule);
  return current.cutOff <= instant ? current : weekOf(calendar.minus({ weeks: 1 }), schedule);
}

/** The first cut-off after an instant. */
export function nextCutOff(instant: Date, schedule: WeeklySchedule): Date {
  const calendar = calendarAt(instant, schedule);
  const current = weekOf(calendar, schedule);
  return current.cutOff > instant ? current.cutOff : weekOf(calendar.plus({ weeks: 1 }), schedule).cutOff;
}

/** The calendar date of an instant in a zone, `YYYY-MM-DD`. */
export function localDateOf(instant: Date, timeZone: string): string {
  return DateTime.fromJSDate(instant, { zone: timeZone }).toISODate() as string;
}

/** What calendar and clock show in the list's zone, kept as UTC: weeks are counted without regard to the zone's changes. */
function calendarAt(instant: Date, schedule: WeeklySchedule): DateTime {
  return DateTime.fromJSDate(instant, { zone: zoneOf(schedule) }).setZone('utc', { keepLocalTime: true });
}

/** Throws `RangeError` for what the IANA database does not name. */
function zoneOf({ timeZone }: WeeklySchedule): IANAZone {
  const zone = IANAZone.create(timeZone);
  if (!zone.isValid) throw new RangeError(`Unknown time zone ${timeZone}.`);
  return zone;
}

function weekOf({ weekYear, weekNumber }: DateTime, schedule: WeeklySchedule): PublicationWeek {
  const cutOff = DateTime.fromObject(
    {
      weekYear,
      weekNumber,
      weekday: schedule.cutoffWeekday as 1,
      hour: Math.floor(schedule.cutoffMinute / 60),
      minute: schedule.cutoffMinute % 60,
    },
    { zone: 'utc' },
  );
  return {
    key: `${weekYear}-W${String(weekNumber).padStart(2, '0')}`,
    cutOff: instantOf(cutOff.toMillis(), zoneOf(schedule)),
  };
}

/**
 * The instant at which a zone shows what UTC shows at `shown`. Luxon starts from the offset in force today, and errs
 * where a zone has since moved over the date line; so both offsets around the instant are tried (RFC 5545 §3.3.5).
 */
function instantOf(shown: number, zone: Zone): Date {
  const before = zone.offset(shown - FURTHEST_EAST_MS);
  const after = zone.offset(shown + FURTHEST_WEST_MS);
  const candidates = [before, after]
    .map((offset) => ({ offset, at: shown - offset * 60_000 }))
    .filter(({ offset, at }) => zone.offset(at) === offset)
    .map(({ at }) => at);
  return new Date(candidates.length > 0 ? Math.min(...candidates) : shown - before * 60_000);
}
