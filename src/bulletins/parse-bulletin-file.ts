import type { ParsedBulletin, ParsedEntry } from './domain/parsed-entry.js';
import { parseBulletin } from './domain/parse-bulletin.js';
import { suggestPolicies } from './domain/suggest-policy.js';
import { PRE_TICKED } from './domain/suggest-sectors.js';
import { readDocument } from './extract-text.js';
import { loadLexicon } from './lexicon.loader.js';

/** Reads a bulletin file into entries, without a database. Throws a DomainError for content that cannot be read. */
export async function parseBulletinFile(path: string): Promise<ParsedBulletin> {
  const { text, hints } = await readDocument(path);
  return parseBulletin(text, loadLexicon(), hints);
}

/**
 * What a file's policy suggests: sectors, districts, dates and money with their words. A file of several policies gives
 * them under `entries` as well, and all of them together on top.
 */
export async function suggestPolicyFile(path: string): Promise<object> {
  const { text, hints } = await readDocument(path);
  const suggestions = suggestPolicies(text, loadLexicon(), hints);
  const [only] = suggestions;
  const together = {
    sectors: suggestions.flatMap(({ sectors }) => sectors),
    districts: suggestions.flatMap(({ districts }) => districts),
    dates: suggestions.flatMap(({ dates }) => dates),
    money: suggestions.flatMap(({ money }) => money),
  };
  return suggestions.length <= 1
    ? { title: only?.title ?? null, ...together }
    : { ...together, entries: suggestions };
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
    sectors: entry.sectors
      .filter(({ confidence }) => confidence >= PRE_TICKED)
      .map(({ code, evidence }) => ({ code, evidence })),
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
