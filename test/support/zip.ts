import { deflateRawSync } from 'node:zlib';

/** A part of an archive: its content, or bytes as they are to lie in the file, packed or not. */
export type ZipContent = string | Uint8Array;

/** A zip archive of the given parts, deflated; checksums are left at zero, for the reader does not ask. */
export function zip(parts: Readonly<Record<string, ZipContent>>): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const packed = deflateRawSync(Buffer.from(content));
    const head = localHeader(name);
    local.push(head, packed);
    central.push(directoryEntry({ name, packedSize: packed.length, offset }));
    offset += head.length + packed.length;
  }
  return Buffer.concat([...local, ...central, endOfDirectory(central, offset)]);
}

/** The header before a part's bytes. */
export function localHeader(name: string): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(8, 8);
  head.writeUInt16LE(Buffer.byteLength(name), 26);
  return Buffer.concat([head, Buffer.from(name)]);
}

/** One row of the directory; `flags` 1 is encrypted, `size` what it claims to unpack to. */
export function directoryEntry(entry: {
  readonly name: string;
  readonly packedSize: number;
  readonly offset: number;
  readonly flags?: number;
  readonly size?: number;
}): Buffer {
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(entry.flags ?? 0, 8);
  head.writeUInt16LE(8, 10);
  head.writeUInt32LE(entry.packedSize, 20);
  head.writeUInt32LE(entry.size ?? 0, 24);
  head.writeUInt16LE(Buffer.byteLength(entry.name), 28);
  head.writeUInt32LE(entry.offset, 42);
  return Buffer.concat([head, Buffer.from(entry.name)]);
}

/** What closes an archive whose directory starts at `offset`. */
export function endOfDirectory(entries: readonly Buffer[], offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(
    entries.reduce((sum, entry) => sum + entry.length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return end;
}
