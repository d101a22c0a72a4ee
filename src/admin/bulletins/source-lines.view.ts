import { type Highlight, highlightsOf } from '../../bulletins/domain/highlights.js';
import type { ReadField } from '../../bulletins/domain/parsed-entry.js';
import type { ReviewEntry } from '../../bulletins/domain/review-entry.js';
import { fieldOfWarning, isSettled } from '../../bulletins/domain/review-warnings.js';

const CONTEXT_LINES = 2;
/** A document longer than this is shown in part, around the entry: a page has to open at once, and holds up nobody else. */
const MOST_LINES = 1_000;
/** Of them so many stand before the entry. */
const LINES_BEFORE = 250;

/** Which block of the form the words of a read field belong to. */
const BLOCK_OF: Partial<Record<ReadField, string>> = {
  section: 'level',
  application: 'applicationClosesOn',
  money: 'howMuch',
  relatedTitles: 'relations',
};

/** Some words of a line: plain, or marked as those that fields were read from. */
export interface SourcePiece {
  readonly text: string;
  /** Blocks of the form these words lead to, the narrowest first; none for plain text. */
  readonly fields: readonly string[];
  /** Anchors that begin here. */
  readonly anchors: readonly string[];
  readonly isDoubtful: boolean;
}

export interface SourceLineView {
  readonly number: number;
  /** The words of a line with nothing marked on it: most lines, and quickly rendered. */
  readonly plain: string | null;
  readonly pieces: readonly SourcePiece[];
  readonly isOwn: boolean;
  /** The block of the form an open warning on this line leads to. */
  readonly warning: string | null;
}

/** The block of the form that a read field is shown in. */
export function blockOf(field: ReadField): string {
  return BLOCK_OF[field] ?? field;
}

/** The lines of an entry with a little around them, or the whole document; every field's words marked. */
export function sourceLines(text: string, entry: ReviewEntry, isWhole: boolean): SourceLineView[] {
  const lines = text.split('\n');
  const { from, to } = isWhole ? partAround(entry, lines.length) : linesOf(entry, lines.length);
  const marks = highlightsOf(entry.read);
  const warned = new Map(
    entry.warnings.filter((one) => !isSettled(one)).map((one) => [one.line, fieldOfWarning(one.code)]),
  );
  const anchored = new Set<string>();
  const views: SourceLineView[] = [];
  let offset = lines.slice(0, from - 1).reduce((sum, line) => sum + line.length + 1, 0);
  for (let number = from; number <= to; number += 1) {
    const line = lines[number - 1] ?? '';
    const here = marks.filter((mark) => mark.start < offset + line.length && mark.end > offset);
    views.push({
      number,
      plain: here.length === 0 && !warned.has(number) ? line : null,
      pieces: piecesOf(line, offset, here, anchored),
      isOwn: number >= entry.lineStart && number <= entry.lineEnd,
      warning: warned.get(number) ?? null,
    });
    offset += line.length + 1;
  }
  return views;
}

function linesOf({ lineStart, lineEnd }: ReviewEntry, count: number): { from: number; to: number } {
  const from = Math.max(1, lineStart - CONTEXT_LINES);
  return { from, to: Math.min(count, lineEnd + CONTEXT_LINES, from + MOST_LINES) };
}

function partAround({ lineStart }: ReviewEntry, count: number): { from: number; to: number } {
  const from = Math.max(1, Math.min(lineStart - LINES_BEFORE, count - MOST_LINES + 1));
  return { from, to: Math.min(count, from + MOST_LINES - 1) };
}

/** Cuts a line wherever a mark begins or ends; overlapping marks share a piece. */
function piecesOf(
  line: string,
  offset: number,
  marks: readonly Highlight[],
  anchored: Set<string>,
): SourcePiece[] {
  const cuts = new Set([0, line.length]);
  for (const { start, end } of marks)
    for (const at of [start, end]) cuts.add(Math.min(line.length, Math.max(0, at - offset)));
  const edges = [...cuts].sort((a, b) => a - b);
  return edges.slice(1).map((end, index) => {
    const start = edges[index] ?? 0;
    const over = marks.filter((mark) => mark.start <= offset + start && mark.end >= offset + end);
    const narrow = [...over].sort((a, b) => a.end - a.start - (b.end - b.start));
    const fields = [...new Set(narrow.map(({ field }) => blockOf(field)))];
    const anchors = fields.filter((field) => !anchored.has(field));
    for (const field of anchors) anchored.add(field);
    return {
      text: line.slice(start, end),
      fields,
      anchors,
      isDoubtful: over.some(({ confidence }) => confidence < 0.7),
    };
  });
}
