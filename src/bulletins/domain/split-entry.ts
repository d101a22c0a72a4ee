import type { DocumentHints } from './document-hints.js';
import type { Lexicon } from './lexicon.js';
import { parseBulletin } from './parse-bulletin.js';
import type { ParsedEntry } from './parsed-entry.js';

/** The lines of a document that belong to one entry, both included, counted from 1. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Reads some lines of a document as one entry. The other lines count but say nothing, except the section heading above
 * them; where the lines look like several entries, the first keeps them all. Null when nothing is printed on them.
 */
export function readLinesAsEntry(
  text: string,
  range: LineRange,
  like: Pick<ParsedEntry, 'position' | 'section'>,
  lexicon: Lexicon,
  hints?: DocumentHints,
): ParsedEntry | null {
  const lines = text.split('\n');
  const heading = headingAbove(lines, range.from, like.section);
  const masked = lines.map((line, index) =>
    index === heading || (index + 1 >= range.from && index + 1 <= range.to) ? line : ' '.repeat(line.length),
  );
  const [first, ...others] = parseBulletin(masked.join('\n'), lexicon, hints).entries;
  if (first === undefined) return null;
  const whole = others.length === 0 ? first : withText(first, lines, range);
  return { ...whole, position: like.position, section: whole.section ?? like.section };
}

function headingAbove(lines: readonly string[], from: number, section: string | null): number {
  if (section === null) return -1;
  return lines.findLastIndex(
    (line, index) => index < from - 1 && line.replace(/[\s【】[\]#*:：]/gu, '') === section,
  );
}

/** All lines below the title as text, blank ones as breaks between paragraphs. */
function withText(entry: ParsedEntry, lines: readonly string[], { from, to }: LineRange): ParsedEntry {
  const start = Math.max(from, (entry.origins.title?.line ?? from - 1) + 1);
  const text = lines
    .slice(start - 1, to)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
  return { ...entry, text, textStart: { line: start }, textEnd: { line: to } };
}
