import type { PolicyLevel } from '../../policies/domain/policy.js';
import type { Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import { levelOfCode } from './places.js';
import { readHeading } from './titles.js';

/** A one-word line such as 市级 or 国家部委(20项) that sets the level of the entries below it. */
export interface Section {
  readonly text: string;
  readonly line: number;
  readonly index: number;
  readonly level: PolicyLevel;
}

/** Pictures and bullets before a heading's words. */
const SYMBOLS = /^[^\p{L}\p{N}【[(（]+/u;

/** The level a section heading names; null for any other line. */
export function sectionLevel(text: string, lexicon: Lexicon): PolicyLevel | null {
  const word = text
    .replace(/^#{1,6}\s*/, '')
    .replace(SYMBOLS, '')
    .replace(/\*\*/g, '')
    .replace(
      /^(?:第?[一二三四五六七八九十]{1,2}(?:[、.．]|部分)|[(（][一二三四五六七八九十]{1,2}[)）]|\d{1,2}(?:[、.．]|\s))\s*/u,
      '',
    )
    .replace(/[(（][^)）]{1,14}[)）]$/u, '')
    .replace(/[【】[\]<>|\s:：]/gu, '')
    .replace(/\d+[条项篇份]$/u, '')
    .replace(/(?:类)?(?:政策|文件|法规|政策文件|政策法规|新政|要闻|动态)$/u, '');
  const known = lexicon.words.sectionLevels.find(({ words }) => words.includes(word))?.level;
  return known ?? (word === text.trim() ? null : levelOfPlace(word, lexicon));
}

/** 【北京】 or 北京政策: a place that shares its name with none heads what its government issued. */
function levelOfPlace(word: string, lexicon: Lexicon): PolicyLevel | null {
  const [place, ...others] = lexicon.placesByName.get(word) ?? [];
  return place === undefined || others.length > 0 ? null : levelOfCode(place.code);
}

/** The section headings of a document. Whether one counts is decided by what follows it. */
export function findSections(lines: readonly SourceLine[], lexicon: Lexicon): Section[] {
  return lines.flatMap(({ text, number }, index) => {
    if (text === '' || text.length > 30) return [];
    const level = sectionLevel(text, lexicon);
    return level === null
      ? []
      : [{ text: readHeading(text)?.depth ? text.replace(/^#+\s*/, '') : text, line: number, index, level }];
  });
}

/** The last section above an entry, and the sections that stand directly above one. */
export function sectionOf(index: number, sections: readonly Section[]): Section | null {
  return sections.findLast((section) => section.index < index) ?? null;
}
