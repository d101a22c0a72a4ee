/** Stands for a line break inside a cell, so that a row stays one line. */
export const CELL_BREAK = '↵';

/** Opens the line above each sheet after the first. */
export const SHEET_MARK = '【工作表】';

/** A sheet of a workbook, or the one table of a .csv: cells as printed. */
export interface TableSheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/**
 * Sheets as the text of a policy table: a row a line, cells tab-separated. Line n is row n of the first sheet; each further
 * sheet begins behind a line with its name.
 */
export function tableText(sheets: readonly TableSheet[]): string {
  return sheets
    .flatMap(({ name, rows }, n) => {
      const lines = rows.map((cells) => cells.map(cellText).join('\t').trimEnd());
      return n === 0 ? lines : [SHEET_MARK + cellText(name), ...lines];
    })
    .join('\n');
}

function cellText(cell: string): string {
  return cell
    .trim()
    .replace(/\r\n|[\n\r\u2028\u2029]/gu, CELL_BREAK)
    .replace(/[\t\0]/gu, ' ');
}

/** One cell of a row: its text, and where it starts in the document. */
export interface TableCell {
  readonly text: string;
  readonly offset: number;
}

/** A line of a policy table; `row` counts from 1 in its sheet. */
export interface TableRow {
  readonly line: number;
  readonly sheet: string | null;
  readonly row: number;
  readonly cells: readonly TableCell[];
}

/** The rows of a policy table's text, empty ones left out. */
export function readRows(text: string): TableRow[] {
  const rows: TableRow[] = [];
  let sheet: string | null = null;
  let offset = 0;
  let firstLine = 1;
  for (const [n, line] of text.split('\n').entries()) {
    if (line.startsWith(SHEET_MARK)) {
      sheet = line.slice(SHEET_MARK.length);
      firstLine = n + 2;
    } else if (line.trim() !== '')
      rows.push({ line: n + 1, sheet, row: n + 2 - firstLine, cells: cellsOf(line, offset) });
    offset += line.length + 1;
  }
  return rows;
}

function cellsOf(line: string, offset: number): TableCell[] {
  let at = offset;
  return line.split('\t').map((text) => {
    const cell = { text, offset: at };
    at += text.length + 1;
    return cell;
  });
}
