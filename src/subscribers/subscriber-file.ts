import { InvalidInput } from '../platform/errors/domain-error.js';
import { readCsv } from './csv-records.js';
import {
  COLUMNS,
  type ColumnName,
  readSubscriberRow,
  type RefusedCell,
  type RowContext,
  type SubscriberRow,
} from './domain/subscriber-row.js';

/** What a file holds: the rows that may go in, and every cell that may not. */
export interface SubscriberFile {
  readonly rows: readonly SubscriberRow[];
  readonly refused: readonly RefusedCell[];
}

/** Reads a subscriber file (RFC 4180, `,` `;` or tab). Refuses a file without its four columns as a whole. */
export function readSubscriberFile(text: string, context: RowContext): SubscriberFile {
  const { records, broken } = readCsv(text);
  const header = records.shift();
  if (!header) throw InvalidInput.of([{ field: 'file', message: 'has no header row' }]);
  const columns = readHeader(header.cells);
  const refused: RefusedCell[] = broken.map(({ row, column, reason }) => ({
    row,
    column: (column === null ? undefined : header.cells[column]?.trim()) || 'row',
    reason,
  }));
  const rows: SubscriberRow[] = [];
  const seen = new Map<string, number>();
  for (const record of records) {
    if (record.cells.length !== header.cells.length) {
      refused.push({
        row: record.row,
        column: 'row',
        reason: `has ${record.cells.length} columns, the header has ${header.cells.length}`,
      });
      continue;
    }
    const read = readSubscriberRow(record.row, cellsOf(record.cells, columns), context);
    if (Array.isArray(read)) refused.push(...read);
    else if (seen.has(read.address))
      refused.push({ row: read.row, column: 'email', reason: `repeats row ${seen.get(read.address)}` });
    else {
      seen.set(read.address, read.row);
      rows.push(read);
    }
  }
  return { rows, refused: onePerRow(refused) };
}

/** All that is wrong with a row in one line of the report. */
function onePerRow(cells: readonly RefusedCell[]): RefusedCell[] {
  const rows = new Map<number, RefusedCell[]>();
  for (const cell of cells) rows.set(cell.row, [...(rows.get(cell.row) ?? []), cell]);
  return [...rows.values()]
    .map((wrong) => {
      const [first] = wrong as [RefusedCell];
      if (wrong.length === 1) return first;
      return {
        row: first.row,
        column: wrong.map((cell) => cell.column).join(', '),
        reason: wrong.map((cell) => `${cell.column} ${cell.reason}`).join('; '),
      };
    })
    .sort((one, other) => one.row - other.row);
}

function readHeader(cells: readonly string[]): Map<number, ColumnName> {
  const columns = new Map<number, ColumnName>();
  cells.forEach((cell, index) => {
    const word = cell.normalize('NFKC').trim().toLowerCase();
    const name = (Object.keys(COLUMNS) as ColumnName[]).find((column) =>
      (COLUMNS[column] as readonly string[]).includes(word),
    );
    if (name && ![...columns.values()].includes(name)) columns.set(index, name);
  });
  const missing = (['address', 'company', 'districts', 'sectors'] as const).filter(
    (name) => ![...columns.values()].includes(name),
  );
  if (missing.length > 0)
    throw InvalidInput.of(
      missing.map((name) => ({
        field: `column ${COLUMNS[name][0]}`,
        message: 'is missing from the header row',
      })),
    );
  return columns;
}

function cellsOf(
  cells: readonly string[],
  columns: Map<number, ColumnName>,
): Partial<Record<ColumnName, string>> {
  return Object.fromEntries([...columns].map(([index, name]) => [name, cells[index] ?? '']));
}
