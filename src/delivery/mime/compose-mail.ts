import MailComposer from 'nodemailer/lib/mail-composer';
import type { DkimKey } from '../../platform/config/config.js';
import { escapeHtml, fillPlaceholders, singleLine } from '../../platform/domain/placeholders.js';
import type { StoredMessage } from '../messages.repository.js';
import { domainOf } from '../domain/mail-headers.js';

/** What makes one copy of a message: the recipient, the values of the fields, and the identity of the copy. */
export interface MailCopy {
  readonly to: string;
  /** `<unique@domain>`, the same on every attempt. */
  readonly messageId: string;
  readonly valueOf: (field: string) => string | undefined;
}

/**
 * The finished copy, byte-equal on every attempt (date and boundary belong to the message), not yet signed.
 * Bodies are base64, so no line is over-long and no dot needs stuffing.
 */
export async function composeMail(message: StoredMessage, copy: MailCopy): Promise<Buffer> {
  const { content } = message;
  const mail = new MailComposer({
    ...mailOptions(message, copy, (text) => fillPlaceholders(text, headerValue(copy.valueOf))),
    html: fillPlaceholders(content.html, (field) => escaped(copy.valueOf(field))),
    text: fillPlaceholders(content.text, copy.valueOf),
  });
  return await mail.compile().build();
}

/** What nodemailer composes a message from, bodies apart. `fill` puts values into header texts. */
export function mailOptions(
  { content, boundary, datedAt }: StoredMessage,
  copy: Pick<MailCopy, 'to' | 'messageId'>,
  fill: (text: string) => string,
) {
  return {
    from: { name: singleLine(content.from.name), address: content.from.address },
    to: { name: '', address: copy.to },
    ...(content.replyTo ? { replyTo: content.replyTo } : {}),
    subject: singleLine(fill(content.subject)),
    messageId: copy.messageId,
    date: datedAt,
    headers: [
      { key: 'Content-Language', value: content.language },
      ...content.headers.map(({ name, value }) => ({
        key: name,
        value: { prepared: true, value: fill(value) },
      })),
    ],
    textEncoding: 'base64' as const,
    baseBoundary: boundary,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** The keys whose domain is the From domain or a parent of it (relaxed alignment, RFC 7489 §3.1.1). */
export function signingKeys(keys: readonly DkimKey[], fromAddress: string): DkimKey[] {
  const domain = domainOf(fromAddress).toLowerCase();
  return keys.filter((key) => domain === key.domain || domain.endsWith(`.${key.domain}`));
}

function headerValue(valueOf: MailCopy['valueOf']): MailCopy['valueOf'] {
  return (field) => {
    const value = valueOf(field);
    return value === undefined ? undefined : singleLine(value);
  };
}

function escaped(value: string | undefined): string | undefined {
  return value === undefined ? undefined : escapeHtml(value);
}
