import { inflateRawSync } from 'node:zlib';
import { DocumentTooLarge, EncryptedDocument, UnsupportedDocument } from './unreadable.js';

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;
const CENTRAL_SIZE = 46;
const LOCAL_SIZE = 30;
const MOST_ENTRIES = 5_000;
const LONGEST_COMMENT = 66_000;

/** A part of an archive; `packedSize` is what the directory says and at most what is read. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly packedSize: number;
  readonly offset: number;
}

/**
 * The names and places of an archive's parts (PKWARE APPNOTE 4.3). Refuses what is no archive, has absurdly many parts, parts
 * outside the file or parts that overlap, which no office program writes and zip bombs are made of.
 */
export function readZipEntries(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > MOST_ENTRIES) throw new DocumentTooLarge(`The file holds ${count} parts.`);
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let n = 0; n < count; n += 1) {
    if (at + CENTRAL_SIZE > bytes.length || view.getUint32(at, true) !== CENTRAL) throw damaged();
    const nameLength = view.getUint16(at + 28, true);
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + CENTRAL_SIZE, at + CENTRAL_SIZE + nameLength)),
      method: view.getUint16(at + 10, true),
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
      packedSize: view.getUint32(at + 20, true),
      offset: view.getUint32(at + 42, true),
    });
    at += CENTRAL_SIZE + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  checkPlaces(entries, bytes.length);
  return entries;
}

function checkPlaces(entries: readonly ZipEntry[], length: number): void {
  let free = 0;
  for (const { offset, packedSize } of [...entries].sort((a, b) => a.offset - b.offset)) {
    if (offset < free) throw new UnsupportedDocument('The file is damaged: its parts overlap.');
    free = offset + LOCAL_SIZE + packedSize;
    if (free > length) throw damaged();
  }
}

/**
 * One part, unpacked. A part that unpacks to more than `mostBytes` is refused before it is in memory, whatever size its
 * headers claim. Throws `EncryptedDocument`, `DocumentTooLarge` or `UnsupportedDocument`.
 */
export function readZipPart(bytes: Uint8Array, entry: ZipEntry, mostBytes: number): Uint8Array {
  if (entry.isEncrypted) throw new EncryptedDocument('The file is protected by a password.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(entry.offset, true) !== LOCAL) throw damaged();
  const names = view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  const start = entry.offset + LOCAL_SIZE + names;
  const packed = bytes.subarray(start, start + entry.packedSize);
  if (entry.method === 0 && packed.length > mostBytes) throw tooLarge(mostBytes);
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw new UnsupportedDocument('The file is packed in a way that is not read.');
  try {
    return inflateRawSync(packed, { maxOutputLength: mostBytes });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge(mostBytes) : damaged();
  }
}

function findEnd(view: DataView): number {
  const earliest = Math.max(0, view.byteLength - LONGEST_COMMENT);
  for (let at = view.byteLength - END_SIZE; at >= earliest; at -= 1)
    if (view.getUint32(at, true) === END) return at;
  throw new UnsupportedDocument('The file is damaged: it ends too early.');
}

function damaged(): UnsupportedDocument {
  return new UnsupportedDocument('The file is damaged.');
}

function tooLarge(mostBytes: number): DocumentTooLarge {
  return new DocumentTooLarge(`The file unpacks to more than ${Math.round(mostBytes / 1e6)} MB.`);
}
