import { deflateRawSync } from 'node:zlib';
import { directoryEntry, endOfDirectory, localHeader, zip } from './zip.js';

/** The main part of a Word file; `head` is what stands before its root. */
export const word = (body: string, head = '') => `${head}<w:document><w:body>${body}</w:body></w:document>`;

/** A Word file of this body. */
export const docx = (body: string, head = '') => zip({ 'word/document.xml': word(body, head) });

/** A workbook of one sheet with this content. */
export const xlsx = (sheet: string, head = '') =>
  zip({
    'xl/workbook.xml': '<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `${head}<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
  });

/** A part whose packed bytes are given as they are, with whatever the directory claims of it. */
export function zipOf(name: string, packed: Buffer, claims: { flags?: number; size?: number } = {}): Buffer {
  const head = localHeader(name);
  const row = directoryEntry({ name, packedSize: packed.length, offset: 0, ...claims });
  return Buffer.concat([head, packed, row, endOfDirectory([row], head.length + packed.length)]);
}

/** Many names for one packed part: the trick of the smallest bombs. */
export function overlapping(name: string): Buffer {
  const packed = deflateRawSync(Buffer.alloc(1_000_000, 32));
  const head = localHeader(name);
  const rows = Array.from({ length: 50 }, (_, n) =>
    directoryEntry({ name: n === 0 ? name : `${n}.xml`, packedSize: packed.length, offset: 0 }),
  );
  return Buffer.concat([head, packed, ...rows, endOfDirectory(rows, head.length + packed.length)]);
}
