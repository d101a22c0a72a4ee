import { createHash } from 'node:crypto';
import { Feed } from 'feed';
import type { Validators } from '../platform/http/kept-answers.js';
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
  /** Path of the page that shows the same policies. */
  readonly page: string;
  readonly publicUrl: string;
}

/** A feed without policies has not changed since then: its bytes stay the same. */
const NEVER = new Date(0);
/** Bumped when the same policies would be written otherwise. */
const FORM = 'feed-2';
/** What XML 1.0 cannot hold, not even escaped. */
// oxlint-disable-next-line no-control-regex -- exactly these are meant
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Tells one state of a feed from another: by its subject and what its policies were like. */
export function feedValidators(subject: FeedSubject, policies: readonly FoundPolicy[]): Validators {
  const state = policies.map(({ id, updatedAt }) => `${id} ${updatedAt.getTime()}`);
  const hash = createHash('sha256').update(JSON.stringify([FORM, subject, state]));
  return { tag: hash.digest('base64url').slice(0, 22), modifiedAt: lastChange(policies) };
}

/** Atom (RFC 4287), in the order given; titles and summaries are HTML there, ours are plain text, so they are escaped. */
export function atomFeed(subject: FeedSubject, policies: readonly FoundPolicy[]): string {
  const { publicUrl, path } = subject;
  const feed = new Feed({
    id: `${publicUrl}${path}`,
    title: `邸报：${subject.name}`.replace(NO_XML, ''),
    link: publicUrl + subject.page,
    language: 'zh-CN',
    generator: 'Dibao',
    updated: lastChange(policies),
    // An entry without an issuer has the feed's author (RFC 4287, 4.1.1).
    author: { name: '邸报', link: `${publicUrl}/` },
    feedLinks: { atom: `${publicUrl}${path}.atom` },
  });
  for (const policy of policies)
    feed.addItem({
      id: `urn:uuid:${policy.id}`,
      title: escapeMarkup(policy.title),
      link: `${publicUrl}/policies/${policy.id}`,
      description: escapeMarkup(policy.excerpt || policy.title),
      date: policy.updatedAt,
      published: policy.visibleAt,
      ...(policy.issuers.length > 0
        ? { author: policy.issuers.map((name) => ({ name: name.replace(NO_XML, '') })) }
        : {}),
    });
  return feed.atom1();
}

/** JSON Feed 1.1 (jsonfeed.org), in the order given. */
export function jsonFeed(subject: FeedSubject, policies: readonly FoundPolicy[]): string {
  const { publicUrl, path } = subject;
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: `邸报：${subject.name}`,
    home_page_url: publicUrl + subject.page,
    feed_url: `${publicUrl}${path}.json`,
    language: 'zh-CN',
    authors: [{ name: '邸报', url: `${publicUrl}/` }],
    items: policies.map((policy) => ({
      id: `urn:uuid:${policy.id}`,
      url: `${publicUrl}/policies/${policy.id}`,
      title: policy.title,
      content_text: policy.excerpt || policy.title,
      date_published: policy.visibleAt.toISOString(),
      date_modified: policy.updatedAt.toISOString(),
      ...(policy.issuers.length > 0 ? { authors: policy.issuers.map((name) => ({ name })) } : {}),
    })),
  });
}

function lastChange(policies: readonly FoundPolicy[]): Date {
  return policies.reduce((last, one) => (one.updatedAt > last ? one.updatedAt : last), NEVER);
}

function escapeMarkup(text: string): string {
  return text.replace(NO_XML, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
