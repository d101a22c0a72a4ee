import { readDate } from './dates.js';
import type { SourceLine } from './normalise.js';

const DAY = /^\d{1,2}日?$/u;
const MONTH = /^((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*月?$/u;
const YEAR = /^((?:19|20)\d{2})年?$/u;
const MONTH_AND_DAY = /^(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/u;
const FEWEST = 3;

/**
 * Lists that print each date over two lines, the day large and the month small (`13` over `2024-05`, `2024` over `05-13`):
 * the lines with those dates whole. Only where there are three or more, for a figure alone may be anything.
 */
export function withWholeDates(lines: readonly SourceLine[]): readonly SourceLine[] {
  const filled = lines.flatMap(({ text }, index) => (text === '' ? [] : [index]));
  const dates = new Map<number, string>();
  const emptied = new Set<number>();
  for (const [n, index] of filled.entries()) {
    const below = filled[n + 1];
    const date =
      below === undefined || emptied.has(index)
        ? null
        : dateOf(lines[index]?.text ?? '', lines[below]?.text ?? '');
    if (date === null || below === undefined) continue;
    dates.set(index, date);
    emptied.add(below);
  }
  if (dates.size < FEWEST) return lines;
  return lines.map((line, index) =>
    emptied.has(index) ? { ...line, raw: '', text: '' } : withText(line, dates.get(index)),
  );
}

function withText(line: SourceLine, text: string | undefined): SourceLine {
  return text === undefined ? line : { ...line, raw: text, text };
}

function dateOf(upper: string, lower: string): string | null {
  for (const [one, other] of [
    [upper, lower],
    [lower, upper],
  ] as const) {
    const month = MONTH.exec(one);
    if (month !== null && DAY.test(other)) return dayOf(`${month[1]}-${month[2]}-${Number.parseInt(other)}`);
    const year = YEAR.exec(one);
    const day = MONTH_AND_DAY.exec(other);
    if (year !== null && day !== null) return dayOf(`${year[1]}-${day[1]}-${day[2]}`);
  }
  return null;
}

function dayOf(text: string): string | null {
  return readDate(text)?.problem === null ? text : null;
}
