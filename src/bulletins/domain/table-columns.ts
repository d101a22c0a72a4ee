import { comparable } from './normalise.js';

/** What a column of a table of policies may hold; `ignored` ones (序号, 备注) are known and left out. */
export const TABLE_COLUMNS = [
  'title',
  'section',
  'level',
  'districts',
  'issuers',
  'documentNumber',
  'writtenOn',
  'publishedOn',
  'effectiveFrom',
  'effectiveUntil',
  'type',
  'sectors',
  'summary',
  'whoCanApply',
  'howMuch',
  'opensOn',
  'closesOn',
  'window',
  'contact',
  'sourceLink',
  'text',
  'attachments',
  'ignored',
] as const;
export type TableColumn = (typeof TABLE_COLUMNS)[number];

/** Header names, Chinese and English, in the form in which they are compared. */
export type ColumnNames = ReadonlyMap<string, TableColumn>;

/** A header row: what its n-th cell names, null for a name nobody knows. */
export type TableHeader = readonly (TableColumn | null)[];

/** How far down a sheet its header row may stand: above it are a heading and notes. */
export const LATEST_HEADER_ROW = 20;

/** A header name without what makes no difference: case, blanks, _ and -, a closing (必填) or *. */
export function columnKey(name: string): string {
  return comparable(name)
    .toLowerCase()
    .replace(/\([^()]*\)$/u, '')
    .replace(/[\s_*:-]/gu, '');
}

/** The header that a row of cells is: exactly one title and at least one other known column, each once. Null for any other row. */
export function readHeader(cells: readonly string[], names: ColumnNames): TableHeader | null {
  const columns = cells.map((cell) => names.get(columnKey(cell)) ?? null);
  const known = columns.filter((column) => column !== null && column !== 'ignored');
  if (!known.includes('title') || known.length < 2) return null;
  // Of two columns with one meaning (发布日期, 日期) the first counts.
  return columns.map((column, n) =>
    column === null || column === 'ignored' || columns.indexOf(column) === n ? column : 'ignored',
  );
}

/** Index of the header among a sheet's first rows; -1 when the sheet is no table of policies. */
export function headerRowOf(rows: readonly (readonly string[])[], names: ColumnNames): number {
  return rows.slice(0, LATEST_HEADER_ROW).findIndex((cells) => readHeader(cells, names) !== null);
}
