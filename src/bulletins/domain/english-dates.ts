import { findDates } from './dates.js';
import { isHeading, isParagraph } from './english-lines.js';
import type { SourceLine } from './normalise.js';

const FEWEST = 2;
const LONGEST = 240;
/** Authority Media Releases, 10 Sep 2020: where and when a piece of news was printed. */
const BEFORE = /^\p{Lu}[\p{L}&.’' -]{1,40},\s+$/u;
/** 02 May 2025 – Publication of …. */
const BEHIND = /^\s*[–—-]\s+(?=\p{Lu})/u;

/** Dates that stand beside something else, alone on their lines: below a headline with the paper's name, or before the headline itself. */
export function withPlainDates(filled: readonly SourceLine[]): readonly SourceLine[] {
  const sourced = filled.filter((_, n) => sourceDate(filled, n) !== null).length;
  return filled.flatMap((line, n) => {
    const date = sourced < FEWEST ? null : sourceDate(filled, n);
    return date === null ? leadingDate(line, filled[n + 1]) : [{ ...line, text: date }];
  });
}

function sourceDate(filled: readonly SourceLine[], n: number): string | null {
  const text = filled[n]?.text ?? '';
  const date = text.length > LONGEST ? undefined : findDates(text)[0];
  if (date === undefined || date.problem !== null || text.slice(date.end).trim() !== '') return null;
  const isBetween = isHeading(filled[n - 1]?.text ?? '') && isParagraph(filled[n + 1]?.text ?? '');
  return isBetween && BEFORE.test(text.slice(0, date.start)) ? date.text : null;
}

/** The headline without its date, and the date below it. */
function leadingDate(line: SourceLine, next: SourceLine | undefined): SourceLine[] {
  const date = line.text.length > LONGEST ? undefined : findDates(line.text)[0];
  if (date === undefined || date.problem !== null || date.start > 0) return [line];
  const mark = BEHIND.exec(line.text.slice(date.end))?.[0];
  const title = line.text.slice(date.end + (mark?.length ?? 0));
  if (mark === undefined || !isHeading(title) || !isParagraph(next?.text ?? '')) return [line];
  return [
    { ...line, text: title },
    { ...line, text: date.text },
  ];
}
