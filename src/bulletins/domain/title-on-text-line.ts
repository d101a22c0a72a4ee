import { findDates } from './dates.js';
import { numberAtStart } from './document-number.js';
import type { Lexicon } from './lexicon.js';
import { tidy, type SourceLine } from './normalise.js';
import type { Segment } from './segmentation.js';
import { isClosed, isFullTitle, isTitleLike } from './titles.js';

const HEAD_LINES = 20;
const FEWEST = 150;
const MOST_WORDS = 6;
const REACH = 400;
/** How a notice goes on behind its title: whom it addresses, or why it is issued. */
const OPENING = /^(?:各|为|根据|按照|依据|现将|经|[^\s。；]{2,120}[:：])/u;

/** A notice whose breaks were lost: title, number and date stand before the text on its one long line; null for any other. */
export function titleOnTextLine(lines: readonly SourceLine[], lexicon: Lexicon): Segment | null {
  const at = lines.slice(0, HEAD_LINES).findIndex(({ text }) => text.length >= FEWEST);
  const line = lines[at];
  if (line === undefined || lines.slice(0, at).some(({ text }) => isTitleLike(text, lexicon))) return null;
  const title = leadingTitle(line.text, lexicon);
  if (title === null) return null;
  const { facts, rest } = factsAtStart(line, line.text.slice(title.length).trim());
  if (!OPENING.test(rest) && Object.keys(facts).length === 0) return null;
  return {
    title: { text: title, line: line.number, way: 'position' },
    section: null,
    lines: [{ ...line, text: rest }, ...lines.slice(at + 1)],
    facts,
    isTextOnTitleLine: true,
  };
}

function leadingTitle(text: string, lexicon: Lexicon): string | null {
  const blanks = [...text.slice(0, REACH).matchAll(/\s+/gu)].slice(0, MOST_WORDS);
  const end = blanks.find(({ index }) => {
    const words = tidy(text.slice(0, index));
    return isClosed(words) && isFullTitle(words, lexicon);
  })?.index;
  return end === undefined ? null : text.slice(0, end);
}

function factsAtStart(line: SourceLine, text: string): { facts: Segment['facts']; rest: string } {
  let rest = text;
  let facts: Segment['facts'] = {};
  const number = numberAtStart(rest);
  if (number !== null) {
    facts = { documentNumber: { value: number.value, line: line.number } };
    rest = rest.slice(number.end).replace(/^[\s)）]+/u, '');
  }
  const date = findDates(rest.slice(0, 30))[0];
  if (date?.start === 0 && date.problem === null && /^\s/u.test(rest.slice(date.end))) {
    facts = { ...facts, publishedOn: { value: date.text, line: line.number } };
    rest = rest.slice(date.end).trim();
  }
  return { facts, rest };
}
