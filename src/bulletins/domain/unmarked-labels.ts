import { ISSUED_BY } from './english-lines.js';
import { isOrganisation } from './issuers.js';
import type { LabelField, Lexicon } from './lexicon.js';
import { isTitleLike } from './titles.js';

/** A label that has lost its colon, and where its value starts. */
export interface UnmarkedLabel {
  readonly field: LabelField;
  readonly label: string;
  readonly start: number;
  readonly valueStart: number;
}

/** Facts stand at the head of a line; behind that a text would only cost time. */
const REACH = 600;
const WORD = /(?<=^|[\s|｜·•])(\p{Script=Han}{2,8})(\s*[|｜]\s*|\s+)(?=[^\s|｜])/gu;
/** Words that name a fact only beside a date. */
const VERBS: ReadonlyMap<string, LabelField> = new Map([
  ['发布', 'publishedOn'],
  ['公布', 'publishedOn'],
  ['成文', 'writtenOn'],
]);
const DATE = /^(?:(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}(?!\d)|[一二][〇○零一二三四五六七八九]{3}年)/u;
const NUMBER = /^[\p{Script=Han}A-Za-z·]{1,24}\s*[〔[(（【]\s*(?:19|20)\d{2}\s*[〕\])）】]/u;
/** 002491234/2022-00345, ZC0220200006: a number of an index. */
const INDEX = /^(?=(?:[A-Z\d/-]*\d){6})[A-Z\d][A-Z\d/-]{7,}(?=\s|[|｜]|$)/u;
const LONGEST_GLUED = 60;
const SHORTEST_GLUED = 4;
const DATED: readonly LabelField[] = ['publishedOn', 'writtenOn', 'effectiveFrom', 'effectiveUntil'];
const WHOLE_DATE =
  /^(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?$/u;
/** What may stand before a label on its line and belongs to no value: a bullet, the bar of a table, short cells (市级｜). */
const CELLS = /^(?:(?:[^|｜。；，,]{0,12}[|｜])+\s*|[•·●*-]\s+)$/u;

/** Labels before a mere blank or a table's bar; only where the value is what the label promises (a date, a number, a body). */
export function unmarkedLabels(text: string, lexicon: Lexicon): UnmarkedLabel[] {
  const by = issuedBy(text);
  if (by !== null) return [by];
  const head = text.slice(0, REACH);
  const glued = gluedLabel(text, lexicon);
  if (glued !== null) return [glued];
  return [...head.matchAll(WORD)].flatMap((match) => {
    const label = match[1] ?? '';
    const field = lexicon.labelFields.get(label) ?? VERBS.get(label);
    if (field === undefined) return [];
    const valueStart = match.index + match[0].length;
    const isCell = /[|｜]/u.test(match[2] ?? '');
    const place = { isCell, isFirst: match.index === 0 };
    if (!fits({ field, label, value: text.slice(valueStart, valueStart + 200) }, place, lexicon)) return [];
    const start = CELLS.test(text.slice(0, match.index)) ? 0 : match.index;
    return [{ field, label, start, valueStart }];
  });
}

function issuedBy(text: string): UnmarkedLabel | null {
  const [whole, label] = ISSUED_BY.exec(text) ?? [];
  if (whole === undefined || label === undefined) return null;
  return { field: 'issuer', label, start: 0, valueStart: whole.length };
}

/** 发文机关某某局, 发布日期2021年12月21日: a cell's label printed against its value, nothing else on the line. */
function gluedLabel(text: string, lexicon: Lexicon): UnmarkedLabel | null {
  if (text.length > LONGEST_GLUED) return null;
  for (let length = Math.min(lexicon.longestLabel, text.length - 2); length >= SHORTEST_GLUED; length -= 1) {
    const label = text.slice(0, length);
    const field = lexicon.labelFields.get(label);
    if (field !== undefined && isWholeValue(field, text.slice(length), lexicon))
      return { field, label, start: 0, valueStart: length };
  }
  return null;
}

function isWholeValue(field: LabelField, value: string, lexicon: Lexicon): boolean {
  if (field === 'documentNumber') return NUMBER.test(value) && value.endsWith('号');
  if (field === 'issuer') return isOrganisation(value, lexicon);
  return DATED.includes(field) && WHOLE_DATE.test(value);
}

interface Candidate {
  readonly field: LabelField;
  readonly label: string;
  readonly value: string;
}

/** Where a label stands: in a cell of its own, or first on its line. */
interface Place {
  readonly isCell: boolean;
  readonly isFirst: boolean;
}

function fits({ field, label, value }: Candidate, { isCell, isFirst }: Place, lexicon: Lexicon): boolean {
  const cell = value.split(/\s*[|｜]/u)[0] ?? '';
  if (field === 'publishedOn' || field === 'writtenOn') return DATE.test(value);
  if (field === 'other') return label.length > 2 && (DATE.test(value) || INDEX.test(value));
  if (field === 'documentNumber') return NUMBER.test(value);
  if (field === 'link' || field === 'source') return /^https?:\/\//u.test(value);
  if (field === 'issuer') return label.length > 3 && isOrganisation(cell.split(/\s+/u)[0] ?? '', lexicon);
  const isNamed = isCell || (isFirst && label.length > 3);
  return field === 'title' && isNamed && isTitleLike(cell, lexicon);
}
