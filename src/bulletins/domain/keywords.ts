/** What a keyword says: sectors with weight 3 (names it), 2 (points to it) or 1 (a hint). Empty for a weak word. */
export interface KeywordMeaning {
  readonly code: string;
  readonly weight: number;
}

/** From this length on a word is no accident of two neighbours. */
const UNMISTAKABLE = 4;

/** A keyword found in a text: offsets in its UTF-16 units, `end` exclusive. */
export interface FoundKeyword {
  readonly word: string;
  readonly start: number;
  readonly end: number;
  readonly meanings: readonly KeywordMeaning[];
}

interface KnownKeyword {
  readonly word: string;
  readonly meanings: readonly KeywordMeaning[];
}

/** Keywords and weak words by their first character, the longest first. */
export type KeywordIndex = ReadonlyMap<string, readonly KnownKeyword[]>;

/** Prepares the keywords of a lexicon; a weak word says nothing, also where it is listed as a keyword. */
export function indexKeywords(data: {
  readonly sectorKeywords: readonly (KeywordMeaning & { readonly word: string })[];
  readonly weakWords: readonly string[];
}): KeywordIndex {
  const words = new Map<string, KeywordMeaning[]>();
  for (const { word, code, weight } of data.sectorKeywords) {
    const key = word.toLowerCase();
    words.set(key, [...(words.get(key) ?? []), { code, weight }]);
  }
  for (const word of data.weakWords) words.set(word.toLowerCase(), []);
  const index = new Map<string, KnownKeyword[]>();
  for (const [word, meanings] of words) {
    const first = word.charAt(0);
    index.set(first, [...(index.get(first) ?? []), { word, meanings }]);
  }
  for (const known of index.values()) known.sort((a, b) => b.word.length - a.word.length);
  return index;
}

/**
 * The keywords of a text, from left to right, the longest at each place; a longer one, or a weak word (文化和旅游局), hides
 * those inside it. A short one counts only where it begins and ends on a boundary of the text's words, so that 影视 is not
 * found in 电影视听. `cut` gives those words; it is asked only when there is something to check.
 */
export function findKeywords(
  text: string,
  index: KeywordIndex,
  cut: ((text: string) => readonly string[]) | null,
): FoundKeyword[] {
  const lower = text.toLowerCase();
  const found: FoundKeyword[] = [];
  let boundaries: ReadonlySet<number> | null = null;
  for (let at = 0; at < lower.length; at += 1) {
    for (const { word, meanings } of index.get(lower.charAt(at)) ?? []) {
      const end = at + word.length;
      if (!lower.startsWith(word, at) || splitsLatin(lower, at, end)) continue;
      if (word.length < UNMISTAKABLE) boundaries ??= boundariesOf(text, cut);
      if (word.length < UNMISTAKABLE && boundaries !== null && !(boundaries.has(at) && boundaries.has(end)))
        continue;
      found.push({ word, start: at, end, meanings });
      at = end - 1;
      break;
    }
  }
  return found.filter(({ meanings }) => meanings.length > 0);
}

/** AI is no word in MAIN. */
function splitsLatin(text: string, start: number, end: number): boolean {
  const isLetter = (at: number) => /[a-z0-9]/.test(text.charAt(at));
  return (isLetter(start) && isLetter(start - 1)) || (isLetter(end - 1) && isLetter(end));
}

function boundariesOf(
  text: string,
  cut: ((text: string) => readonly string[]) | null,
): ReadonlySet<number> | null {
  if (cut === null) return null;
  const boundaries = new Set([0]);
  let at = 0;
  for (const word of cut(text)) {
    // A dictionary's long words (信贷政策) are made of words of two.
    if (word.length >= 4) boundaries.add(at + 2).add(at + word.length - 2);
    boundaries.add((at += word.length));
  }
  return boundaries;
}
