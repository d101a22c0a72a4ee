import { placeholder, placeholdersOf } from '../../platform/domain/placeholders.js';
import type { CopyBuffer } from './copy-buffer.js';

const LINE = 76;

/** A static stretch entered at one of its first three bytes: its whole base64 lines, and the 0–2 bytes left over. */
interface EnteredAt {
  readonly encoded: Buffer;
  readonly rest: Buffer;
}

/**
 * A base64 body (RFC 2045 §6.8) with fields in it, encoded once. Base64 works on groups of three bytes: a
 * field is encoded with the loose bytes before it and as many after it as fill its last group, and every
 * static stretch is kept encoded for each of its three possible entries. Decoded, it is byte-equal to the
 * text with its fields filled; a recipient costs the encoding of the fields only.
 */
export class Base64Template {
  private readonly fields: readonly string[];
  private readonly stretches: readonly Buffer[];
  private readonly entries: readonly (readonly EnteredAt[])[];

  constructor(text: string) {
    const pattern = new RegExp(
      placeholdersOf(text)
        .map((field) => `(?:${placeholder(field)})`)
        .join('|') || '$^',
      'g',
    );
    this.fields = [...text.matchAll(pattern)].map((match) => match[0].slice(1, -1));
    this.stretches = text.split(pattern).map((stretch) => Buffer.from(stretch));
    this.entries = this.stretches.map((stretch) => [0, 1, 2].map((skip) => enter(stretch, skip)));
  }

  /** Appends the encoded body to `out`; `valueOf` gives each field as it shall stand in the text. */
  fill(valueOf: (field: string) => string, out: CopyBuffer): void {
    const first = this.entries[0]![0]!;
    out.add(first.encoded);
    let carried = first.rest;
    for (const [index, field] of this.fields.entries()) {
      const loose = Buffer.concat([carried, Buffer.from(valueOf(field))]);
      const missing = (3 - (loose.length % 3)) % 3;
      const next = this.stretches[index + 1]!;
      if (next.length < missing) {
        carried = Buffer.concat([loose, next]);
        continue;
      }
      const whole = missing === 0 ? loose : Buffer.concat([loose, next.subarray(0, missing)]);
      const entry = this.entries[index + 1]![missing]!;
      if (whole.length > 0) out.addText(inLines(whole.toString('base64')), 'latin1');
      out.add(entry.encoded);
      carried = entry.rest;
    }
    if (carried.length > 0) out.addText(inLines(carried.toString('base64')), 'latin1');
  }
}

function enter(stretch: Buffer, skip: number): EnteredAt {
  const from = Math.min(skip, stretch.length);
  const whole = from + Math.floor((stretch.length - from) / 3) * 3;
  return {
    encoded: Buffer.from(inLines(stretch.toString('base64', from, whole)), 'latin1'),
    rest: stretch.subarray(whole),
  };
}

function inLines(base64: string): string {
  let lines = '';
  for (let from = 0; from < base64.length; from += LINE) lines += `${base64.slice(from, from + LINE)}\r\n`;
  return lines;
}
