import { createHash, createPrivateKey, type KeyObject, sign as signWith } from 'node:crypto';
import { promisify } from 'node:util';
import type { DkimKey } from '../../platform/config/config.js';

const signAsync = promisify(
  (
    algorithm: string | null,
    data: Buffer,
    key: KeyObject,
    done: (error: Error | null, signature: Buffer) => void,
  ) => signWith(algorithm, data, key, done),
);

/** The fields a signature covers where they occur: RFC 6376 §5.4.1, and both unsubscribe fields (RFC 8058 §4). */
const SIGNED_FIELDS = [
  'from',
  'reply-to',
  'to',
  'subject',
  'date',
  'message-id',
  'mime-version',
  'content-type',
  'content-language',
  'auto-submitted',
  'feedback-id',
  'list-id',
  'list-unsubscribe',
  'list-unsubscribe-post',
] as const;
/** Signed although absent: nobody may add a second one (RFC 6376 §8.15). */
const OVERSIGNED = ['from', 'to', 'subject', 'date', 'message-id'] as const;

const loaded = new Map<string, KeyObject>();

/**
 * The message with one DKIM-Signature for each key before it (RFC 6376, relaxed/simple; Ed25519 by RFC 8463).
 * RSA is computed on the thread pool: it is most of what a signed message costs. Bodies must be in their final
 * form, with CRLF line ends.
 */
export async function signMessage(message: Buffer, keys: readonly DkimKey[]): Promise<Buffer> {
  if (keys.length === 0) return message;
  const end = message.indexOf('\r\n\r\n');
  if (end < 0) throw new TypeError('A message without a body cannot be signed.');
  const headers = unfolded(message.toString('latin1', 0, end));
  const bodyHash = createHash('sha256')
    .update(simpleBody(message.subarray(end + 4)))
    .digest('base64');
  const signatures = await Promise.all(keys.map(async (key) => await signatureOf(headers, bodyHash, key)));
  return Buffer.concat([Buffer.from(signatures.join(''), 'latin1'), message]);
}

async function signatureOf(headers: Map<string, string[]>, bodyHash: string, key: DkimKey): Promise<string> {
  const privateKey = keyOf(key);
  const isEd25519 = privateKey.asymmetricKeyType === 'ed25519';
  const names = [...SIGNED_FIELDS.filter((name) => headers.has(name)), ...OVERSIGNED];
  const tags = `v=1; a=${isEd25519 ? 'ed25519' : 'rsa'}-sha256; c=relaxed/simple; d=${key.domain}; s=${key.selector};\r\n h=${folded(names.join(':'), ':')};\r\n bh=${bodyHash};\r\n b=`;
  const signed = `${canonical(headers, names)}dkim-signature:${relaxed(tags)}`;
  const data = Buffer.from(signed, 'latin1');
  const signature = isEd25519
    ? await signAsync(null, createHash('sha256').update(data).digest(), privateKey)
    : await signAsync('sha256', data, privateKey);
  return `DKIM-Signature: ${tags}${signature.toString('base64').replace(/.{72}(?=.)/g, '$&\r\n ')}\r\n`;
}

/** Header fields by lower-case name, each in order of appearance, folds removed. */
function unfolded(block: string): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const line of block.replace(/\r\n(?=[ \t])/g, '').split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    fields.set(name, [...(fields.get(name) ?? []), line.slice(colon + 1)]);
  }
  return fields;
}

/** Relaxed header canonicalisation (RFC 6376 §3.4.2); repeated names take instances from the bottom up. */
function canonical(headers: Map<string, string[]>, names: readonly string[]): string {
  const taken = new Map<string, number>();
  let text = '';
  for (const name of names) {
    const values = headers.get(name) ?? [];
    const count = taken.get(name) ?? 0;
    taken.set(name, count + 1);
    const value = values[values.length - 1 - count];
    if (value !== undefined) text += `${name}:${relaxed(value)}\r\n`;
  }
  return text;
}

function relaxed(value: string): string {
  return value
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim();
}

/** Simple body canonicalisation (RFC 6376 §3.4.3): the empty lines at the end become one line end. */
function simpleBody(body: Buffer): Buffer {
  let end = body.length;
  while (end >= 2 && body[end - 1] === 0x0a && body[end - 2] === 0x0d) end -= 2;
  if (body.length - end === 2) return body;
  return Buffer.concat([body.subarray(0, end), Buffer.from('\r\n')]);
}

function folded(list: string, separator: string): string {
  let line = '';
  return list.split(separator).reduce((text, part, index) => {
    const piece = index === 0 ? part : `${separator}${part}`;
    const isFull = line.length + piece.length > 70;
    line = isFull ? piece : line + piece;
    return isFull ? `${text}${separator}\r\n ${part}` : text + piece;
  }, '');
}

function keyOf({ privateKey }: DkimKey): KeyObject {
  const key = loaded.get(privateKey) ?? createPrivateKey(privateKey);
  loaded.set(privateKey, key);
  return key;
}
