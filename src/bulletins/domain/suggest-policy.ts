import { findDates, readDate } from './dates.js';
import { NO_HINTS, type DocumentHints } from './document-hints.js';
import { evidenceIn } from './evidence.js';
import type { Lexicon } from './lexicon.js';
import { readLines, type SourceLine } from './normalise.js';
import { parseBulletin } from './parse-bulletin.js';
import type { Evidence, MoneyStatement, ParsedEntry, SectorSuggestion } from './parsed-entry.js';
import { homeOf, placeAt } from './places.js';

export const SUGGESTED_DATES = [
  'publishedOn',
  'writtenOn',
  'effectiveFrom',
  'effectiveUntil',
  'opensOn',
  'closesOn',
] as const;

export interface DateSuggestion {
  readonly kind: (typeof SUGGESTED_DATES)[number];
  readonly value: string;
  readonly evidence: readonly Evidence[];
}

export interface DistrictSuggestion {
  readonly code: string;
  readonly name: string;
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
}

/** What a policy's text suggests, each with the words it rests on; an editor decides. */
export interface PolicySuggestion {
  readonly position: number;
  readonly title: string | null;
  readonly sectors: readonly SectorSuggestion[];
  readonly districts: readonly DistrictSuggestion[];
  readonly dates: readonly DateSuggestion[];
  readonly money: readonly MoneyStatement[];
}

/** Suggestions for every entry of a text. Pure; offsets are UTF-16 units into the text as given. */
export function suggestPolicies(
  text: string,
  lexicon: Lexicon,
  hints: DocumentHints = NO_HINTS,
): PolicySuggestion[] {
  const lines = readLines(text);
  const home = homeOf(lines.map((line) => line.text).join('\n'), lexicon);
  return parseBulletin(text, lexicon, hints).entries.map((entry) => ({
    position: entry.position,
    title: entry.title,
    sectors: entry.sectors,
    districts: districtsOf(entry, lines, lexicon, home),
    dates: datesOf(entry, lines),
    money: entry.money,
  }));
}

/** The district it is for, and districts its title speaks of that lie elsewhere. */
function districtsOf(
  entry: ParsedEntry,
  lines: readonly SourceLine[],
  lexicon: Lexicon,
  home: string | null,
): DistrictSuggestion[] {
  const own = entry.districts.map((code, n) => {
    const name = entry.districtNames[n] ?? code;
    const confidence = entry.origins.districts?.confidence ?? 0.5;
    return { code, name, confidence, evidence: wordsFor(name, entry, lines) };
  });
  const line = lines[(entry.origins.title?.line ?? 0) - 1];
  const spoken =
    line === undefined
      ? []
      : placesIn(line, lexicon, home).filter(({ code }) => !entry.districts.includes(code));
  return [...own, ...spoken];
}

/** Where a district's name, or its name without 区, stands: in the title, the issuer or the first lines. */
function wordsFor(name: string, entry: ParsedEntry, lines: readonly SourceLine[]): Evidence[] {
  const first = [entry.origins.title?.line, entry.origins.issuers?.line, entry.textStart.line].flatMap(
    (n) => lines[(n ?? 0) - 1] ?? [],
  );
  const short = name.replace(/(?:市|区)$/u, '');
  for (const words of [name, short])
    for (const line of first) if (line.raw.includes(words)) return [evidenceIn(line, words)];
  const [issuer] = entry.issuers;
  const line = lines[(entry.origins.issuers?.line ?? 0) - 1];
  return issuer !== undefined && line?.raw.includes(issuer) ? [evidenceIn(line, issuer)] : [];
}

function placesIn(line: SourceLine, lexicon: Lexicon, home: string | null): DistrictSuggestion[] {
  const found: DistrictSuggestion[] = [];
  for (let at = 0; at < line.text.length - 1; at += 1) {
    const place = placeAt(line.text, at, lexicon, home);
    if (place === null || place.ambiguous) continue;
    const words = line.text.slice(place.start, place.end);
    found.push({ code: place.code, name: place.name, confidence: 0.4, evidence: [evidenceIn(line, words)] });
    at = place.end - 1;
  }
  return [...new Map(found.map((one) => [one.code, one])).values()].filter(
    ({ code }) => !code.endsWith('0000'),
  );
}

function datesOf(entry: ParsedEntry, lines: readonly SourceLine[]): DateSuggestion[] {
  const { opensOn, closesOn } = entry.application;
  const values = { ...pick(entry), opensOn, closesOn };
  return SUGGESTED_DATES.flatMap((kind) => {
    const value = values[kind];
    if (value === null) return [];
    const isWindow = kind === 'opensOn' || kind === 'closesOn';
    const evidence = isWindow ? entry.application.evidence : wordsOfDate(value, entry, lines);
    return [{ kind, value, evidence }];
  });
}

function pick({ publishedOn, writtenOn, effectiveFrom, effectiveUntil }: ParsedEntry) {
  return { publishedOn, writtenOn, effectiveFrom, effectiveUntil };
}

/** The printed form of a date: on the line it was read from, else anywhere in the entry. */
function wordsOfDate(value: string, entry: ParsedEntry, lines: readonly SourceLine[]): Evidence[] {
  const origins = [entry.origins.publishedOn, entry.origins.writtenOn].flatMap((origin) =>
    origin ? [origin.line] : [],
  );
  const near = origins.flatMap((line) => lines[line - 1] ?? []);
  for (const line of [...near, ...lines.slice(entry.textStart.line - 1, entry.textEnd.line)]) {
    const date =
      findDates(line.text).find((found) => found.value === value)?.text ??
      (readDate(line.text)?.value === value ? line.text : null);
    if (date !== null && line.raw.includes(date)) return [evidenceIn(line, date)];
  }
  return [];
}
