import type { LabelField, Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';

/** A label met in a line, with its value: the rest of the line up to the next label, or the next filled line. */
export interface Labelled {
  readonly field: LabelField;
  readonly label: string;
  readonly value: string;
  /** Index into the lines searched, of the label and of its value. */
  readonly index: number;
  readonly valueIndex: number;
  /** Where the label starts in its line; 0 means the line begins with it. */
  readonly start: number;
}

interface Hit {
  readonly field: LabelField;
  readonly label: string;
  readonly start: number;
  readonly valueStart: number;
}

/** Every label of the lines, in order of appearance. */
export function findLabels(lines: readonly SourceLine[], lexicon: Lexicon): Labelled[] {
  return lines.flatMap((line, index) => {
    const hits = hitsIn(line.text, lexicon);
    return hits.map((hit, n) => withValue(hit, hits[n + 1], lines, index, lexicon));
  });
}

/** Whether the line begins with a label of one of the fields. */
export function beginsWithLabel(text: string, lexicon: Lexicon, fields?: readonly LabelField[]): boolean {
  const first = hitsIn(text, lexicon)[0];
  return first !== undefined && first.start === 0 && (fields === undefined || fields.includes(first.field));
}

/** Whether the line has nothing before its first label. */
export function hasLabel(text: string, lexicon: Lexicon, fields: readonly LabelField[]): boolean {
  return hitsIn(text, lexicon).some((hit) => fields.includes(hit.field));
}

/** The text of a line before its first label: a title and its facts are often glued on one line. */
export function beforeLabels(text: string, lexicon: Lexicon): string {
  const first = hitsIn(text, lexicon)[0];
  return (first === undefined ? text : text.slice(0, first.start)).trim();
}

function hitsIn(text: string, lexicon: Lexicon): Hit[] {
  if (!/[:：】\]]/u.test(text)) return [];
  return [...text.matchAll(lexicon.labelPattern)].flatMap((match) => {
    const label = (match[1] ?? '').replace(/\s+/gu, '');
    const field = lexicon.labelFields.get(label);
    const start = match.index;
    return field === undefined ? [] : [{ field, label, start, valueStart: start + match[0].length }];
  });
}

function withValue(
  hit: Hit,
  next: Hit | undefined,
  lines: readonly SourceLine[],
  index: number,
  lexicon: Lexicon,
): Labelled {
  const own = (lines[index]?.text ?? '')
    .slice(hit.valueStart, next?.start)
    .replace(/[\s·|｜;；，,]+$/u, '')
    .trim();
  const { field, label, start } = hit;
  if (own !== '' || next !== undefined) return { field, label, value: own, index, valueIndex: index, start };
  const below = nextFilled(lines, index + 1);
  const value = below === null ? '' : (lines[below]?.text ?? '');
  const isAnotherLabel = value === '' || hitsIn(value, lexicon)[0]?.start === 0;
  if (below === null || isAnotherLabel) return { field, label, value: '', index, valueIndex: index, start };
  return { field, label, value, index, valueIndex: below, start };
}

/** Index of the first line from `from` on that holds something. */
export function nextFilled(lines: readonly SourceLine[], from: number): number | null {
  for (let i = from; i < lines.length; i += 1) if (lines[i]?.text) return i;
  return null;
}
