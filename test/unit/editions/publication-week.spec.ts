import fc from 'fast-check';
import { DateTime } from 'luxon';
import {
  lastDueWeek,
  localDateOf,
  nextCutOff,
  publicationWeekOf,
  type WeeklySchedule,
} from '../../../src/editions/domain/publication-week.js';

const ZONES = [
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'UTC',
];
const SHANGHAI: WeeklySchedule = { timeZone: 'Asia/Shanghai', cutoffWeekday: 1, cutoffMinute: 8 * 60 };

describe('the publication week', () => {
  it.each([
    ['a Monday before the cut-off', '2026-10-04T23:59:59Z', '2026-W41', '2026-10-05T00:00:00.000Z'],
    ['the first instant of a local week', '2026-10-04T16:00:00Z', '2026-W41', '2026-10-05T00:00:00.000Z'],
    ['the last instant of a local week', '2026-10-04T15:59:59Z', '2026-W40', '2026-09-28T00:00:00.000Z'],
    ['week 53', '2026-12-30T00:00:00Z', '2026-W53', '2026-12-28T00:00:00.000Z'],
    [
      '1 January in week 53 of the year before',
      '2027-01-01T12:00:00Z',
      '2026-W53',
      '2026-12-28T00:00:00.000Z',
    ],
    [
      '30 December in week 1 of the next year',
      '2024-12-30T12:00:00Z',
      '2025-W01',
      '2024-12-30T00:00:00.000Z',
    ],
  ])('of %s', (_, instant, key, cutOff) => {
    const week = publicationWeekOf(new Date(instant), SHANGHAI);
    expect(week).toEqual({ key, cutOff: new Date(cutOff) });
  });

  it('keeps its local time when summer time begins and ends', () => {
    const berlin = { timeZone: 'Europe/Berlin', cutoffWeekday: 1, cutoffMinute: 9 * 60 };
    const cutOffs = ['2026-03-26', '2026-03-31', '2026-10-22', '2026-10-27'].map((day) =>
      publicationWeekOf(new Date(`${day}T12:00:00Z`), berlin).cutOff.toISOString(),
    );
    expect(cutOffs).toEqual([
      '2026-03-23T08:00:00.000Z',
      '2026-03-30T07:00:00.000Z',
      '2026-10-19T07:00:00.000Z',
      '2026-10-26T08:00:00.000Z',
    ]);
  });

  it('moves a cut-off that summer time skips forward by the gap', () => {
    const berlin = { timeZone: 'Europe/Berlin', cutoffWeekday: 7, cutoffMinute: 2 * 60 + 30 };
    const { cutOff } = publicationWeekOf(new Date('2026-03-29T12:00:00Z'), berlin);
    expect(cutOff.toISOString()).toBe('2026-03-29T01:30:00.000Z');
  });

  it('has one cut-off where the hour occurs twice, the first', () => {
    const berlin = { timeZone: 'Europe/Berlin', cutoffWeekday: 7, cutoffMinute: 2 * 60 + 30 };
    const { cutOff } = publicationWeekOf(new Date('2026-10-25T12:00:00Z'), berlin);
    expect(cutOff.toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });

  it('exists where a whole day was skipped', () => {
    const apia = { timeZone: 'Pacific/Apia', cutoffWeekday: 5, cutoffMinute: 8 * 60 };
    const week = publicationWeekOf(new Date('2011-12-28T12:00:00Z'), apia);
    expect(week.key).toBe('2011-W52');
    expect(localDateOf(week.cutOff, 'Pacific/Apia')).toBe('2011-12-31');
  });

  it.each(['Mars/Olympus', 'UTC+8', 'system'])('refuses a zone that IANA does not know: %s', (timeZone) => {
    const schedule = { ...SHANGHAI, timeZone };
    for (const ask of [publicationWeekOf, lastDueWeek, nextCutOff])
      expect(() => ask(new Date(), schedule)).toThrow(RangeError);
  });

  it('holds its own cut-off', () => {
    fc.assert(
      fc.property(anInstant(), aSchedule(), (instant, schedule) => {
        const week = publicationWeekOf(instant, schedule);
        expect(week.key).toMatch(/^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/);
        expect(publicationWeekOf(week.cutOff, schedule)).toEqual(week);
      }),
    );
  });
});

describe('the last due week and the next cut-off', () => {
  it('lie on either side of the instant, the one due at its very moment', () => {
    fc.assert(
      fc.property(anInstant(), aSchedule(), (instant, schedule) => {
        const due = lastDueWeek(instant, schedule).cutOff;
        const next = nextCutOff(instant, schedule);
        expect(due.getTime()).toBeLessThanOrEqual(instant.getTime());
        expect(next.getTime()).toBeGreaterThan(instant.getTime());
        expect(lastDueWeek(due, schedule).cutOff).toEqual(due);
        expect(nextCutOff(new Date(next.getTime() - 1), schedule)).toEqual(next);
      }),
    );
  });

  it('follow one another without a gap: what comes next is due when it comes', () => {
    fc.assert(
      fc.property(anInstant(), aSchedule(), (instant, schedule) => {
        const next = nextCutOff(instant, schedule);
        expect(lastDueWeek(next, schedule).cutOff).toEqual(next);
        expect(lastDueWeek(new Date(next.getTime() - 1), schedule)).toEqual(lastDueWeek(instant, schedule));
      }),
    );
  });

  it('are right on the day of a change in a zone that has crossed the date line since', () => {
    const sunday = { timeZone: 'Pacific/Apia', cutoffWeekday: 7, cutoffMinute: 23 * 60 + 1 };
    // Clocks went from UTC-11 to UTC-10 on this Sunday's first minute.
    expect(nextCutOff(new Date('2010-09-20T10:01:00Z'), sunday)).toEqual(new Date('2010-09-27T09:01:00Z'));
  });

  it('are seven local days apart, whatever the clocks do in between', () => {
    fc.assert(
      fc.property(anInstant(), aSchedule(), (instant, schedule) => {
        const due = lastDueWeek(instant, schedule).cutOff;
        const next = nextCutOff(instant, schedule);
        const days = localDay(next, schedule).diff(localDay(due, schedule), 'days').days;
        expect(Math.abs(days - 7)).toBeLessThanOrEqual(schedule.timeZone === 'Pacific/Apia' ? 1 : 0);
      }),
    );
  });

  it('give every week one key: 52 or 53 of them a year, each once', () => {
    const keys: string[] = [];
    let at = new Date('2024-12-28T00:00:00Z');
    while (at < new Date('2027-01-02T00:00:00Z')) {
      at = nextCutOff(at, SHANGHAI);
      keys.push(lastDueWeek(at, SHANGHAI).key);
    }
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.filter((key) => key.startsWith('2025'))).toHaveLength(52);
    expect(keys.filter((key) => key.startsWith('2026'))).toHaveLength(53);
  });
});

function anInstant(): fc.Arbitrary<Date> {
  return fc.date({ min: new Date('2005-01-01'), max: new Date('2037-12-31'), noInvalidDate: true });
}

function aSchedule(): fc.Arbitrary<WeeklySchedule> {
  return fc.record({
    timeZone: fc.constantFrom(...ZONES),
    cutoffWeekday: fc.integer({ min: 1, max: 7 }),
    cutoffMinute: fc.integer({ min: 0, max: 1_439 }),
  });
}

/** The calendar day of an instant as a day of UTC, so that days can be counted. */
function localDay(instant: Date, { timeZone }: WeeklySchedule): DateTime {
  return DateTime.fromISO(localDateOf(instant, timeZone), { zone: 'utc' });
}
