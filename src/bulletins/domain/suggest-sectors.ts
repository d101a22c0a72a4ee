import { evidenceIn } from './evidence.js';
import type { Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import type { Evidence, SectorSuggestion } from './parsed-entry.js';

/** The confidence from which a suggestion counts without being asked: ticked beforehand, printed by `bulletin parse`. */
export const PRE_TICKED = 0.7;
const TITLE_FACTOR = 4;
const MOST_PER_WORD = 3;
const ENOUGH = 6;
const MOST_EVIDENCE = 4;
const MOST_SECTORS = 5;

interface Tally {
  score: number;
  inTitle: boolean;
  readonly evidence: Evidence[];
}

/**
 * Sectors whose words a policy uses, the surest first, with the words. A word in the title weighs four times; weak words
 * (文化, 申报) weigh nothing; a word counts at most three times, so that length is no argument.
 */
export function suggestSectors(
  title: SourceLine | null,
  body: readonly SourceLine[],
  lexicon: Lexicon,
): SectorSuggestion[] {
  const tallies = new Map<string, Tally>();
  for (const { word, code, weight } of lexicon.sectorKeywords) {
    if (lexicon.weakWords.includes(word)) continue;
    const tally = tallies.get(code) ?? { score: 0, inTitle: false, evidence: [] };
    if (title !== null && title.text.includes(word)) {
      tally.score += weight * TITLE_FACTOR;
      tally.inTitle = true;
      tally.evidence.push(evidenceIn(title, word));
    }
    countInBody(word, weight, body, tally);
    if (tally.score > 0) tallies.set(code, tally);
  }
  return withoutCatchAll(ranked(tallies));
}

function countInBody(word: string, weight: number, body: readonly SourceLine[], tally: Tally): void {
  let count = 0;
  for (const line of body) {
    if (count >= MOST_PER_WORD) break;
    if (!line.text.includes(word)) continue;
    count += 1;
    if (tally.evidence.length < MOST_EVIDENCE) tally.evidence.push(evidenceIn(line, word));
  }
  tally.score += (weight * count) / MOST_PER_WORD;
}

function ranked(tallies: ReadonlyMap<string, Tally>): SectorSuggestion[] {
  return [...tallies]
    .filter(([, { score, inTitle }]) => inTitle || score >= ENOUGH)
    .map(([code, { score, inTitle, evidence }]) => ({
      code,
      confidence: confidence(score, inTitle),
      evidence: evidence.slice(0, MOST_EVIDENCE),
    }))
    .sort((a, b) => b.confidence - a.confidence || a.code.localeCompare(b.code))
    .slice(0, MOST_SECTORS);
}

/** A paper that names its sectors is not for all of them, though it mentions small firms. */
function withoutCatchAll(suggestions: readonly SectorSuggestion[]): SectorSuggestion[] {
  const isNamed = suggestions.some(({ code, confidence: sure }) => code !== '*' && sure >= PRE_TICKED);
  return suggestions.filter(({ code }) => code !== '*' || !isNamed);
}

function confidence(score: number, inTitle: boolean): number {
  const share = score / (score + 8);
  return Math.round((inTitle ? 0.4 + 0.6 * share : 0.75 * share) * 100) / 100;
}
