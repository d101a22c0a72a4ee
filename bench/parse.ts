import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { comparable } from '../src/bulletins/domain/normalise.js';
import type { ParsedBulletin, ParsedEntry } from '../src/bulletins/domain/parsed-entry.js';
import { readDocument } from '../src/bulletins/extract-text.js';
import { parseBulletin } from '../src/bulletins/domain/parse-bulletin.js';
import { loadLexicon } from '../src/bulletins/lexicon.loader.js';
import { loadWords } from '../src/policies/word-segmenter.js';

/** One row of an `entries.csv`: what a person read in the document. An empty field is not asserted. */
interface Expected {
  readonly file: string;
  readonly n: string;
  readonly note: string;
  readonly [field: string]: string;
}

const WARM_UP_READS = 5;

const FIELDS: Readonly<Record<string, (entry: ParsedEntry) => string>> = {
  title: (entry) => entry.title ?? '',
  issuer: (entry) => entry.issuers.join('、'),
  date: (entry) => entry.publishedOn ?? '',
  date_written: (entry) => entry.writtenOn ?? '',
  doc_number: (entry) => entry.documentNumber ?? '',
  level: (entry) => entry.level ?? '',
  district: (entry) => entry.districtNames.join('、'),
  link: (entry) => entry.sourceLink ?? '',
};

interface Miss {
  readonly file: string;
  readonly n: string;
  readonly field: string;
  readonly expected: string;
  readonly found: string;
  /** The expected value is nowhere in the document, so no reader can find it there. */
  readonly isAbsentFromText: boolean;
}

interface Tally {
  asserted: number;
  correct: number;
  given: number;
  absentFromText: number;
  readonly perDocument: Map<string, { asserted: number; correct: number }>;
}

interface Measured {
  readonly file: string;
  readonly bulletin: ParsedBulletin;
  readonly source: string;
  /** Parsing alone, the file already read. */
  readonly milliseconds: number;
}

export interface BenchParseOptions {
  readonly files: string;
  readonly expect?: string;
  readonly verbose?: boolean;
  /** Reads all documents so many times: memory must not grow with it. */
  readonly repeat?: number;
}

/**
 * Parses every document of a folder: documents per second and, against an `entries.csv`, precision and recall of entries and
 * per field the macro average over documents (exact after NFKC, white space ignored). Throws when the folder holds none.
 */
export async function benchParse(options: BenchParseOptions): Promise<object> {
  const expected = options.expect === undefined ? null : await readExpected(options.files, options.expect);
  const files =
    expected === null ? await documentsIn(options.files) : [...new Set(expected.map(({ file }) => file))];
  if (files.length === 0) throw new Error(`No documents in ${options.files}.`);
  await warmUp(options.files, files[0]!);
  const memory: number[] = [];
  const started = process.hrtime.bigint();
  const startedCpu = process.cpuUsage();
  const measured: Measured[] = [];
  for (let time = 1; time <= (options.repeat ?? 1); time += 1) {
    measured.length = 0;
    for (const file of files) measured.push(await measure(options.files, file));
    memory.push(rssMb());
  }
  const read = files.length * memory.length;
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const cpu = process.cpuUsage(startedCpu);
  const speed = {
    documents: files.length,
    documentsPerSecond: round(read / seconds),
    seconds: round(seconds),
    cpuSecondsPer1000: round(((cpu.user + cpu.system) / 1e6 / read) * 1000),
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
    ...repeated(read, memory),
    slowest: slowest(measured),
  };
  return expected === null ? speed : { ...speed, ...accuracy(measured, expected, options.verbose ?? false) };
}

/** The process as it is after its first documents: dictionary loaded, rules compiled. Not counted. */
async function warmUp(folder: string, file: string): Promise<void> {
  loadWords();
  for (let time = 0; time < WARM_UP_READS; time += 1) await measure(folder, file);
}

async function measure(folder: string, file: string): Promise<Measured> {
  const { text, hints } = await readDocument(resolve(folder, file));
  const started = performance.now();
  const bulletin = parseBulletin(text, loadLexicon(), hints);
  return { file, bulletin, source: comparable(text), milliseconds: performance.now() - started };
}

/** Memory after the first round and after the last; nothing when there is only one. */
function repeated(documentsRead: number, memory: readonly number[]): object {
  const [first, ...others] = memory;
  return others.length === 0 ? {} : { documentsRead, rssMb: { first, last: others.at(-1) } };
}

function rssMb(): number {
  globalThis.gc?.();
  return Math.round(process.memoryUsage().rss / 1e6);
}

/** The documents that took longest to parse, without reading the file. */
function slowest(measured: readonly Measured[]): object[] {
  return [...measured]
    .sort((a, b) => b.milliseconds - a.milliseconds)
    .slice(0, 3)
    .map(({ file, milliseconds }) => ({ file, milliseconds: round(milliseconds) }));
}

async function documentsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names.filter((name) => /\.(?:txt|md|html?|docx|pdf)$/i.test(name)).sort();
}

async function readExpected(folder: string, expect: string): Promise<Expected[]> {
  const path = existsSync(expect) && (await stat(expect)).isFile() ? expect : join(folder, basename(expect));
  const rows: Expected[] = parse(await readFile(path), { columns: true, bom: true, skip_empty_lines: true });
  return rows;
}

