import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { readLines } from '../src/bulletins/domain/normalise.js';
import { PRE_TICKED } from '../src/bulletins/domain/suggest-sectors.js';
import type { SectorSuggestion } from '../src/bulletins/domain/parsed-entry.js';
import { suggestPolicies } from '../src/bulletins/domain/suggest-policy.js';
import { loadLexicon } from '../src/bulletins/lexicon.loader.js';
import { PACKAGE_ROOT } from '../src/platform/package-root.js';

interface Label {
  readonly title: string;
  readonly sectors: string;
}

export interface BenchSuggestOptions {
  readonly labels: string;
  /** Only the labels of one half, drawn by a hash of the title: tune on one, report the other. */
  readonly half?: 'a' | 'b';
  readonly verbose?: boolean;
}

/** Bands of confidence: offered last, offered, ticked, sure. */
const BANDS = [
  [0, 0.5],
  [0.5, PRE_TICKED],
  [PRE_TICKED, 0.85],
  [0.85, 1],
] as const;

interface Judged {
  readonly title: string;
  readonly wanted: readonly string[];
  readonly given: readonly string[];
  readonly suggestions: readonly SectorSuggestion[];
}

/**
 * Suggests sectors for labelled titles, at the confidence that is ticked beforehand. `exact` counts a code only when it is
 * the labelled one; `related` also when one of the two is the other's ancestor in the tree (C and C27; `*` is nobody's).
 */
export async function benchSuggest(options: BenchSuggestOptions): Promise<object> {
  const labels: Label[] = parse(await readFile(options.labels), { columns: true, bom: true });
  const chosen = labels.filter(({ title }) => options.half === undefined || halfOf(title) === options.half);
  if (chosen.length === 0) throw new Error(`No labels in ${options.labels}.`);
  const parents = await readParents();
  const judged = chosen.map(({ title, sectors }) => {
    const suggestions = suggested(title);
    const ticked = suggestions.filter(({ confidence }) => confidence >= PRE_TICKED);
    return { title, wanted: codes(sectors), given: ticked.map(({ code }) => code), suggestions };
  });
  const isRelated = (a: string, b: string) =>
    a === b || ancestors(a, parents).includes(b) || ancestors(b, parents).includes(a);
  const ratesOf = (half: 'a' | 'b') =>
    rates(
      judged.filter(({ title }) => halfOf(title) === half),
      (a, b) => a === b,
    );
  return {
    labels: chosen.length,
    half: options.half ?? 'all',
    preTicked: PRE_TICKED,
    exact: rates(judged, (a, b) => a === b),
    related: rates(judged, isRelated),
    halves: { a: ratesOf('a'), b: ratesOf('b') },
    calibration: calibration(judged, isRelated),
    ...(options.verbose ? { misses: judged.filter(({ wanted, given }) => !agrees(wanted, given)) } : {}),
  };
}

function suggested(title: string): readonly SectorSuggestion[] {
  const [suggestion] = suggestPolicies(`标题：${readLines(title)[0]?.text ?? ''}`, loadLexicon());
  return suggestion?.sectors ?? [];
}

/** How often the suggestions of each band of confidence were right. */
function calibration(judged: readonly Judged[], isRelated: (a: string, b: string) => boolean): object[] {
  return BANDS.map(([from, below]) => {
    const inBand = judged.flatMap(({ wanted, suggestions }) =>
      suggestions
        .filter(({ confidence }) => confidence >= from && confidence < below)
        .map(({ code }) => ({ code, wanted })),
    );
    const exact = inBand.filter(({ code, wanted }) => wanted.includes(code)).length;
    const related = inBand.filter(({ code, wanted }) => wanted.some((one) => isRelated(code, one))).length;
    const share = (right: number) => (inBand.length === 0 ? null : round(right / inBand.length));
    return { from, below, suggestions: inBand.length, exact: share(exact), related: share(related) };
  });
}

function rates(judged: readonly Judged[], isSame: (a: string, b: string) => boolean): object {
  const count = (from: 'wanted' | 'given', against: 'wanted' | 'given') =>
    judged.reduce(
      (sum, one) =>
        sum + one[from].filter((code) => one[against].some((other) => isSame(code, other))).length,
      0,
    );
  const given = judged.reduce((sum, one) => sum + one.given.length, 0);
  const wanted = judged.reduce((sum, one) => sum + one.wanted.length, 0);
  const right = count('given', 'wanted');
  const found = count('wanted', 'given');
  return {
    precision: round(right / Math.max(1, given)),
    recall: round(found / Math.max(1, wanted)),
    given,
    right,
    wanted,
    found,
  };
}

function agrees(wanted: readonly string[], given: readonly string[]): boolean {
  return wanted.length === given.length && wanted.every((code) => given.includes(code));
}

function codes(list: string): string[] {
  return list.split(';').filter((code) => code !== '');
}

function halfOf(title: string): 'a' | 'b' {
  return createHash('sha256').update(title).digest().readUInt32BE(0) % 2 === 0 ? 'a' : 'b';
}

async function readParents(): Promise<ReadonlyMap<string, string>> {
  const rows: { code: string; parent: string }[] = parse(
    await readFile(join(PACKAGE_ROOT, 'data', 'taxonomy', 'sectors.csv')),
    { columns: true, bom: true },
  );
  return new Map(rows.map(({ code, parent }) => [code, parent]));
}

/** The codes above one, without `*`. */
function ancestors(code: string, parents: ReadonlyMap<string, string>): string[] {
  const parent = parents.get(code);
  return parent === undefined || parent === '' || parent === '*'
    ? []
    : [parent, ...ancestors(parent, parents)];
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
