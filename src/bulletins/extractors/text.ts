import { BinaryDocument, EmptyDocument } from './unreadable.js';

export const TEXT_ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030'] as const;
export type TextEncoding = (typeof TEXT_ENCODINGS)[number];

export interface DecodedText {
  readonly text: string;
  readonly encoding: TextEncoding;
}

const SAMPLE = 4096;

/**
 * Text from bytes: by its byte order mark, else UTF-16 where every other byte is mostly zero or the text is only then
 * Chinese, else UTF-8 where that is valid, else GB18030. Refuses empty and binary content.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes.length === 0) throw new EmptyDocument('The file is empty.');
  const decoded = byMark(bytes) ?? byZeros(bytes) ?? byContent(bytes);
  const text = decoded.text.replace(/^\uFEFF/, '');
  if (text.trim() === '') throw new EmptyDocument('The file holds only white space.');
  if (isBinary(text)) throw new BinaryDocument('The file is not text (binary content).');
  return { text, encoding: decoded.encoding };
}

function byMark(bytes: Uint8Array): DecodedText | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decode(bytes, 'utf-8');
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode(bytes, 'utf-16be');
  return null;
}

/** Without a mark, the line ends, digits and blanks of UTF-16 leave zeros on one side only. */
function byZeros(bytes: Uint8Array): DecodedText | null {
  const sample = bytes.subarray(0, SAMPLE);
  let even = 0;
  let odd = 0;
  for (const [index, byte] of sample.entries()) {
    if (byte !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  if (even + odd === 0 || bytes.length % 2 !== 0) return null;
  const fewest = Math.max(1, sample.length / 400);
  const choice =
    odd >= fewest && even <= odd / 20 ? 'utf-16le' : even >= fewest && odd <= even / 20 ? 'utf-16be' : null;
  const decoded = choice === null ? null : decode(bytes, choice);
  return decoded !== null && !isBinary(decoded.text) ? decoded : null;
}

function byContent(bytes: Uint8Array): DecodedText {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    const gb = decode(bytes, 'gb18030');
    if (!gb.text.includes('\uFFFD')) return gb;
    const utf8 = decode(bytes, 'utf-8');
    const isCutShort = replacements(utf8.text) <= 2 && replacements(utf8.text) <= replacements(gb.text);
    return isCutShort ? utf8 : gb;
  }
}

function decode(bytes: Uint8Array, encoding: TextEncoding): DecodedText {
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
}

function replacements(text: string): number {
  return text.split('\uFFFD').length - 1;
}

/** Beginnings of files that are no text, although their first bytes may decode. */
const SIGNATURES = ['%PDF-', 'PK\u0003\u0004', '\u0089PNG', '\uFFFDPNG', 'GIF8'];

/** Control characters that no text holds, or a share of undecodable bytes no damaged text reaches. */
function isBinary(text: string): boolean {
  const sample = text.slice(0, SAMPLE);
  if (SIGNATURES.some((signature) => sample.startsWith(signature))) return true;
  const odd = [...sample].filter((character) => isOdd(character.codePointAt(0) ?? 0)).length;
  return odd > sample.length / 50;
}

function isOdd(code: number): boolean {
  return code < 0x09 || (code > 0x0d && code < 0x20 && code !== 0x1b) || code === 0xfffd;
}
