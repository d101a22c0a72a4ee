import { findDates } from './dates.js';
import { findNumbers } from './document-number.js';
import type { LabelField, Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import { columnOf } from './segment-table.js';

const FEWEST_COLUMNS = 3;
const MOST_COLUMNS = 8;
const FEWEST_ROWS = 2;
const COUNT = /^(?:序号|编号|No\.?)$/iu;
/** Columns that hold no fact of a policy. */
const OTHER = /^(?:备注|状态|有效性|效力状态|下载|附件|操作|类别|分类|主题|主题分类)$/u;

type Column = LabelField | 'count' | 'other';

/**
 * A table of policies whose page lost its rows: each cell on a line of its own, the headings first. The lines with each
 * row whole again, its cells parted by tabs. A counted table may leave cells out; any other must fill all.
 */
export function withWholeRows(lines: readonly SourceLine[], lexicon: Lexicon): readonly SourceLine[] {
  const filled = lines.flatMap(({ text }, index) => (text === '' ? [] : [index]));
  const textAt = (n: number) => lines[filled[n] ?? -1]?.text ?? '';
  const first = filled.findIndex((_, n) => headingsAt(n, textAt, lexicon).length >= FEWEST_COLUMNS);
  if (first === -1) return lines;
  const columns = headingsAt(first, textAt, lexicon);
  const rows = rowsFrom(first + columns.length, filled.length, columns, textAt);
  if (!isPolicies(columns) || rows.length < FEWEST_ROWS) return lines;
  const whole = new Map<number, string>([[filled[first] ?? 0, headingRow(first, columns.length, textAt)]]);
  const last = rows.at(-1);
  const emptied = new Set(filled.slice(first, last === undefined ? first : last.next));
  for (const { start, cells } of rows) whole.set(filled[start] ?? 0, cells.join('\t'));
  return lines.map((line, index) => {
    const row = whole.get(index);
    if (row !== undefined) return { ...line, raw: row, text: row.replaceAll('\t', ' ').trim() };
    return emptied.has(index) ? { ...line, raw: '', text: '' } : line;
  });
}

type TextAt = (n: number) => string;

function headingRow(first: number, count: number, textAt: TextAt): string {
  return Array.from({ length: count }, (_, n) => textAt(first + n)).join('\t');
}

/** The run of column names that begins at a line. */
function headingsAt(from: number, textAt: TextAt, lexicon: Lexicon): Column[] {
  const columns: Column[] = [];
  for (let n = from; columns.length < MOST_COLUMNS; n += 1) {
    const name = textAt(n).replace(/\s+/gu, '');
    const column = COUNT.test(name) ? 'count' : OTHER.test(name) ? 'other' : columnOf(name, lexicon);
    if (name === '' || column === null) break;
    columns.push(column);
  }
  return columns;
}

function isPolicies(columns: readonly Column[]): boolean {
  const known = columns.filter((column) => column !== 'count' && column !== 'other');
  return known.filter((column) => column === 'title').length === 1 && known.length >= 2;
}

interface Row {
  readonly start: number;
  readonly next: number;
  readonly cells: readonly string[];
}

/** Rows as long as they follow one another: by their count, or by the number of columns. */
function rowsFrom(from: number, end: number, columns: readonly Column[], textAt: TextAt): Row[] {
  const rows: Row[] = [];
  const isCounted = columns[0] === 'count';
  for (let start = from; start < end;) {
    const next = isCounted
      ? nextCount(start, rows.length + 1, end, columns.length, textAt)
      : start + columns.length;
    if (next === null || next > end) break;
    const cells = placed(
      Array.from({ length: next - start }, (_, n) => textAt(start + n)),
      columns,
    );
    if (cells === null) break;
    rows.push({ start, next, cells });
    start = next;
  }
  return rows;
}

/** Where the row ends that a line begins with its count: at the next count, or when all columns are filled. */
function nextCount(start: number, count: number, end: number, most: number, textAt: TextAt): number | null {
  if (Number(textAt(start)) !== count) return null;
  for (let n = start + 2; n <= Math.min(end, start + most); n += 1)
    if (n === end || Number(textAt(n)) === count + 1) return n;
  return Math.min(end, start + most);
}

/** Cells under their columns; a cell of another kind leaves its column empty. Null where one finds no place. */
function placed(cells: readonly string[], columns: readonly Column[]): string[] | null {
  let taken = 0;
  const row = columns.map((column) => {
    const cell = cells[taken] ?? '';
    if (cell === '' || !fits(cell, column)) return '';
    taken += 1;
    return cell;
  });
  return taken === cells.length && row[columns.indexOf('title')] !== '' ? row : null;
}

function fits(cell: string, column: Column): boolean {
  const isDate = cell.length < 24 && findDates(cell).length > 0;
  if (column === 'publishedOn' || column === 'writtenOn' || column === 'effectiveFrom') return isDate;
  if (column === 'documentNumber')
    return !isDate && (findNumbers(cell).length > 0 || /第\s*\d+\s*号/u.test(cell));
  if (column === 'title') return cell.length >= 5 && !isDate;
  return !isDate || column === 'other';
}
