import { Parser, type Handler } from 'htmlparser2';
import { Nesting } from './nesting.js';
import { BinaryDocument, UnsupportedDocument } from './unreadable.js';
import { readZipEntries, readZipPart, type ZipEntry } from './zip.js';

/** What all parts read of one file may unpack to. */
export const MOST_UNPACKED_BYTES = 30_000_000;
const PROLOG = 4096;

/**
 * A Word or Excel file: a zip archive of XML parts (ECMA-376). Parts are unpacked when asked for, together at most 30 MB.
 * Nothing outside the file is ever fetched, and a part that declares entities (XXE, billion laughs) is refused: the
 * standard forbids a DTD there.
 */
export class OfficePackage {
  private readonly entries: ReadonlyMap<string, ZipEntry>;
  private left = MOST_UNPACKED_BYTES;

  constructor(private readonly bytes: Uint8Array) {
    this.entries = new Map(readZipEntries(bytes).map((entry) => [entry.name, entry]));
  }

  get names(): readonly string[] {
    return [...this.entries.keys()];
  }

  /** A part's XML; null when the file has no such part. */
  part(name: string): string | null {
    const entry = this.entries.get(name);
    if (entry === undefined) return null;
    const unpacked = readZipPart(this.bytes, entry, Math.max(1, this.left));
    this.left -= unpacked.length;
    const xml = decodeXml(unpacked);
    if (/<!(?:DOCTYPE|ENTITY)/i.test(xml.slice(0, PROLOG)) || /<!(?:DOCTYPE|ENTITY)/.test(xml))
      throw new UnsupportedDocument(`The file declares XML entities in ${name}; no office program does.`);
    if (xml.includes('\0')) throw new BinaryDocument(`The file holds binary data where ${name} should be.`);
    return xml;
  }

  /** The targets of a part's relations by their id: addresses as they are, parts by their full name. */
  relations(part: string): ReadonlyMap<string, string> {
    const folder = part.slice(0, part.lastIndexOf('/') + 1);
    const xml = this.part(`${folder}_rels/${part.slice(folder.length)}.rels`);
    const targets = new Map<string, string>();
    readXml(xml ?? '', {
      onopentag(name, attributes) {
        const { Id: id, Target: target, TargetMode: mode } = attributes;
        if (localName(name) !== 'Relationship' || !id || !target) return;
        const path = target.startsWith('/') ? target.slice(1) : folder + target;
        targets.set(id, mode === 'External' ? target : path);
      },
    });
    return targets;
  }
}

/** Streams XML through handlers; nesting costs no stack, entities beyond the five of XML stay text. */
export function readXml(xml: string, handler: Partial<Handler>): void {
  const nesting = new Nesting();
  const counted: Partial<Handler> = {
    ...handler,
    onopentag(name, attributes, isImplied) {
      nesting.open();
      handler.onopentag?.(name, attributes, isImplied);
    },
    onclosetag(name, isImplied) {
      nesting.close();
      handler.onclosetag?.(name, isImplied);
    },
  };
  const parser = new Parser(counted, { xmlMode: true });
  parser.write(xml);
  parser.end();
}

/** A tag's name without its prefix: writers choose their own (`x:row`, `row`). */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function decodeXml(bytes: Uint8Array): string {
  const mark =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  return new TextDecoder(mark).decode(bytes);
}
