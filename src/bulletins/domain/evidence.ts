import type { SourceLine } from './normalise.js';
import type { Evidence } from './parsed-entry.js';
import { placeInLine } from './source-words.js';

/** The place of some words of a line in the whole document; the line when they are not printed so. */
export function evidenceIn(line: SourceLine, words: string): Evidence {
  return { text: words, ...placeInLine(line, words) };
}
