import type { Lexicon } from './lexicon.js';

/** What a word says: a sector's code, and how strongly (see data/lexicon/README.md). */
export interface SectorHint {
  readonly code: string;
  readonly weight: number;
}

/** The words that suggest sectors, found by their first two characters, the longest first. */
export interface SectorWords {
  readonly hints: ReadonlyMap<string, readonly SectorHint[]>;
  readonly lengths: ReadonlyMap<string, readonly number[]>;
}

/** A word of the lexicon in a text, offsets into that text. */
export interface SectorMatch {
  readonly word: string;
  readonly hints: readonly SectorHint[];
  readonly start: number;
  readonly end: number;
}

/** Where a dictionary joins two words of two characters (基金项目), the middle is a boundary as well. A word may go on with one of these and still mean the same: 制造业, 电影院, 图书馆. */
const SUFFIX = /^[业院馆厂店场所园类品区家]$/u;
const LATIN = /[A-Za-z0-9]/;

/** Words by their beginnings; weak words are left out, for alone they are no evidence. */
export function prepareSectorWords(
  keywords: readonly { readonly word: string; readonly code: string; readonly weight: number }[],
  weakWords: readonly string[],
): SectorWords {
  const hints = new Map<string, SectorHint[]>();
  for (const { word, code, weight } of keywords) {
    if (word.length < 2 || weakWords.includes(word)) continue;
    hints.set(word, [...(hints.get(word) ?? []), { code, weight }]);
  }
  const lengths = new Map<string, number[]>();
  for (const word of hints.keys()) {
    const known = lengths.get(word.slice(0, 2)) ?? [];
    if (!known.includes(word.length)) known.push(word.length);
    lengths.set(
      word.slice(0, 2),
      known.sort((a, b) => b - a),
    );
  }
  return { hints, lengths };
}

/**
 * The lexicon's words in a text, the longest at each place, none inside another, each from one word boundary to another.
 * Words of which there are enough already are passed over, for finding boundaries takes time.
 */
export function sectorMatches(
  text: string,
  lexicon: Lexicon,
  isEnough: (word: string) => boolean = () => false,
): SectorMatch[] {
  const found: SectorMatch[] = [];
  const boundaries = new Boundaries(text, lexicon);
  for (let at = 0; at < text.length - 1; at += 1) {
    const lengths = lexicon.sectorWords.lengths.get(text.slice(at, at + 2));
    if (lengths === undefined) continue;
    const match = matchAt(text, at, lengths, boundaries, lexicon, isEnough);
    if (match === null) continue;
    found.push(match);
    at = match.end - 1;
  }
  return found;
}

function matchAt(
  text: string,
  at: number,
  lengths: readonly number[],
  boundaries: Boundaries,
  lexicon: Lexicon,
  isEnough: (word: string) => boolean,
): SectorMatch | null {
  for (const length of lengths) {
    const word = text.slice(at, at + length);
    const hints = lexicon.sectorWords.hints.get(word);
    const end = at + word.length;
    if (hints === undefined) continue;
    if (isEnough(word)) return null;
    if (isWhole(text, at, end, boundaries)) return { word, hints, start: at, end };
  }
  return null;
}

function isWhole(text: string, start: number, end: number, boundaries: Boundaries): boolean {
  if (LATIN.test(text[start] ?? ''))
    return !LATIN.test(text[start - 1] ?? '') && !/[A-Za-z]/.test(text[end] ?? '');
  const isStart = boundaries.has(start) || (!boundaries.has(start - 1) && boundaries.has(start - 2));
  if (!isStart) return false;
  if (boundaries.has(end) || (boundaries.has(end + 1) && SUFFIX.test(text[end] ?? ''))) return true;
  return !boundaries.has(end + 1) && boundaries.has(end + 2);
}

const BREAK = /[^\p{Script=Han}A-Za-z0-9]/u;

/** Where words begin and end, found clause by clause and only where it is asked. */
class Boundaries {
  private readonly known = new Set<number>();
  private readonly cut: { start: number; end: number }[] = [];

  constructor(
    private readonly text: string,
    private readonly lexicon: Lexicon,
  ) {}

  has(at: number): boolean {
    if (at <= 0 || at >= this.text.length) return at === 0 || at === this.text.length;
    if (!this.cut.some(({ start, end }) => at >= start && at <= end)) this.cutAround(at);
    return this.known.has(at);
  }

  private cutAround(at: number): void {
    let start = at;
    let end = at;
    while (start > 0 && !BREAK.test(this.text[start - 1] ?? '')) start -= 1;
    while (end < this.text.length && !BREAK.test(this.text[end] ?? '')) end += 1;
    this.cut.push({ start, end });
    this.known.add(start);
    let position = start;
    for (const word of this.lexicon.cutWords(this.text.slice(start, end)))
      this.known.add((position += word.length));
  }
}
