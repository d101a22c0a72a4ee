import { inflateRawSync } from 'node:zlib';
import { DocumentTooLarge, EncryptedDocument, UnsupportedDocument } from './unreadable.js';

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const MOST_ENTRIES = 5_000;
const LARGEST_PART = 30_000_000;

interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly packedSize: number;
  readonly offset: number;
}

/** The names and places of an archive's parts (PKWARE APPNOTE 4.3). Refuses what is no archive or has absurdly many parts. */
export function readZipEntries(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > MOST_ENTRIES) throw new DocumentTooLarge(`The file holds ${count} parts.`);
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let n = 0; n < count && at + 46 <= bytes.length && view.getUint32(at, true) === CENTRAL; n += 1) {
    const nameLength = view.getUint16(at + 28, true);
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      method: view.getUint16(at + 10, true),
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
      packedSize: view.getUint32(at + 20, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** One part, unpacked. A part that unpacks to more than 30 MB is refused before it is in memory. */
export function readZipPart(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  if (entry.isEncrypted) throw new EncryptedDocument('The file is protected by a password.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start =
    entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  const packed = bytes.subarray(start, start + entry.packedSize);
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw new UnsupportedDocument('The file is packed in a way that is not read.');
  try {
    return inflateRawSync(packed, { maxOutputLength: LARGEST_PART });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw new DocumentTooLarge('The file unpacks to more than 30 MB.');
    throw new UnsupportedDocument('The file is damaged.');
  }
}

function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= 0 && at > view.byteLength - 66_000; at -= 1)
    if (view.getUint32(at, true) === END) return at;
  throw new UnsupportedDocument('The file is damaged: it ends too early.');
}
