import { ALL_SECTORS } from '../../taxonomy/domain/taxonomy.js';
import { evidenceIn } from './evidence.js';
import { findKeywords } from './keywords.js';
import type { Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import type { Evidence, SectorSuggestion } from './parsed-entry.js';

/** The confidence from which a suggestion counts without being asked: ticked beforehand, printed by `bulletin parse`. */
export const PRE_TICKED = 0.7;
const MOST_EVIDENCE = 4;
const MOST_SECTORS = 6;
const MOST_PER_WORD = 3;
const MOST_BODY_LINES = 400;
const LEAST = 0.25;
const MAIN_MENTIONS = 6;
const MAIN_SHARE = 0.5;
const SURE_BY_BODY = 0.75;
const UNSURE_BY_BODY = 0.5;

/** How sure a keyword of weight 1, 2 or 3 makes, by where it stands. The surest word of a place counts, a second one adds. */
const SURE = {
  title: [0.25, 0.4, 0.9],
  who: [0.15, 0.3, 0.6],
  issuer: [0.25, 0.25, 0.25],
  body: [0.05, 0.1, 0.2],
} as const;
type Place = keyof typeof SURE;

/** Words that a title's sectors are means for, not its audience: in 算力赋能中小企业 and 中小企业贷款 the companies are meant. */
const MEANS_FOR_ALL =
  /(?:赋能|支持|服务|帮助|助力)(?:大中小|中小微|中小|小微|民营|各类)企业|企业(?:贷款|融资|信贷)/u;

/** What tells of a policy's sectors besides its title and body. */
export interface SectorSigns {
  /** Who can apply, as lines of the document. */
  readonly who: readonly SourceLine[];
  readonly issuers: readonly string[];
}

interface Tally {
  /** The doubt left by title, applicants and issuer: each sign takes its share away. */
  doubt: number;
  /** The doubt left by the body alone, and how often it speaks of the sector. */
  bodyDoubt: number;
  mentions: number;
  readonly evidence: Evidence[];
}

/**
 * Sectors whose words a policy uses, the surest first, with the words. The title weighs most, then who can apply, then the
 * issuer (a film bureau's papers are for film), then the body, where a word counts at most three times, so that length is
 * no argument. Weak words alone (文化, 申报) are none. `*` stands only where no sector is named as surely.
 */
export function suggestSectors(
  title: SourceLine | null,
  body: readonly SourceLine[],
  lexicon: Lexicon,
  signs: SectorSigns = { who: [], issuers: [] },
): SectorSuggestion[] {
  const tallies = new Tallies(lexicon);
  if (title !== null) tallies.addTitle(title);
  for (const line of signs.who) tallies.add('who', line, line.text);
  for (const issuer of signs.issuers) tallies.addIssuer(issuer, title);
  for (const line of body.slice(0, MOST_BODY_LINES)) tallies.add('body', line, line.text);
  return ranked(tallies.found, title?.text ?? '');
}

/** Gathers signs by sector. */
class Tallies {
  readonly found = new Map<string, Tally>();
  private readonly counts = new Map<string, number>();

  constructor(private readonly lexicon: Lexicon) {}

  /** The bodies a title opens with are issuers: 文化和旅游局关于… says little about the paper itself. */
  addTitle(line: SourceLine): void {
    const head = this.lexicon.issuerOpening.exec(line.text)?.[1] ?? '';
    if (head !== '') this.addIssuer(head, line);
    this.add('title', line, line.text.slice(head.length));
  }

  addIssuer(name: string, line: SourceLine | null): void {
    for (const { words, code } of this.lexicon.issuerSectors) {
      const word = words.find((one) => name.includes(one));
      if (word === undefined) continue;
      const isPrinted = line?.text.includes(word) ?? false;
      this.sign('issuer', { code, weight: 1 }, isPrinted && line !== null ? evidenceIn(line, word) : null);
    }
  }

  add(place: Place, line: SourceLine, text: string): void {
    for (const { word, meanings, start, end } of findKeywords(
      text,
      this.lexicon.keywords,
      this.lexicon.cutWords,
    )) {
      const key = `${place} ${word}`;
      const count = (this.counts.get(key) ?? 0) + 1;
      this.counts.set(key, count);
      if (count > (place === 'body' ? MOST_PER_WORD : 1)) continue;
      const printed = evidenceIn(line, text.slice(start, end));
      for (const meaning of meanings) this.sign(place, meaning, printed);
    }
  }

  private sign(
    place: Place,
    { code, weight }: { code: string; weight: number },
    evidence: Evidence | null,
  ): void {
    const tally = this.found.get(code) ?? { doubt: 1, bodyDoubt: 1, mentions: 0, evidence: [] };
    const rest = 1 - (SURE[place][Math.min(weight, 3) - 1] ?? 0);
    if (place !== 'body') tally.doubt *= rest;
    else {
      tally.bodyDoubt *= rest;
      tally.mentions += 1;
    }
    if (evidence !== null && tally.evidence.length < MOST_EVIDENCE) tally.evidence.push(evidence);
    this.found.set(code, tally);
  }
}

function ranked(tallies: ReadonlyMap<string, Tally>, title: string): SectorSuggestion[] {
  const mentions = [...tallies.values()].reduce((sum, tally) => sum + tally.mentions, 0);
  const isSilent = [...tallies.values()].every(({ doubt }) => 1 - doubt < PRE_TICKED);
  const all = [...tallies]
    .map(([code, tally]) => ({
      code,
      confidence: confidenceOf(tally, isSilent ? mentions : Infinity),
      evidence: tally.evidence,
    }))
    .filter(({ confidence }) => confidence >= LEAST)
    .sort((a, b) => b.confidence - a.confidence || a.code.localeCompare(b.code));
  return withoutCatchAll(all, title).slice(0, MOST_SECTORS);
}

/** A long body mentions many sectors: alone it convinces only where title and applicants are silent and it speaks of one above all. */
function confidenceOf({ doubt, bodyDoubt, mentions }: Tally, all: number): number {
  const isMain = mentions >= MAIN_MENTIONS && mentions >= all * MAIN_SHARE;
  const body = Math.min(1 - bodyDoubt, isMain ? SURE_BY_BODY : UNSURE_BY_BODY);
  return Math.round(Math.min(0.99, 1 - doubt * (1 - body)) * 100) / 100;
}

/** A paper that names its sectors is not for all of them, though it mentions small firms. */
function withoutCatchAll(suggestions: readonly SectorSuggestion[], title: string): SectorSuggestion[] {
  const isForAll = MEANS_FOR_ALL.test(title);
  const isNamed = suggestions.some(
    ({ code, confidence }) => code !== ALL_SECTORS && confidence >= PRE_TICKED,
  );
  if (isForAll)
    return suggestions.map((one) =>
      one.code === ALL_SECTORS ? one : { ...one, confidence: Math.min(one.confidence, 0.5) },
    );
  return suggestions.filter(({ code }) => code !== ALL_SECTORS || !isNamed);
}
