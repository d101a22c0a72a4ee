import PostalMime, { decodeWords, type Email, type Mailbox } from 'postal-mime';
import type { InboxMessage } from './inbox-store.js';

/** How a message can be looked at. */
export const MESSAGE_VIEWS = ['html', 'text', 'headers', 'source'] as const;
export type MessageView = (typeof MESSAGE_VIEWS)[number];

/** Widths to look at the HTML part in: a phone, a desktop mail pane, all there is. */
export const FRAME_WIDTHS = ['375', '700', 'full'] as const;
export type FrameWidth = (typeof FRAME_WIDTHS)[number];

const PAGE_SIZE = 100;

const WHEN = new Intl.DateTimeFormat('zh-CN', {
  month: 'numeric',
  day: 'numeric',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** Plain text cut at its links, so that a template can escape both. */
export interface TextPiece {
  readonly text: string;
  readonly href: string | null;
}

/** What `list.liquid` shows: one page of messages and every mailbox with its count. */
export function listView(all: readonly InboxMessage[], query: { to: string; page: number }) {
  const shown = query.to ? all.filter((m) => m.to.toLowerCase() === query.to.toLowerCase()) : all;
  const pages = Math.max(1, Math.ceil(shown.length / PAGE_SIZE));
  const page = Math.min(Math.max(1, query.page), pages);
  return {
    to: query.to,
    total: all.length,
    count: shown.length,
    mailboxes: mailboxesOf(all),
    messages: shown.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE).map(withMoment),
    page,
    pages,
  };
}

/** What `message.liquid` shows; `view` falls back to what the message has. */
export async function messageView(
  message: InboxMessage,
  raw: Buffer,
  wanted: { view: string | null; width: string | null },
) {
  const mail = await parseMail(raw);
  const view = MESSAGE_VIEWS.find((v) => v === wanted.view) ?? defaultView(mail);
  return {
    message: withMoment(message),
    view,
    width: FRAME_WIDTHS.find((w) => w === wanted.width) ?? '700',
    hasHtml: Boolean(mail.html),
    sender: senderOf(mail, message),
    kilobytes: Math.max(1, Math.round(raw.length / 1024)),
    text: view === 'text' ? linkify(mail.text ?? '') : [],
    headers: mail.headers.map((h) => ({ name: h.originalKey, value: linkify(decodeWords(h.value)) })),
    source: view === 'source' ? raw.toString('utf8') : '',
    attachments: mail.attachments.map((a) => ({ name: a.filename ?? '（未命名）', type: a.mimeType })),
  };
}

/** The HTML part with its links opening outside the frame; null when the message has none. */
export async function htmlPart(raw: Buffer): Promise<string | null> {
  const { html } = await parseMail(raw);
  if (!html) return null;
  const base = '<base target="_blank">';
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => head + base) : base + html;
}

/** Cuts text at its http(s) addresses; a sentence's punctuation after one is not part of it. */
export function linkify(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let end = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"'\u3000-\u303f\uff00-\uffef]+/g)) {
    const href = match[0].replace(/[.,;:!?)\]]+$/, '');
    pieces.push({ text: text.slice(end, match.index), href: null }, { text: href, href });
    end = match.index + href.length;
  }
  return [...pieces, { text: text.slice(end), href: null }];
}

function defaultView(mail: Email): MessageView {
  if (mail.html) return 'html';
  return mail.text ? 'text' : 'source';
}

/** A message that cannot be parsed still has its source to look at. */
async function parseMail(raw: Buffer): Promise<Email> {
  try {
    return await PostalMime.parse(raw);
  } catch {
    return { headers: [], headerLines: [], attachments: [] };
  }
}

/** With the moment of arrival in this machine's zone, as 11月22日 周日 21:21. */
function withMoment(message: InboxMessage) {
  const parts = WHEN.formatToParts(new Date(message.receivedAt)).map((part) => [part.type, part.value]);
  const { month, day, weekday, hour, minute } = Object.fromEntries(parts) as Record<string, string>;
  return { ...message, moment: `${month}月${day}日 ${weekday} ${hour}:${minute}` };
}

function mailboxesOf(messages: readonly InboxMessage[]): { address: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { to } of messages) counts.set(to, (counts.get(to) ?? 0) + 1);
  return [...counts]
    .map(([address, count]) => ({ address, count }))
    .sort((a, b) => (a.address < b.address ? -1 : 1));
}

function senderOf(mail: Email, message: InboxMessage): { name: string; address: string } {
  const mailbox = mail.from as Mailbox | undefined;
  return { name: mailbox?.name ?? '', address: mailbox?.address ?? message.from };
}
