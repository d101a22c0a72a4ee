import { CsvError, parse } from 'csv-parse/sync';
import type { TableSheet } from '../domain/table-text.js';
import { DocumentTooLarge, UnsupportedDocument } from './unreadable.js';

/** The most rows of policies that one table may have. */
export const MOST_ROWS = 20_000;
const DELIMITERS = [',', '\t', ';', '|'] as const;
const LOOK_ROWS = 20;

/** Whether one of a sheet's first rows is the header of a table of policies. */
export type IsPolicyTable = (rows: readonly (readonly string[])[]) => boolean;

/**
 * The rows of a .csv or .tsv (RFC 4180, also with `;` or `|`), if they are a table of policies: null when no header names a
 * title. Refuses a table with an unclosed quote, naming the line, and one of more than 20,000 rows.
 */
export function readDelimited(text: string, isPolicyTable: IsPolicyTable): TableSheet | null {
  const delimiter = DELIMITERS.find((one) => isPolicyTable(firstRows(text, one)));
  if (delimiter === undefined) return null;
  try {
    const rows = parse(text, { ...OPTIONS, delimiter, to: MOST_ROWS + 2 });
    if (rows.length > MOST_ROWS + 1) throw new DocumentTooLarge(`The table has more than ${MOST_ROWS} rows.`);
    return { name: '', rows };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UnsupportedDocument(`The table is damaged: ${error.message}`);
  }
}

/** Whichever of tab or comma parted them. */
export function delimitedFormat(text: string): 'csv' | 'tsv' {
  const line = /[^\n]*\n?/.exec(text)?.[0] ?? '';
  return line.split('\t').length > line.split(',').length ? 'tsv' : 'csv';
}

const OPTIONS = {
  bom: true,
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: false,
  max_record_size: 1_000_000,
};

/** A header stands before any quoted break, so damaged rows further down do not hide it. */
function firstRows(text: string, delimiter: string): string[][] {
  try {
    return parse(text.slice(0, 100_000), { ...OPTIONS, delimiter, to: LOOK_ROWS });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return text
      .slice(0, 10_000)
      .split('\n')
      .slice(0, LOOK_ROWS)
      .map((line) => line.trim().split(delimiter));
  }
}
