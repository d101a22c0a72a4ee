import { isSameBody } from './issuer-names.js';
import { isOrganisation, issuersOfTitle } from './issuers.js';
import { jurisdictionOfIssuer } from './level.js';
import type { Lexicon } from './lexicon.js';
import { isClosed, isTitleLike } from './titles.js';

const MOST_WORDS = 6;

/** The shortest run of words at the end whose brackets close and that reads like a title, with the bodies before it; null where none does. */
export function lastTitle(words: readonly string[], lexicon: Lexicon): string | null {
  const runs = words.slice(-MOST_WORDS).map((_, n, last) => last.slice(n).join(' '));
  const title = firstWhole(runs.reverse(), lexicon);
  return title === null ? null : withBodies(title, words, lexicon);
}

/** The shortest run of words at the start whose brackets close and that reads like a title; null where none does. */
export function firstTitle(words: readonly string[], lexicon: Lexicon): string | null {
  const runs = words.slice(0, MOST_WORDS).map((_, n) => words.slice(0, n + 1).join(' '));
  return firstWhole(runs, lexicon);
}

function firstWhole(runs: readonly string[], lexicon: Lexicon): string | null {
  return runs.find((run) => isClosed(run) && !/[>_|｜]/u.test(run) && isTitleLike(run, lexicon)) ?? null;
}

/** 某管委会 某区人民政府关于…, [某局] 关于…: the bodies before a title, of its own or in a column's brackets; a section's heading repeats the title's. */
function withBodies(title: string, words: readonly string[], lexicon: Lexicon): string {
  const [first] = issuersOfTitle(title, lexicon, null);
  const before = words[words.length - title.split(' ').length - 1] ?? '';
  const column = /^[[【]([^【】[\]]+)[\]】]$/u.exec(before)?.[1];
  if (column !== undefined && isOrganisation(column, lexicon)) return `${before} ${title}`;
  const isJoint =
    first !== undefined &&
    isOrganisation(before, lexicon) &&
    jurisdictionOfIssuer(before, lexicon, null) !== null &&
    !isSameBody(before, first) &&
    !first.startsWith(before);
  return isJoint ? withBodies(`${before} ${title}`, words, lexicon) : title;
}
