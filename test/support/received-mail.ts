import PostalMime, { type Email } from 'postal-mime';
import type { ReceivedMail } from './smtp-server.js';

/** A mail as its reader's program sees it. */
export interface ReadMail {
  readonly from: string;
  /** The envelope's recipient. */
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Header fields by lower-case name; the first of each. */
  readonly headers: ReadonlyMap<string, string>;
  readonly parsed: Email;
}

/** Parses the bytes that arrived. */
export async function readMail(mail: ReceivedMail): Promise<ReadMail> {
  const parsed = await PostalMime.parse(mail.raw);
  return {
    from: parsed.from?.address ?? '',
    to: mail.to,
    subject: parsed.subject ?? '',
    html: parsed.html ?? '',
    text: parsed.text ?? '',
    headers: new Map([...parsed.headers].reverse().map(({ key, value }) => [key, value])),
    parsed,
  };
}

/** The path of the one-click link (RFC 8058), e.g. `/u/…`. */
export function oneClickPath(mail: ReadMail): string {
  const [, link] = /<(https?:[^>]+)>/.exec(mail.headers.get('list-unsubscribe') ?? '') ?? [];
  if (!link) throw new Error('The mail has no List-Unsubscribe link.');
  return new URL(link).pathname;
}

/** The path of the first link of the text part that begins with `prefix`, e.g. `/m/`. */
export function linkPath(mail: ReadMail, prefix: string): string {
  const paths = [...mail.text.matchAll(/https?:\/\/[^\s<>"]+/g)].map(([link]) => new URL(link).pathname);
  const found = paths.find((path) => path.startsWith(prefix));
  if (!found) throw new Error(`The mail has no link to ${prefix}.`);
  return found;
}
