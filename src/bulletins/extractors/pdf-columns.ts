import { type PdfRow, type PdfWords, textOfRow } from './pdf-page.js';

/** A line of text in its reading order; `region` names the column it stands in, alike on every page. */
export interface PdfLine {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  readonly region: string;
  /** Cells of a table: no line of running text. */
  readonly isCells: boolean;
}

/** Lines that begin so near each other begin at one edge: a paragraph is indented by two characters. */
const SAME_EDGE = 3;
/** A line as wide as this stands across the columns. */
const ACROSS = 0.62;
const FEWEST_LINES = 4;
/** Lines of running text reach the edge of their column, those of a table's cells do not. */
const FULL = 0.75;
const NARROWEST = 0.55;

/**
 * The lines of a page in the order they are read: columns of running text one after the other, between lines that stand
 * across them; everything else row by row. `known` are the column edges of the page before, for a page that ends early.
 */
export function linesOf(
  rows: readonly PdfRow[],
  known: readonly number[] = [],
): { lines: PdfLine[]; edges: readonly number[] } {
  const parts = rows.flatMap((row) => row.parts);
  const width = widthOf(parts);
  const found = edgesOf(parts.filter((part) => part.right - part.left < width * ACROSS));
  const edges = found.length > 1 ? found : known;
  if (edges.length < 2) return { lines: rows.map(rowLine), edges: [] };
  const lines: PdfLine[] = [];
  let isUsed = false;
  for (const band of bandsOf(rows, edges)) {
    const columns = edges.map((_, n) =>
      band.flatMap((row) => row.parts.filter((part) => columnOf(part, edges) === n)),
    );
    const areColumns =
      areColumnsOfText(columns) || (found.length < 2 && columns.every((one) => one.length > 0));
    isUsed ||= areColumns;
    if (areColumns)
      lines.push(...columns.flatMap((column, n) => column.map((part) => partLine(part, n, edges))));
    else lines.push(...band.map(rowLine));
  }
  return { lines, edges: isUsed ? edges : [] };
}

/** Left edges that several lines share, from left to right. */
function edgesOf(parts: readonly PdfWords[]): number[] {
  const clusters: PdfWords[][] = [];
  for (const part of [...parts].sort((a, b) => a.left - b.left)) {
    const cluster = clusters.at(-1);
    const first = cluster?.[0];
    if (cluster && first && part.left - first.left < SAME_EDGE * part.size) cluster.push(part);
    else clusters.push([part]);
  }
  return clusters.filter((one) => one.length >= FEWEST_LINES).map((one) => one[0]?.left ?? 0);
}

/** Rows together until one crosses a column's edge. */
function bandsOf(rows: readonly PdfRow[], edges: readonly number[]): PdfRow[][] {
  const bands: PdfRow[][] = [];
  let band: PdfRow[] | null = null;
  for (const row of rows) {
    const isAcross = row.parts.some((part) => edges.some((edge) => isOver(part, edge)));
    if (isAcross || band === null) bands.push((band = []));
    band.push(row);
    if (isAcross) band = null;
  }
  return bands;
}

function isOver(part: PdfWords, edge: number): boolean {
  return part.left < edge - part.size && part.right > edge + part.size;
}

function columnOf(part: PdfWords, edges: readonly number[]): number {
  return Math.max(
    0,
    edges.findLastIndex((edge) => part.left >= edge - part.size),
  );
}

/** Whether the columns stand beside each other, are about as wide, and hold running text. */
function areColumnsOfText(columns: readonly (readonly PdfWords[])[]): boolean {
  if (columns.some((column) => column.length < FEWEST_LINES)) return false;
  const widths = columns.map(widthOf);
  if (Math.min(...widths) < NARROWEST * Math.max(...widths)) return false;
  const tops = columns.map((column) => Math.min(...column.map(({ y }) => y)));
  const ends = columns.map((column) => Math.max(...column.map(({ y }) => y)));
  if (Math.max(...tops) >= Math.min(...ends)) return false;
  return columns.every((column, n) => {
    const shares = column.map((part) => (part.right - part.left) / (widths[n] ?? 1)).sort((a, b) => a - b);
    return (shares[Math.floor(shares.length / 2)] ?? 0) >= FULL;
  });
}

function widthOf(parts: readonly PdfWords[]): number {
  let [left, right] = [Infinity, -Infinity];
  for (const part of parts) [left, right] = [Math.min(left, part.left), Math.max(right, part.right)];
  return Math.max(0, right - left);
}

function rowLine(row: PdfRow): PdfLine {
  const [first, last] = [row.parts[0], row.parts.at(-1)];
  const [left, right] = [first?.left ?? 0, last?.right ?? 0];
  const size = Math.max(...row.parts.map((part) => part.size));
  return { text: textOfRow(row), left, right, y: row.y, size, region: 'page', isCells: row.parts.length > 1 };
}

function partLine(part: PdfWords, column: number, edges: readonly number[]): PdfLine {
  const { text, left, right, y, size } = part;
  return { text, left, right, y, size, region: `${column + 1}/${edges.length}`, isCells: false };
}
