import type { ParsedBulletin, ParsedEntry } from './domain/parsed-entry.js';
import { parseBulletin } from './domain/parse-bulletin.js';
import { suggestPolicies } from './domain/suggest-policy.js';
import { PRE_TICKED } from './domain/suggest-sectors.js';
import { type DocumentAbout, extractDocument, readDocument } from './extract-text.js';
import { loadLexicon } from './lexicon.loader.js';

/** Reads a bulletin file into entries, without a database. Throws a DomainError for content that cannot be read. */
export async function parseBulletinFile(path: string): Promise<ParsedBulletin> {
  const { text, hints } = await readDocument(path);
  return parseBulletin(text, loadLexicon(), hints);
}

/** Reads a bulletin's bytes into entries, by the lexicon of the data files. Throws a DomainError as `extractDocument` does. */
export async function parseDocument(bytes: Uint8Array, about: DocumentAbout): Promise<ParsedBulletin> {
  const { text, hints } = await extractDocument(bytes, about);
  return parseBulletin(text, loadLexicon(), hints);
}

/**
 * What a document's policy suggests: sectors, districts, dates and money with their words. A document of several policies
 * gives them under `entries` as well, and all of them together on top, each code and each date once.
 */
export async function suggestDocument(bytes: Uint8Array, about: DocumentAbout): Promise<object> {
  const { text, hints } = await extractDocument(bytes, about);
  const suggestions = suggestPolicies(text, loadLexicon(), hints);
  const [only] = suggestions;
  const together = {
    sectors: surest(suggestions.flatMap(({ sectors }) => sectors)),
    districts: surest(suggestions.flatMap(({ districts }) => districts)),
    dates: onceEach(
      suggestions.flatMap(({ dates }) => dates),
      ({ kind, value }) => `${kind} ${value}`,
    ),
    money: suggestions.flatMap(({ money }) => money),
  };
  return suggestions.length <= 1
    ? { title: only?.title ?? null, ...together }
    : { ...together, entries: suggestions };
}

/** Each code once, as it was surest. */
function surest<T extends { readonly code: string; readonly confidence: number }>(found: readonly T[]): T[] {
  const bySurety = [...found].sort((a, b) => b.confidence - a.confidence);
  return onceEach(bySurety, ({ code }) => code);
}

function onceEach<T>(found: readonly T[], keyOf: (one: T) => string): T[] {
  const first = new Map<string, T>();
  for (const one of found) if (!first.has(keyOf(one))) first.set(keyOf(one), one);
  return [...first.values()];
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
