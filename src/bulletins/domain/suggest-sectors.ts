import { evidenceIn } from './evidence.js';
import type { Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import type { Evidence, SectorSuggestion } from './parsed-entry.js';
import { sectorMatches } from './sector-words.js';

/** The confidence from which a suggestion counts without being asked: ticked beforehand, printed by `bulletin parse`. */
export const PRE_TICKED = 0.7;
/** A word of this weight names the sector itself; lighter ones must come together. */
const NAMES_IT = 3;
/** A word of this weight names companies of every sector, whatever else is spoken of. */
const NAMES_ALL = 4;
const ALL = '*';
const MOST_EVIDENCE = 4;
const MOST_SECTORS = 5;
/** How often a word counts in a body, so that length is no argument. */
const MOST_PER_WORD = 3;
/** A body that speaks of one sector as much as this, and of it more than of all others, may stand for a silent title. */
const ENOUGH_IN_BODY = 18;

interface Tally {
  inTitle: number;
  inBody: number;
  readonly words: Map<string, number>;
  readonly evidence: Evidence[];
}

/**
 * Sectors whose words a policy uses, the surest first, with the words. What the title names is ticked; the body alone only
 * adds suggestions, unless the title is silent and the body clear. Weak words (文化, 申报) are no evidence.
 */
export function suggestSectors(
  title: SourceLine | null,
  body: readonly SourceLine[],
  lexicon: Lexicon,
): SectorSuggestion[] {
  const tallies = new Map<string, Tally>();
  if (title !== null) count(title, lexicon, tallies, 'inTitle');
  for (const line of body) count(line, lexicon, tallies, 'inBody');
  const isSilent = ![...tallies.values()].some(({ inTitle }) => inTitle >= NAMES_IT);
  const total = [...tallies.values()].reduce((sum, { inBody }) => sum + inBody, 0);
  const all = [...tallies].flatMap(([code, tally]) => {
    const confidence = confidenceOf(tally, isSilent, total);
    return confidence === 0 ? [] : [{ code, confidence, evidence: tally.evidence.slice(0, MOST_EVIDENCE) }];
  });
  return mostSpecific(withoutCatchAll(all, tallies.get(ALL)?.inTitle ?? 0))
    .sort((a, b) => b.confidence - a.confidence || a.code.localeCompare(b.code))
    .slice(0, MOST_SECTORS);
}

function count(
  line: SourceLine,
  lexicon: Lexicon,
  tallies: Map<string, Tally>,
  place: 'inTitle' | 'inBody',
): void {
  const isEnough = (word: string) =>
    place === 'inBody' &&
    (lexicon.sectorWords.hints.get(word) ?? []).every(
      ({ code }) => (tallies.get(code)?.words.get(word) ?? 0) >= MOST_PER_WORD,
    );
  for (const { word, hints } of sectorMatches(line.text, lexicon, isEnough))
    for (const { code, weight } of hints) {
      const tally = tallies.get(code) ?? newTally();
      tallies.set(code, tally);
      const times = tally.words.get(word) ?? 0;
      tally.words.set(word, times + 1);
      if (place === 'inTitle') tally.inTitle = times === 0 ? tally.inTitle + weight : tally.inTitle;
      else if (times < MOST_PER_WORD) tally.inBody += weight;
      if (times === 0 && tally.evidence.length < MOST_EVIDENCE) tally.evidence.push(evidenceIn(line, word));
    }
}

function newTally(): Tally {
  return { inTitle: 0, inBody: 0, words: new Map(), evidence: [] };
}

function confidenceOf({ inTitle, inBody, words }: Tally, isSilent: boolean, total: number): number {
  if (inTitle >= NAMES_IT) return round(Math.min(0.95, 0.7 + inTitle * 0.04));
  if (isSilent && words.size >= 3 && inBody >= ENOUGH_IN_BODY && inBody * 2 >= total) return 0.72;
  if (inTitle > 0) return round(Math.min(0.65, 0.3 + inTitle * 0.1 + inBody * 0.01));
  return inBody >= ENOUGH_IN_BODY / 3 ? round(Math.min(0.6, 0.25 + inBody * 0.01)) : 0;
}

/** Companies of every sector named outright go before the means (loans, computing power); other general words go behind a named sector. */
function withoutCatchAll(all: readonly SectorSuggestion[], named: number): SectorSuggestion[] {
  const isTicked = (one: SectorSuggestion) => one.confidence >= PRE_TICKED;
  if (named >= NAMES_ALL)
    return all.map((one) =>
      one.code === ALL ? one : { ...one, confidence: Math.min(one.confidence, 0.65) },
    );
  const others = all.some((one) => one.code !== ALL && isTicked(one));
  return all.map((one) =>
    one.code === ALL && others ? { ...one, confidence: Math.min(one.confidence, 0.5) } : one,
  );
}

/** Where 义务教育 names P83, P says nothing more. Codes of GB/T 4754 and of culture begin with their parent's. */
function mostSpecific(all: readonly SectorSuggestion[]): SectorSuggestion[] {
  return all.filter(
    ({ code }) =>
      !all.some(
        (other) => other.code !== code && other.code.startsWith(code) && other.confidence >= PRE_TICKED,
      ),
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
