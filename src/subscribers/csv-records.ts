import { CsvError, parse } from 'csv-parse/sync';

/** One row of a table; `row` counts as a spreadsheet does: the first is 1, blank ones count, a cell may hold several lines. */
export interface CsvRecord {
  readonly row: number;
  readonly cells: readonly string[];
}

/** A row that is no RFC 4180 record, and the column (from 0) its quotes go wrong in where that is known. */
export interface BrokenRecord {
  readonly row: number;
  readonly column: number | null;
  readonly reason: string;
}

/**
 * Reads comma, semicolon or tab separated text. A record with a broken quote costs its own line only: reading goes on
 * with the next line, so that one stray quote cannot swallow the rows behind it. Blank rows are left out.
 */
export function readCsv(text: string): { readonly records: CsvRecord[]; readonly broken: BrokenRecord[] } {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const delimiter = delimiterOf(lines[0] ?? '');
  const records: CsvRecord[] = [];
  const broken: BrokenRecord[] = [];
  let row = 0;
  for (let line = 0; line < lines.length;) {
    const part = readUntilBroken(lines.slice(line).join('\n'), delimiter);
    for (const cells of part.records) {
      row += 1;
      if (cells.some((cell) => cell.trim() !== '')) records.push({ row, cells });
    }
    if (!part.error) break;
    row += 1;
    broken.push({ row, column: columnOf(part.error), reason: reasonOf(part.error) });
    line += part.lines + 1;
  }
  return { records, broken };
}

function readUntilBroken(text: string, delimiter: string) {
  const records: string[][] = [];
  let lines = 0;
  try {
    parse(text, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      on_record: (cells: string[]) => {
        records.push(cells);
        lines += linesOf(cells);
        return null;
      },
    });
    return { records, lines, error: null };
  } catch (error) {
    if (error instanceof CsvError) return { records, lines, error };
    throw error;
  }
}

/** How many lines of the text a record fills: one, and one more for each line break in a cell. */
function linesOf(cells: readonly string[]): number {
  return 1 + cells.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0);
}

function delimiterOf(firstLine: string): string {
  return ['\t', ';'].find((one) => firstLine.split(one).length > 3) ?? ',';
}

function columnOf(error: CsvError): number | null {
  const column: unknown = error['column'];
  return typeof column === 'number' ? column : null;
}

function reasonOf(error: CsvError): string {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return 'has a quote that is never closed';
  return 'has a quote in the wrong place';
}
