/** Words a PDF prints in one go: where they stand, in points from the page's upper left corner, `y` at their base line. */
export interface PdfWords {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
}

/** A page as printed, turned upright. */
export interface PdfPage {
  readonly width: number;
  readonly height: number;
  readonly words: readonly PdfWords[];
}

/** Words on one base line, from left to right: `parts` are what wide gaps keep apart (cells, columns). */
export interface PdfRow {
  readonly y: number;
  readonly parts: readonly PdfWords[];
}

/** Wider than any space between words, narrower than the gutter between columns. */
const GUTTER = 1.2;
/** Gaps of a table's cells; the rules for tables look for tabs. */
const CELL = 3;
const SPACE = 0.25;
/** Chinese set in full measure has gaps between its characters, too. */
const HAN_SPACE = 0.5;
const SAME_LINE = 0.4;

/** The rows of a page, top to bottom. Words printed twice to look bold count once. */
export function rowsOf({ words }: PdfPage): PdfRow[] {
  const rows: PdfWords[][] = [];
  let row: PdfWords[] = [];
  for (const one of [...words].sort((a, b) => a.y - b.y || a.left - b.left)) {
    const first = row[0];
    if (first === undefined || one.y - first.y > SAME_LINE * Math.max(first.size, one.size))
      rows.push((row = []));
    row.push(one);
  }
  return rows.map((one) => ({ y: one[0]?.y ?? 0, parts: partsOf(one) }));
}

/** What a row says; where one gap is as wide as between cells, all its parts are cells, with tabs between them. */
export function textOfRow({ parts }: PdfRow): string {
  const areCells = parts.some(
    (part, n) => part.left - (parts[n - 1]?.right ?? part.left) >= CELL * part.size,
  );
  return parts.map(({ text }) => text).join(areCells ? '\t' : ' ');
}

function partsOf(row: readonly PdfWords[]): PdfWords[] {
  const parts: PdfWords[] = [];
  for (const words of [...row].sort((a, b) => a.left - b.left)) {
    const before = parts.at(-1);
    if (before === undefined || words.left - before.right > GUTTER * words.size) parts.push(words);
    else if (!isPrintedAgain(before, words)) parts[parts.length - 1] = joined(before, words);
  }
  return parts;
}

function isPrintedAgain(before: PdfWords, words: PdfWords): boolean {
  return before.text.endsWith(words.text) && Math.abs(before.right - words.right) < 0.3 * words.size;
}

function joined(before: PdfWords, words: PdfWords): PdfWords {
  const gap = (words.left - before.right) / words.size;
  const isHan = /\p{Script=Han}$/u.test(before.text) && /^\p{Script=Han}/u.test(words.text);
  const space = gap > (isHan ? HAN_SPACE : SPACE) ? ' ' : '';
  return {
    text: `${before.text}${space}${words.text}`,
    left: before.left,
    right: Math.max(before.right, words.right),
    y: before.y,
    size: before.text.length >= words.text.length ? before.size : words.size,
  };
}
