import type { SourceLine } from './normalise.js';

const SLASHED = /(?<![\d/])(\d{1,2})\/(\d{1,2})\/((?:19|20)\d{2})(?![\d/])/gu;

/**
 * 28/06/2024 and 06/28/2024: which of the two comes first a document tells by a date whose day is over 12; then all of them
 * are printed in full. Where none tells, they stay as they are and are read as no date.
 */
export function withOrderedDates(lines: readonly SourceLine[]): readonly SourceLine[] {
  const all = lines.flatMap(({ text }) => [...text.matchAll(SLASHED)]);
  const isDayFirst = all.some((match) => Number(match[1]) > 12);
  const isMonthFirst = all.some((match) => Number(match[2]) > 12);
  if (isDayFirst === isMonthFirst) return lines;
  const inFull = (text: string) =>
    text.replace(SLASHED, (_, first: string, second: string, year: string) =>
      isDayFirst ? `${year}-${second}-${first}` : `${year}-${first}-${second}`,
    );
  return lines.map((line) => ({ ...line, raw: inFull(line.raw), text: inFull(line.text) }));
}