function accuracy(measured: readonly Measured[], expected: readonly Expected[], isVerbose: boolean): object {
  const tallies = new Map(Object.keys(FIELDS).map((field) => [field, emptyTally()]));
  const misses: Miss[] = [];
  const falseEntries: { file: string; title: string | null }[] = [];
  const entries = { expected: 0, found: 0, matched: 0 };
  for (const document of measured) {
    const rows = expected.filter(({ file }) => file === document.file);
    const pairs = pair(rows, document.bulletin.entries);
    entries.expected += rows.length;
    entries.found += document.bulletin.entries.length;
    entries.matched += pairs.filter(({ entry }) => entry !== null).length;
    const paired = new Set(pairs.map(({ entry }) => entry));
    for (const entry of document.bulletin.entries)
      if (!paired.has(entry)) falseEntries.push({ file: document.file, title: entry.title });
    for (const { row, entry } of pairs) misses.push(...score(document, row, entry, tallies));
  }
  const fields = Object.fromEntries([...tallies].map(([field, tally]) => [field, summary(tally)]));
  return {
    entries: {
      ...entries,
      recall: round(entries.matched / entries.expected),
      precision: round(entries.matched / Math.max(1, entries.found)),
    },
    fields,
    truncated: warned('truncated', measured, expected),
    undated: warned('undated', measured, expected),
    ...(isVerbose ? { misses, falseEntries } : {}),
  };
}

function emptyTally(): Tally {
  return { asserted: 0, correct: 0, given: 0, absentFromText: 0, perDocument: new Map() };
}

interface Pair {
  readonly row: Expected;
  readonly entry: ParsedEntry | null;
}

/** Equal titles first; what is left pairs in order where the titles are at least alike, or where one notice faces one row. */
function pair(rows: readonly Expected[], entries: readonly ParsedEntry[]): Pair[] {
  const left = new Set(entries);
  const exact = rows.map((row) => {
    const same = [...left].find((entry) => comparable(entry.title ?? '') === comparable(row['title'] ?? ''));
    if (same !== undefined) left.delete(same);
    return { row, entry: same ?? null };
  });
  const isAlone = rows.length === 1 && entries.length === 1;
  return exact.map(({ row, entry }) => {
    if (entry !== null) return { row, entry };
    const alike = [...left].find(
      (candidate) => isAlone || likeness(candidate.title ?? '', row['title'] ?? '') > 0.5,
    );
    if (alike !== undefined) left.delete(alike);
    return { row, entry: alike ?? null };
  });
}

function grams(text: string): Set<string> {
  return new Set([...comparable(text)].map((c, i, all) => c + (all[i + 1] ?? '')));
}

/** Shared pairs of characters (Dice), 0–1. */
function likeness(a: string, b: string): number {
  const [left, right] = [grams(a), grams(b)];
  const shared = [...left].filter((gram) => right.has(gram)).length;
  return (2 * shared) / Math.max(1, left.size + right.size);
}

function score(
  document: Measured,
  row: Expected,
  entry: ParsedEntry | null,
  tallies: ReadonlyMap<string, Tally>,
): Miss[] {
  return [...tallies].flatMap(([field, tally]) => {
    const expected = comparable(row[field] ?? '');
    if (expected === '') return [];
    const found = entry === null ? '' : comparable(FIELDS[field]?.(entry) ?? '');
    const perDocument = tally.perDocument.get(document.file) ?? { asserted: 0, correct: 0 };
    tally.perDocument.set(document.file, perDocument);
    tally.asserted += 1;
    perDocument.asserted += 1;
    if (found !== '') tally.given += 1;
    if (found === expected) {
      tally.correct += 1;
      perDocument.correct += 1;
      return [];
    }
    const isAbsentFromText = field === 'link' && !document.source.includes(expected);
    if (isAbsentFromText) tally.absentFromText += 1;
    return [{ file: document.file, n: row.n, field, expected, found, isAbsentFromText }];
  });
}

function summary(tally: Tally): object {
  const shares = [...tally.perDocument.values()].map(({ asserted, correct }) => correct / asserted);
  return {
    macro: shares.length === 0 ? null : round(shares.reduce((a, b) => a + b, 0) / shares.length),
    documents: shares.length,
    precision: tally.given === 0 ? null : round(tally.correct / tally.given),
    recall: tally.asserted === 0 ? null : round(tally.correct / tally.asserted),
    correct: tally.correct,
    asserted: tally.asserted,
    absentFromText: tally.absentFromText,
  };
}

/** Documents whose note says so, and those warned of it. */
function warned(
  word: 'truncated' | 'undated',
  measured: readonly Measured[],
  expected: readonly Expected[],
): object {
  const noted = new Set(expected.filter(({ note }) => note.includes(word)).map(({ file }) => file));
  const found = measured.filter(({ bulletin }) => bulletin.warnings.some(({ code }) => code === word));
  return {
    noted: noted.size,
    notedAndWarned: found.filter(({ file }) => noted.has(file)).length,
    warned: found.length,
  };
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
