import { readFile } from 'node:fs/promises';
import type { ParsedBulletin, ParsedEntry } from './domain/parsed-entry.js';
import { parseBulletin } from './domain/parse-bulletin.js';
import { decodeText } from './extractors/text.js';
import { loadLexicon } from './lexicon.loader.js';

/** Reads a bulletin file into entries, without a database. Throws a DomainError for content that cannot be read. */
export async function parseBulletinFile(path: string): Promise<ParsedBulletin> {
  const bytes = await readFile(path);
  return parseBulletin(decodeText(bytes).text, loadLexicon());
}

/** An entry in the contract's form (design/contract.md), and nothing more. */
export function toContractEntry(entry: ParsedEntry): object {
  const { position, section, level, title, issuers, documentNumber, writtenOn, publishedOn, sourceLink } =
    entry;
  const { districts, type, textStart, textEnd, warnings } = entry;
  const { opensOn, closesOn, state } = entry.application;
  return {
    position,
    section,
    level,
    title,
    issuers,
    documentNumber,
    writtenOn,
    publishedOn,
    sourceLink,
    districts,
    sectors: entry.sectors.map(({ code, evidence }) => ({ code, evidence })),
    type,
    application: { opensOn, closesOn, state },
    textStart,
    textEnd,
    warnings,
  };
}

/** What `bulletin parse --json` prints. */
export function toContractBulletin(bulletin: ParsedBulletin): object {
  return { entries: bulletin.entries.map(toContractEntry), warnings: bulletin.warnings };
}
