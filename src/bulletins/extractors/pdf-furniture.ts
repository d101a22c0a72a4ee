import { type PdfPage, type PdfRow, textOfRow } from './pdf-page.js';

/** Rows of a page, with the height that says how near its edges they stand. */
export interface PrintedPage {
  readonly height: PdfPage['height'];
  readonly rows: readonly PdfRow[];
}

/** Heads and feet stand in the outer seventh of a page, three rows at most. */
const EDGE = 0.14;
const MOST_ROWS = 3;
/** A head that belongs to no text stands farther from it than the text's lines from each other. */
const APART = 1.3;
const SEQUEL = 2;

const MARKED_NUMBER =
  /^(?:[-–—―－·•~～][\s]*\d{1,4}[\s]*[-–—―－·•~～]|第\d{1,4}页(?:[\s,，/／·]*共\d{1,4}页)?|共\d{1,4}页[,，/／]?第\d{1,4}页|page\d{1,4}(?:of\d{1,4}|\/\d{1,4})?|\d{1,4}of\d{1,4}|\d{1,4}[/／]\d{1,4})$/iu;
const BARE_NUMBER = /^\d{1,4}$/u;

/**
 * The pages without what is printed on every one of them: running heads and feet, and page numbers (- 3 -, 第3页 共8页,
 * a bare number that counts the pages). A row counts as such only at the edge of a page, and where it repeats.
 */
export function withoutFurniture(pages: readonly PrintedPage[]): PrintedPage[] {
  const repeated = repeatedRows(pages);
  const counts = countingOffsets(pages);
  const pitch = pitchOf(pages);
  return pages.map((page, index) => {
    const isFurniture = (row: PdfRow) => {
      const text = squeezed(row);
      return (
        MARKED_NUMBER.test(text) ||
        repeated.has(patternOf(row)) ||
        (BARE_NUMBER.test(text) && counts.has(Number(text) - index))
      );
    };
    const { head, foot } = edgesOf(page);
    const above = furnitureCount(head, isFurniture, page.rows, pitch);
    const below = furnitureCount(foot, isFurniture, [...page.rows].reverse(), pitch);
    return { ...page, rows: page.rows.slice(above, page.rows.length - below) };
  });
}

/** How many of an edge's rows, from the outside in, are furniture; the innermost must stand apart or be a number. */
function furnitureCount(
  edge: readonly PdfRow[],
  isFurniture: (row: PdfRow) => boolean,
  rows: readonly PdfRow[],
  pitch: number,
): number {
  let count = edge.findIndex((row) => !isFurniture(row));
  if (count === -1) count = edge.length;
  for (; count > 0; count -= 1) {
    const [inner, next] = [rows[count - 1], rows[count]];
    if (inner === undefined || next === undefined || MARKED_NUMBER.test(squeezed(inner))) return count;
    if (BARE_NUMBER.test(squeezed(inner)) || Math.abs(next.y - inner.y) > pitch * APART) return count;
  }
  return 0;
}

/** The rows at a page's edges, from the outside in. */
function edgesOf({ height, rows }: PrintedPage): { head: PdfRow[]; foot: PdfRow[] } {
  return {
    head: rows.slice(0, MOST_ROWS).filter(({ y }) => y < height * EDGE),
    foot: rows
      .slice(-MOST_ROWS)
      .reverse()
      .filter(({ y }) => y > height * (1 - EDGE)),
  };
}

/** Edge rows, numbers aside, that at least two pages and a third of all have. */
function repeatedRows(pages: readonly PrintedPage[]): Set<string> {
  const seen = new Map<string, number>();
  for (const page of pages) {
    const { head, foot } = edgesOf(page);
    for (const pattern of new Set([...head, ...foot].map(patternOf)))
      seen.set(pattern, (seen.get(pattern) ?? 0) + 1);
  }
  const enough = Math.max(2, pages.length / 3);
  return new Set([...seen].filter(([text, count]) => count >= enough && text !== '#').map(([text]) => text));
}

/** By how much bare numbers at the edges exceed the page's index, where two pages or more agree. */
function countingOffsets(pages: readonly PrintedPage[]): Set<number> {
  const seen = new Map<number, number>();
  pages.forEach((page, index) => {
    const { head, foot } = edgesOf(page);
    for (const text of [...head, ...foot].map(squeezed))
      if (BARE_NUMBER.test(text)) {
        const offset = Number(text) - index;
        seen.set(offset, (seen.get(offset) ?? 0) + 1);
      }
  });
  const enough = pages.length === 1 ? 1 : SEQUEL;
  return new Set([...seen].filter(([offset, count]) => offset >= 0 && count >= enough).map(([one]) => one));
}

function patternOf(row: PdfRow): string {
  return squeezed(row).replace(/\d+/gu, '#');
}

function squeezed(row: PdfRow): string {
  return textOfRow(row).replace(/\s+/gu, '');
}

/** The distance from one row to the next where they stand closely, as in running text. */
function pitchOf(pages: readonly PrintedPage[]): number {
  const gaps = pages.flatMap(({ rows }) => rows.slice(1).map((row, n) => row.y - (rows[n]?.y ?? 0)));
  return gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 4)] ?? 0;
}
