import { findDates, type FoundDate } from './dates.js';
import { leftoverAt } from './leftovers.js';
import { normaliseText, type SourceLine } from './normalise.js';
import type { SourceSpan } from './parsed-entry.js';

/** Where to look: between two lines (inclusive, counted from 1), nearest to `near`, at or behind the offset `after` if it can be. */
export interface Within {
  readonly from: number;
  readonly to: number;
  readonly near?: number;
  readonly after?: number;
}

/** The characters as they are compared, each with the UTF-16 unit of the document it starts and ends at. */
interface FoldedDocument {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Where each line begins in `text`. */
  readonly lineStarts: readonly number[];
}

const MOST_MATCHES = 50;
const PLAIN = /^[\u4E00-\u9FFFA-Za-z0-9]$/u;
const OPENING = /[([{<（［【〔〈《]/gu;
const CLOSING = /[)\]}>）］】〕〉》]/gu;

/**
 * Finds printed words again in the document as it came: white space, width, compatibility forms, wraps and the kind of
 * bracket make no difference. The document is folded once, when it is first looked at.
 */
export class SourceWords {
  private whole: FoldedDocument | null = null;
  private readonly dates = new Map<number, readonly FoundDate[]>();

  constructor(private readonly lines: readonly SourceLine[]) {}

  /** The place of the words; null when they are not there as printed. */
  find(words: string, within: Within): SourceSpan | null {
    const needle = foldText(words);
    if (needle === '') return null;
    const { text, starts, ends, lineStarts } = (this.whole ??= foldDocument(this.lines));
    const from = lineStarts[Math.max(0, within.from - 1)] ?? text.length;
    const part = text.slice(from, lineStarts[within.to] ?? text.length);
    const matches: SourceSpan[] = [];
    for (let at = part.indexOf(needle); at !== -1; at = part.indexOf(needle, at + 1)) {
      const start = starts[from + at] ?? 0;
      const end = ends[from + at + needle.length - 1] ?? start;
      if (matches.push(this.span(start, end)) >= MOST_MATCHES) break;
    }
    return nearest(matches, within);
  }

  /** A line as it is read; empty where there is none. */
  textOf(number: number): string {
    return this.lines[number - 1]?.text ?? '';
  }

  /** The dates printed on a line; looked for once, for on a page of one line every entry asks. */
  datesOn(number: number): readonly FoundDate[] {
    const known = this.dates.get(number) ?? findDates(this.textOf(number));
    this.dates.set(number, known);
    return known;
  }

  /** A whole line, without the blanks around it; null for an empty one. */
  line(number: number): SourceSpan | null {
    const line = this.lines[number - 1];
    if (line === undefined || line.raw.trim() === '') return null;
    const start = line.offset + line.raw.length - line.raw.trimStart().length;
    return { line: number, endLine: number, start, end: line.offset + line.raw.trimEnd().length };
  }

  /** The span of two offsets, with the lines they lie in. */
  span(start: number, end: number): SourceSpan {
    return { line: this.lineAt(start), endLine: this.lineAt(Math.max(start, end - 1)), start, end };
  }

  private lineAt(offset: number): number {
    let low = 0;
    let high = this.lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.lines[middle]?.offset ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return this.lines[low]?.number ?? 1;
  }
}

function foldDocument(lines: readonly SourceLine[]): FoldedDocument {
  const starts: number[] = [];
  const ends: number[] = [];
  const lineStarts: number[] = [];
  let text = '';
  for (const line of lines) {
    lineStarts.push(text.length);
    text += foldInto(line, starts, ends);
  }
  return { text, starts, ends, lineStarts };
}

/** The place of some words of one line; the whole line where they are not there as printed. */
export function placeInLine(line: SourceLine, words: string): { start: number; end: number } {
  const plain = line.raw.indexOf(words);
  if (plain !== -1) return { start: line.offset + plain, end: line.offset + plain + words.length };
  const starts: number[] = [];
  const ends: number[] = [];
  const text = foldInto(line, starts, ends);
  const needle = foldText(words);
  const at = needle === '' ? -1 : text.indexOf(needle);
  if (at === -1) return { start: line.offset, end: line.offset + line.raw.length };
  return { start: starts[at] ?? line.offset, end: ends[at + needle.length - 1] ?? line.offset };
}

/** The folded characters of a line; their places are added to `starts` and `ends`. */
function foldInto({ raw, offset }: SourceLine, starts: number[], ends: number[]): string {
  let text = '';
  for (let at = 0; at < raw.length;) {
    const left = leftoverAt(raw, at);
    const printed = left?.printed ?? String.fromCodePoint(raw.codePointAt(at) ?? 32);
    for (const unit of foldText(left?.meaning ?? printed)) {
      text += unit;
      for (let n = 0; n < unit.length; n += 1) {
        starts.push(offset + at);
        ends.push(offset + at + printed.length);
      }
    }
    at += printed.length;
  }
  return text;
}

/** Words as they are compared: no white space, one width and form, one kind of bracket. */
export function foldText(text: string): string {
  if (PLAIN.test(text)) return text;
  return normaliseText(text)
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(OPENING, '(')
    .replace(CLOSING, ')');
}

function nearest(matches: readonly SourceSpan[], { near, after }: Within): SourceSpan | null {
  const behind = after === undefined ? matches : matches.filter(({ start }) => start >= after);
  const candidates = behind.length > 0 ? behind : matches;
  if (near === undefined) return candidates[0] ?? null;
  const distance = (span: SourceSpan) => Math.abs(span.line - near);
  return [...candidates].sort((a, b) => distance(a) - distance(b) || a.start - b.start)[0] ?? null;
}
