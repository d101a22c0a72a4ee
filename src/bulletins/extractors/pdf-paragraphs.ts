import type { PdfLine } from './pdf-columns.js';

/** Where running text begins and ends in a column, and how its lines follow each other. */
interface Measure {
  readonly left: number;
  readonly right: number;
  readonly pitch: number;
  /** Whether paragraphs begin indented, so that a line at the edge goes on with the one before. */
  readonly isIndented: boolean;
}

const LIST_MARK = /^(?:\d{1,3}[.、．)）]|[•·●○▪■-]\s|[(（][一二三四五六七八九十\d]+[)）])/u;
const STARTS_ANEW =
  /^(?:第[一二三四五六七八九十百零\d]+[条章节]|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|\d{1,3}[.、．]\D|附件|——)/u;
const ENDS = /[。！？；：:!?;]["”’」』）)]?$/u;
/** 来源：…, 关键字：…: facts below each other. */
const LABEL = /^\p{Script=Han}{2,6}[:：]/u;
const LATIN = /^[\w"'“(/%&=?.~+-]+/u;

/** The lines of a document as text, one paragraph a line: what only a margin or a page's end broke is joined again. */
export function paragraphsOf(lines: readonly PdfLine[]): string {
  const measures = measuresOf(lines);
  const paragraphs: PdfLine[][] = [];
  for (const line of lines) {
    const current = paragraphs.at(-1);
    const measure = measures.get(line.region);
    if (current !== undefined && measure !== undefined && goesOn(current, line, measures)) current.push(line);
    else paragraphs.push([line]);
  }
  return paragraphs.map(textOf).join('\n');
}

function goesOn(
  paragraph: readonly PdfLine[],
  next: PdfLine,
  measures: ReadonlyMap<string, Measure>,
): boolean {
  const [first, last] = [paragraph[0], paragraph.at(-1)];
  const [above, here] = [measures.get(last?.region ?? ''), measures.get(next.region)];
  if (!first || !last || !above || !here || last.isCells || next.isCells) return false;
  if (Math.abs(last.size - next.size) > 0.15 * last.size || !isFull(last, next, above)) return false;
  const isBelow = next.region === last.region && next.y > last.y;
  if (isBelow && next.y - last.y > above.pitch * 1.3) return false;
  if (LABEL.test(first.text) && LABEL.test(next.text)) return false;
  if (!here.isIndented && (ENDS.test(last.text) || STARTS_ANEW.test(next.text))) return false;
  return isAtEdge(paragraph, next, here, above);
}

/** The next line begins where lines within this paragraph begin. */
function isAtEdge(paragraph: readonly PdfLine[], next: PdfLine, here: Measure, above: Measure): boolean {
  const [first, second] = paragraph;
  const offset = next.left - here.left;
  const near = 0.7 * next.size;
  const beside = paragraph.find(({ region }, n) => n > 0 && region === next.region);
  if (beside !== undefined) return Math.abs(beside.left - next.left) < near;
  if (offset < near) return true;
  if (first === undefined || second !== undefined) return false;
  const indent = first.left - above.left - offset;
  const isNear = Math.abs(indent) < 4 * next.size && Math.abs(indent) > near;
  return isNear && (LIST_MARK.test(first.text) ? indent < 0 : indent > 0);
}

/** Whether the next line's first word had no room left on this one. */
function isFull(line: PdfLine, next: PdfLine, { right }: Measure): boolean {
  const word = LATIN.exec(next.text)?.[0];
  const unit = word ? word.length * 0.6 + 0.3 : /^.[，。、；：！？）》」”’]/u.test(next.text) ? 2 : 1;
  return line.right + (unit + 0.6) * line.size > right;
}

/** Margins are those of the lines that hold no cells; alike on all pages. */
function measuresOf(lines: readonly PdfLine[]): Map<string, Measure> {
  const byRegion = new Map<string, PdfLine[]>();
  for (const line of lines) {
    if (line.isCells) continue;
    const known = byRegion.get(line.region);
    if (known) known.push(line);
    else byRegion.set(line.region, [line]);
  }
  return new Map([...byRegion].map(([region, own]) => [region, measureOf(own)]));
}

function measureOf(lines: readonly PdfLine[]): Measure {
  const left = lines.reduce((least, line) => Math.min(least, line.left), Infinity);
  const pitches = lines.slice(1).flatMap((line, n) => {
    const gap = line.y - (lines[n]?.y ?? 0);
    return gap > 0 ? [gap] : [];
  });
  const indented = lines.filter((line) => {
    const indent = (line.left - left) / line.size;
    return indent > 1.5 && indent < 2.6;
  });
  return {
    left,
    right: rightOf(lines),
    pitch: pitches.sort((a, b) => a - b)[Math.floor(pitches.length / 2)] ?? 0,
    isIndented: indented.length >= Math.max(2, lines.length * 0.08),
  };
}

/** The outermost right edge that two lines share; an address that runs out of its column is none. */
function rightOf(lines: readonly PdfLine[]): number {
  const ends = lines.map(({ right }) => right).sort((a, b) => b - a);
  const size = lines[0]?.size ?? 0;
  const shared = ends.find((end, n) => end - (ends[n + 1] ?? -Infinity) < 0.7 * size);
  return shared ?? ends[0] ?? 0;
}

function textOf(lines: readonly PdfLine[]): string {
  return lines.reduce(
    (text, line) => (text === '' ? line.text : text + joint(text, line.text) + line.text),
    '',
  );
}

/** Chinese goes on without a space; words of letters have one, but for a broken address or a hyphen. */
function joint(text: string, next: string): string {
  if (!/[\w,.;:)%'"]$/u.test(text) || !/^[\w("'$]/u.test(next)) return '';
  const isAddress = /(?:https?:\/\/|www\.)\S*$/iu.test(text) && /^\w*[/.?=&%_\d-]/u.test(next);
  return isAddress ? '' : ' ';
}
