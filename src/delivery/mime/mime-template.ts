import MailComposer from 'nodemailer/lib/mail-composer';
import { escapeHtml, placeholdersOf, singleLine } from '../../platform/domain/placeholders.js';
import type { StoredMessage } from '../messages.repository.js';
import { Base64Template } from './base64-template.js';
import { mailOptions, type MailCopy } from './compose-mail.js';
import { CopyBuffer } from './copy-buffer.js';

/** Stand-ins that nodemailer puts where they belong; each is found again in its output. */
const TO = 'dibao-to@dibao.invalid';
const MESSAGE_ID = 'dibao-message-id@dibao.invalid';
const HTML = '〔dibao-html〕';
const TEXT = '〔dibao-text〕';

type Piece =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'to' | 'message-id' }
  | { readonly kind: 'header-field'; readonly field: string }
  | { readonly kind: 'body'; readonly body: Base64Template; readonly inHtml: boolean };

/**
 * A message as MIME segments: nodemailer composes it once with stand-ins, copies are made by joining
 * buffers. Fields may stand in both bodies and in ASCII header fields.
 */
export class MimeTemplate {
  private constructor(private readonly pieces: readonly Piece[]) {}

  /** Null for a message that varies where segments cannot (its subject): compose such copies one by one. */
  static async of(message: StoredMessage): Promise<MimeTemplate | null> {
    const { content } = message;
    if (placeholdersOf(content.subject).length > 0) return null;
    const mail = new MailComposer({
      ...mailOptions(message, { to: TO, messageId: `<${MESSAGE_ID}>` }, (text) =>
        text.replace(/\uE000(\w+)\uE001/g, '{{dibao-$1}}'),
      ),
      html: HTML,
      text: TEXT,
    });
    const raw = (await mail.compile().build()).toString('latin1');
    return new MimeTemplate(cut(raw, content));
  }

  /** The finished copy, in the memory of `out`; every line ends in CRLF and none begins with a dot. */
  fill(copy: MailCopy, out = new CopyBuffer()): Buffer {
    out.begin();
    for (const piece of this.pieces) fillPiece(piece, copy, out);
    return out.copy;
  }
}

function cut(raw: string, content: StoredMessage['content']): Piece[] {
  const bodies = new Map([
    [Buffer.from(HTML).toString('base64'), { text: inCanonicalForm(content.html), inHtml: true }],
    [Buffer.from(TEXT).toString('base64'), { text: inCanonicalForm(content.text), inHtml: false }],
  ]);
  const marks = [TO, MESSAGE_ID, ...bodies.keys()].map(literal);
  const pattern = new RegExp(`((?:${marks.join('|')})|\\{\\{dibao-\\w+\\}\\})`);
  const pieces = raw.split(pattern).map((part): Piece => {
    const body = bodies.get(part.trimEnd());
    if (part === TO) return { kind: 'to' };
    if (part === MESSAGE_ID) return { kind: 'message-id' };
    if (body) return { kind: 'body', body: new Base64Template(body.text), inHtml: body.inHtml };
    if (part.startsWith('{{dibao-')) return { kind: 'header-field', field: part.slice(8, -2) };
    return { kind: 'bytes', bytes: Buffer.from(part, 'latin1') };
  });
  const found = pieces.filter((piece) => piece.kind !== 'bytes' && piece.kind !== 'header-field').length;
  if (found !== 4) throw new Error(`The composed message holds ${found} of the 4 stand-ins.`);
  return pieces;
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** Text is encoded with CRLF line ends (RFC 2045 §6.8). */
function inCanonicalForm(text: string): string {
  return text.replace(/\r?\n/g, '\r\n');
}

function fillPiece(piece: Piece, copy: MailCopy, out: CopyBuffer): void {
  switch (piece.kind) {
    case 'bytes':
      out.add(piece.bytes);
      return;
    case 'to':
      out.addText(copy.to);
      return;
    case 'message-id':
      out.addText(copy.messageId.slice(1, -1));
      return;
    case 'header-field':
      out.addText(singleLine(known(copy, piece.field)));
      return;
    case 'body':
      piece.body.fill(
        piece.inHtml ? (field) => escapeHtml(known(copy, field)) : (field) => known(copy, field),
        out,
      );
  }
}

function known(copy: MailCopy, field: string): string {
  const value = copy.valueOf(field);
  if (value === undefined) throw new TypeError(`No value for the field ${field}.`);
  return value;
}
