import { readEntry, type DocumentFacts } from './read-entry.js';
import type { LabelField, Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import type { ParsedEntry, ParseWarning } from './parsed-entry.js';
import type { Segment } from './segmentation.js';
import { readHeader, type TableColumn, type TableHeader } from './table-columns.js';
import type { PolicyRow } from './row-cells.js';
import { entryOfRow } from './table-entry.js';
import { readRows, type TableRow } from './table-text.js';

/** Columns whose cells an entry's own readers understand, as they do a label's value. */
const LABELS: Partial<Record<TableColumn, LabelField>> = {
  title: 'title',
  issuers: 'issuer',
  documentNumber: 'documentNumber',
  writtenOn: 'writtenOn',
  publishedOn: 'publishedOn',
  sourceLink: 'link',
  summary: 'summary',
};

/**
 * The entries of a policy table: a row a policy. A cell that cannot be read is named by row and column and left out; its
 * policy goes in without it, and so do all others. A row without a title gives an entry without one.
 */
export function readPolicyTable(
  text: string,
  lines: readonly SourceLine[],
  facts: Omit<DocumentFacts, 'isLast'>,
  tell?: (share: number) => void,
): { readonly entries: ParsedEntry[]; readonly warnings: readonly ParseWarning[] } {
  const { rows, warnings } = policyRows(text, facts.lexicon);
  const entries = rows.map((row, n) => {
    tell?.(n / rows.length);
    const read = readEntry(segmentOf(row), n + 1, lines, { ...facts, isLast: false });
    return entryOfRow(read, row, facts);
  });
  return { entries, warnings };
}

/** The rows below each sheet's header, and a warning for each column nobody knows. */
function policyRows(text: string, { columnNames }: Lexicon): { rows: PolicyRow[]; warnings: ParseWarning[] } {
  const rows: PolicyRow[] = [];
  const warnings: ParseWarning[] = [];
  let header: TableHeader | null = null;
  let names: readonly string[] = [];
  let sheet: string | null = null;
  for (const row of readRows(text)) {
    if (row.sheet !== sheet) header = null;
    sheet = row.sheet;
    const found = readHeader(
      row.cells.map((cell) => cell.text),
      columnNames,
    );
    if (found !== null) {
      header = found;
      names = row.cells.map((cell) => cell.text);
      warnings.push(...unknownColumns(row, header));
    } else if (header !== null) rows.push(cellsByColumn(row, header, names));
  }
  return { rows: rows.filter(({ cells }) => cells.size > 0), warnings };
}

function unknownColumns(row: TableRow, header: TableHeader): ParseWarning[] {
  return row.cells.flatMap(({ text }, n) =>
    header[n] !== null || text.trim() === ''
      ? []
      : [{ code: 'unknown-column' as const, message: `不认识的列「${text}」,没有读`, line: row.line }],
  );
}

function cellsByColumn(row: TableRow, header: TableHeader, names: readonly string[]): PolicyRow {
  const cells = row.cells.flatMap((cell, n) => {
    const column = header[n];
    if (column === null || column === undefined || column === 'ignored' || cell.text.trim() === '') return [];
    return [[column, { ...cell, header: names[n] ?? column }] as const];
  });
  return { row, cells: new Map(cells) };
}

function segmentOf({ row, cells }: PolicyRow): Segment {
  const title = cells.get('title');
  const section = cells.get('section');
  const facts = Object.entries(LABELS).flatMap(([column, field]) => {
    const cell = cells.get(column as TableColumn);
    return cell === undefined ? [] : [[field, { value: cell.text, line: row.line }] as const];
  });
  return {
    title: title === undefined ? null : { text: title.text, line: row.line, way: 'label' },
    section: section === undefined ? null : { text: section.text, line: row.line },
    lines: [],
    facts: Object.fromEntries(facts),
  };
}
