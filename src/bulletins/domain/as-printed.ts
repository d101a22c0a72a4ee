import type { Evidence, ParsedBulletin, ParsedEntry } from './parsed-entry.js';
import type { Part, PrintedWords } from './printed-words.js';

const LINES_ABOVE = 40;

/**
 * A bulletin that was read in other characters than it prints, with every value in those of its document. Places are the
 * same; districts keep the names of the divisions' list.
 */
export function asPrinted(bulletin: ParsedBulletin, words: PrintedWords, text: string): ParsedBulletin {
  const starts = [0, ...[...text.matchAll(/\n/gu)].map(({ index }) => index + 1)];
  const entries = bulletin.entries.map((entry) => entryAsPrinted(entry, words, partOf(entry, starts, text)));
  return { ...bulletin, entries };
}

/** Where an entry's words stand: from a page's height above the first place that is known of it to behind the last. */
function partOf(entry: ParsedEntry, starts: readonly number[], text: string): Part {
  const spans = Object.values(entry.origins).flatMap((origin) => origin.spans);
  const lines = [entry.textStart.line, entry.textEnd.line, ...spans.map(({ line }) => line)];
  const from = starts[Math.max(0, Math.min(...lines) - 1 - LINES_ABOVE)] ?? 0;
  return { from, to: starts[Math.max(...lines, ...spans.map(({ endLine }) => endLine))] ?? text.length };
}

function entryAsPrinted(entry: ParsedEntry, words: PrintedWords, part: Part): ParsedEntry {
  const own = placeOf(entry, part);
  const one = (value: string) => words.of(value, own);
  const other = <T extends string | null>(value: T) => (value === null ? value : words.of(value, part));
  const quoted = <T extends Evidence>(found: T): T => ({ ...found, text: other(found.text) });
  return {
    ...entry,
    title: entry.title === null ? null : one(entry.title),
    issuers: entry.issuers.map(other),
    documentNumber: other(entry.documentNumber),
    section: other(entry.section),
    text: words.ofText(entry.text, part),
    summary: other(entry.summary),
    whoCanApply: other(entry.whoCanApply),
    howMuch: other(entry.howMuch),
    contact: other(entry.contact),
    money: entry.money.map((found) => ({
      statement: other(found.statement),
      evidence: quoted(found.evidence),
    })),
    sectors: entry.sectors.map((sector) => ({ ...sector, evidence: sector.evidence.map(quoted) })),
    application: { ...entry.application, evidence: entry.application.evidence.map(quoted) },
    attachments: entry.attachments.map((found) => ({ ...found, title: other(found.title) })),
    relatedTitles: entry.relatedTitles.map(other),
    relations: entry.relations.map((found) => ({
      ...found,
      title: other(found.title),
      documentNumber: other(found.documentNumber),
    })),
  };
}

/** The title's own place, where it is known. */
function placeOf({ origins }: ParsedEntry, part: Part): Part {
  const [first, ...others] = origins.title?.spans ?? [];
  return first === undefined ? part : { from: first.start, to: others.at(-1)?.end ?? first.end };
}
