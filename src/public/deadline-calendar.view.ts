import ical, { ICalCalendarMethod } from 'ical-generator';

/** A policy with a closing day, as a calendar shows it. */
export interface Deadline {
  readonly id: string;
  readonly title: string;
  readonly issuers: readonly string[];
  /** `YYYY-MM-DD` */
  readonly closesOn: string;
  readonly updatedAt: Date;
}

/**
 * Closing days as a calendar (RFC 5545): one whole-day event each, always with the same UID, so that a calendar that is
 * read again moves an event and never doubles it. `refreshHours` is given for calendars that are subscribed to.
 */
export function deadlineCalendar(
  { name, publicUrl, refreshHours }: { name: string; publicUrl: string; refreshHours?: number },
  deadlines: readonly Deadline[],
): string {
  const calendar = ical({
    name,
    method: ICalCalendarMethod.PUBLISH,
    prodId: '//Dibao//Policy deadlines//ZH',
    ...(refreshHours ? { ttl: refreshHours * 3_600 } : {}),
  });
  for (const policy of deadlines) {
    const page = `${publicUrl}/policies/${policy.id}`;
    calendar.createEvent({
      id: `${policy.id}-deadline@dibao`,
      start: new Date(`${policy.closesOn}T00:00:00Z`),
      allDay: true,
      stamp: policy.updatedAt,
      summary: `截止：${policy.title}`,
      description: [policy.issuers.join('、'), page].filter((line) => line !== '').join('\n'),
      url: page,
    });
  }
  return calendar.toString();
}
