import { isForeign, isHeading } from './english-lines.js';
import { closingDate, linkIn } from './english-facts.js';
import type { Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import type { Segment, Segmentation } from './segmentation.js';

const FEWEST = 3;
const SHORTEST_TITLE = 15;
const SHORTEST_TEXT = 80;
const LONG_LINE = 130;
const LEAST_SHARE = 0.6;
/** Authority consults on a matter: The authority has …. */
const RUN_IN = /^(?:[•·●▪*-]\s+)?(?:\*\*)?([^:.]{15,120}?)(?:\*\*)?\s*:\s*(?:\*\*)?\s*(\p{Lu}.{79,})$/u;

/** • Grant – what it pays. https://… */
const BULLETED =
  /^[•·●▪*-]\s+(?:\*\*)?([^–—:.]{8,90}?)(?:\*\*)?\s+[–—-]\s+(\S.{19,}(?:[.!]|https?:\/\/\S+))$/u;

/** A paragraph's headline and the text behind it. */
interface Start {
  readonly index: number;
  readonly title: string;
  readonly text: string;
}

/** English digests whose paragraphs each begin with their own headline, before a colon. */
export function segmentRunIn(lines: readonly SourceLine[], _lexicon: Lexicon): Segmentation | null {
  const filled = lines.filter(({ text }) => text !== '');
  if (!isForeign(filled)) return null;
  const starts = filled.flatMap((line, index) => startOf(line, index) ?? []);
  const first = starts[0]?.index ?? 0;
  const paragraphs = filled.slice(first).filter(({ text }) => text.length >= LONG_LINE).length;
  if (starts.length < FEWEST || starts.length < paragraphs * LEAST_SHARE) return null;
  const segments = starts.map((start, n) => toSegment(start, filled, starts[n + 1]?.index));
  return { isBulletin: true, segments, warnings: [] };
}

function startOf({ text: whole }: SourceLine, index: number): Start | null {
  const bulleted = BULLETED.exec(whole);
  const [, title = '', text = ''] = RUN_IN.exec(whole) ?? bulleted ?? [];
  if (!isHeading(title)) return null;
  const isOwn = title.length >= SHORTEST_TITLE && text.length >= SHORTEST_TEXT;
  return bulleted !== null || (isOwn && title.split(/\s+/u).length >= 3) ? { index, title, text } : null;
}

function toSegment(
  { index, title, text }: Start,
  filled: readonly SourceLine[],
  next = filled.length,
): Segment {
  const line = filled[index] as SourceLine;
  const own = filled.slice(index + 1, next).filter((one) => !isHeading(one.text));
  const body = [{ ...line, raw: text, text }, ...own];
  const date = closingDate(body);
  const link = linkIn([line, ...body]);
  return {
    title: { text: title, line: line.number, way: 'position' },
    section: null,
    lines: body,
    facts: { ...(date === null ? {} : { publishedOn: date }), ...(link === null ? {} : { link }) },
    isTextOnTitleLine: true,
  };
}
