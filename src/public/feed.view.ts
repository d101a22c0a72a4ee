import { Feed } from 'feed';
import ical, { ICalCalendarMethod } from 'ical-generator';
import type { FoundPolicy } from '../policies/policy-search.query.js';

/** What a feed can be about: a list, a district, a sector; also the word in its address. */
export const FEED_KINDS = ['lists', 'districts', 'sectors'] as const;
export type FeedKind = (typeof FEED_KINDS)[number];

/** Where the feeds of one subject are, for `<link rel="alternate">` and for people. */
export function feedLinks(kind: FeedKind, code: string, name: string, language: 'zh-CN' | 'en') {
  const base = `/feeds/${kind}/${encodeURIComponent(code)}`;
  const calendar = language === 'en' ? 'Deadline calendar (.ics)' : '截止日历（.ics）';
  return [
    { type: 'application/atom+xml', title: `${name} (Atom)`, name: 'Atom', link: `${base}.atom` },
    { type: 'application/feed+json', title: `${name} (JSON)`, name: 'JSON Feed', link: `${base}.json` },
    { type: 'text/calendar', title: `${name} (.ics)`, name: calendar, link: `${base}/deadlines.ics` },
  ];
}

/** What a feed says of itself. */
export interface FeedSubject {
  readonly name: string;
  /** Path of the feed without its extension, `/feeds/lists/culture`. */
  readonly path: string;
  readonly publicUrl: string;
}

/** Atom (RFC 4287) or JSON Feed 1 of policies, in the order given; what they hold is escaped. */
export function policyFeed(subject: FeedSubject, policies: readonly FoundPolicy[]): Feed {
  const { publicUrl, path } = subject;
  const updated = policies
    .map((one) => one.updatedAt)
    .sort((one, other) => other.getTime() - one.getTime())[0];
  const feed = new Feed({
    id: `${publicUrl}${path}`,
    title: `邸报：${subject.name}`,
    link: `${publicUrl}/policies`,
    language: 'zh-CN',
    generator: 'Dibao',
    // a feed without policies has not changed since the epoch: its bytes stay the same
    updated: updated ?? new Date(0),
    feedLinks: { atom: `${publicUrl}${path}.atom`, json: `${publicUrl}${path}.json` },
  });
  for (const policy of policies)
    feed.addItem({
      id: `urn:uuid:${policy.id}`,
      title: policy.title,
      link: `${publicUrl}/policies/${policy.id}`,
      description: escapeMarkup(policy.excerpt),
      date: policy.updatedAt,
      published: policy.visibleAt,
      author: policy.issuers.map((name) => ({ name })),
    });
  return feed;
}

/** The closing days as a calendar (RFC 5545): one whole-day event for each. */
export function deadlineCalendar(subject: FeedSubject, policies: readonly FoundPolicy[]): string {
  const calendar = ical({
    name: `截止：${subject.name}`,
    method: ICalCalendarMethod.PUBLISH,
    prodId: '//Dibao//Policy deadlines//ZH',
  });
  for (const policy of policies)
    calendar.createEvent({
      id: `${policy.id}-deadline@dibao`,
      start: new Date(`${policy.closesOn}T00:00:00Z`),
      allDay: true,
      stamp: policy.updatedAt,
      summary: `截止：${policy.title}`,
      url: `${subject.publicUrl}/policies/${policy.id}`,
    });
  return calendar.toString();
}

/** A feed's summary is HTML; ours is plain text. */
function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
