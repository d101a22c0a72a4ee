import { BinaryDocument, EmptyDocument } from './unreadable.js';

export interface DecodedText {
  readonly text: string;
  /** A name of the WHATWG encoding standard, lower case. */
  readonly encoding: string;
}

const SAMPLE = 4096;

/**
 * Text from bytes: by its byte order mark, else UTF-16 where every other byte is mostly zero, else UTF-8 where that is valid,
 * else the encoding that was stated (by a server, or in a page's own meta tag), else GB18030. Refuses empty and binary content.
 */
export function decodeText(bytes: Uint8Array, stated: string | null = null): DecodedText {
  if (bytes.length === 0) throw new EmptyDocument('The file is empty.');
  const decoded = byMark(bytes) ?? byZeros(bytes) ?? byContent(bytes, stated ?? statedInPage(bytes));
  const text = decoded.text.replace(/^\uFEFF/, '');
  if (text.trim() === '') throw new EmptyDocument('The file holds only white space.');
  if (isBinary(text)) throw new BinaryDocument('The file is not text (binary content).');
  return { text: withLineEnds(text), encoding: decoded.encoding };
}

/** Line ends of other systems: a lone CR, Word's own break, NEL and the separators of Unicode. */
const LINE_ENDS = /\r(?!\n)|[\v\u0085\u2028\u2029]/gu;
const LONG_LINE = 120;
const FEWEST_INDENTS = 3;

/** The text with a plain line end for each foreign one, and before each indent of a line that holds many: its breaks were lost. Places stay as they are. */
function withLineEnds(text: string): string {
  const lines = text.replace(LINE_ENDS, '\n').split('\n');
  return lines.map((line) => (line.length < LONG_LINE ? line : atIndents(line))).join('\n');
}

/** Two blanks behind words; 文 号： set wide is one label. */
const INDENT = /(?<=\S)\u3000\u3000(?=\S)(?!\p{Script=Han}[:：])/gu;

function atIndents(line: string): string {
  const indents = line.match(INDENT) ?? [];
  const isRunning = indents.length >= FEWEST_INDENTS && line.includes('。');
  return isRunning ? line.replace(INDENT, '\n\u3000') : line;
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

function byContent(bytes: Uint8Array, stated: string | null): DecodedText {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    const asStated = decodeAs(bytes, stated);
    if (asStated !== null) return asStated;
    const gb = decode(bytes, 'gb18030');
    if (!gb.text.includes('\uFFFD')) return gb;
    const utf8 = decode(bytes, 'utf-8');
    const isCutShort = replacements(utf8.text) <= 2 && replacements(utf8.text) <= replacements(gb.text);
    return isCutShort ? utf8 : gb;
  }
}

/** What a page's meta tag or an XML declaration says of its own encoding. */
function statedInPage(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, SAMPLE)).toString('latin1');
  return /<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ?? null;
}

/** Null when the encoding is unknown, was already ruled out (UTF-8) or does not fit the bytes. GB2312 and GBK are read as GB18030, which holds both. */
function decodeAs(bytes: Uint8Array, stated: string | null): DecodedText | null {
  const name = (stated ?? '').toLowerCase();
  if (name === '' || /^(?:utf-?8|utf-?16.*|ascii|us-ascii|iso-8859-1|latin1)$/.test(name)) return null;
  const encoding = /^(?:gb_?2312(?:-80)?|gbk|x-gbk|gb18030|cp936)$/.test(name) ? 'gb18030' : name;
  try {
    const decoded = decode(bytes, encoding);
    return replacements(decoded.text) <= decoded.text.length / 200 ? decoded : null;
  } catch {
    return null;
  }
}

function decode(bytes: Uint8Array, encoding: string): DecodedText {
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
