import type { SourceLine } from './normalise.js';
import type { Evidence } from './parsed-entry.js';

/** The place of some words of a line in the whole document; the line's start when folding changed their shape. */
export function evidenceIn(line: SourceLine, words: string): Evidence {
  const at = line.raw.indexOf(words);
  const start = line.offset + Math.max(0, at);
  return { text: words, start, end: start + (at === -1 ? line.raw.length : words.length) };
}
