import { findDates } from './dates.js';
import type { Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import type { Segment, Segmentation } from './segmentation.js';
import { namesBulletin } from './titles.js';

const LONGEST_HEADING = 110;
const SHORTEST_PARAGRAPH = 160;
const SHORTEST_IN_BULLETIN = 60;

/**
 * English bulletins without marks: a short line without a full stop, perhaps its date, and a paragraph under it; at least
 * two such pairs. Shorter paragraphs count where the document calls itself a bulletin or lists its contents.
 */
export function segmentEnglish(lines: readonly SourceLine[], lexicon: Lexicon): Segmentation | null {
  const filled = lines.filter(({ text }) => text !== '');
  const chinese = filled.filter(({ text }) => /\p{Script=Han}/u.test(text)).length;
  if (filled.length === 0 || chinese > filled.length / 5) return null;
  const listed = listedTitles(filled);
  const masthead = filled.slice(0, 4).filter(({ text }) => namesBulletin([text], lexicon));
  const shortest = masthead.length > 0 ? SHORTEST_IN_BULLETIN : SHORTEST_PARAGRAPH;
  const starts = filled.flatMap((line, n) => {
    if (masthead.includes(line) || dateLine(line) !== null) return [];
    const below = dateLine(filled[n + 1]) === null ? n + 1 : n + 2;
    const next = filled[below]?.text;
    const isListed =
      listed.has(line.text.toLowerCase()) && next !== undefined && !listed.has(next.toLowerCase());
    return isListed || (isHeading(line.text) && isParagraph(next, shortest)) ? [n] : [];
  });
  if (starts.length < 2) return null;
  const segments = starts.map((start, n) => toSegment(filled.slice(start, starts[n + 1] ?? filled.length)));
  return { isBulletin: true, segments, warnings: [] };
}

function toSegment(lines: readonly SourceLine[]): Segment {
  const [title, ...body] = lines as [SourceLine, ...SourceLine[]];
  const date = dateLine(body[0]);
  const last = body.findLastIndex(({ text }) => !isHeading(text));
  return {
    title: { text: title.text.replace(/^#+\s*/, ''), line: title.number, way: 'position' },
    section: null,
    lines: body.slice(date === null ? 0 : 1, last + 1),
    facts: date === null ? {} : { publishedOn: { value: date, line: body[0]?.number ?? title.number } },
  };
}

/** A line that is a date and nothing else, perhaps after Published. */
function dateLine(line: SourceLine | undefined): string | null {
  const text = line?.text.replace(/^(?:Published|Posted|Date)(?: on)?:?\s*/iu, '') ?? '';
  const [date] = findDates(text);
  return date?.start === 0 && date.end === text.length && date.value !== null ? date.text : null;
}

/** What a list of contents names: bulleted words that stand again on a line of their own. */
function listedTitles(lines: readonly SourceLine[]): Set<string> {
  const bulleted = lines.flatMap(
    ({ text }) => /^[•·●*–-]\s+(.{8,})$/u.exec(text)?.[1]?.trim().toLowerCase() ?? [],
  );
  const plain = new Set(lines.map(({ text }) => text.toLowerCase()));
  return new Set(bulleted.filter((title) => plain.has(title)));
}

function isHeading(text: string): boolean {
  return (
    text.length >= 4 && text.length <= LONGEST_HEADING && !/[.;:,]$/.test(text) && /^[#A-Z0-9“"‘']/.test(text)
  );
}

function isParagraph(text: string | undefined, shortest: number): boolean {
  return (
    text !== undefined && text.length >= shortest && (!isHeading(text) || text.length >= SHORTEST_PARAGRAPH)
  );
}
