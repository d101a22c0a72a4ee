import { normaliseText } from '../domain/normalise.js';
import { linesOf, type PdfLine } from './pdf-columns.js';
import { withoutFurniture } from './pdf-furniture.js';
import { type PdfPage, type PdfWords, rowsOf } from './pdf-page.js';
import { paragraphsOf } from './pdf-paragraphs.js';
import { DocumentTooLarge, EncryptedDocument, ScannedDocument, UnsupportedDocument } from './unreadable.js';

const MOST_PAGES = 500;
/** Runs of words; a page of dense print has about a thousand. */
const MOST_WORDS = 1_500_000;
/** Asked for by name at run time: an installation without it still reads every other format. */
const LIBRARY: string = 'unpdf';

/** Fonts of PDFs often map one glyph to a radical and to the character it is read as. */
const RADICALS = /[\u2e80-\u2fd5]/gu;

type Matrix = readonly [number, number, number, number, number, number];

interface TextItem {
  readonly str?: string;
  readonly width: number;
  readonly transform: Matrix;
}

interface LibraryPage {
  getViewport(options: { scale: 1 }): {
    readonly width: number;
    readonly height: number;
    readonly transform: Matrix;
  };
  getTextContent(): Promise<{ readonly items: readonly TextItem[] }>;
  cleanup(): void;
}

interface PdfDocument {
  readonly numPages: number;
  getPage(number: number): Promise<LibraryPage>;
  destroy(): Promise<void>;
}

interface PdfLibrary {
  getDocumentProxy(bytes: Uint8Array, options: { verbosity: 0 }): Promise<PdfDocument>;
}

/**
 * The text of a PDF, a line per paragraph: columns in reading order, without running heads and page numbers. Refuses
 * encrypted, damaged and scanned ones. `tell` hears which share of the pages is read.
 */
export async function pdfToText(bytes: Uint8Array, tell?: (share: number) => void): Promise<string> {
  const library = await loadLibrary();
  const document = await readOr(() => library.getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 }));
  try {
    if (document.numPages > MOST_PAGES)
      throw new UnsupportedDocument(`The PDF has ${document.numPages} pages; ${MOST_PAGES} is the most.`);
    const whole = textOf(await pagesOf(document, tell));
    if (whole.trim().length < 10) throw new ScannedDocument('The PDF holds pictures of pages and no text.');
    return whole;
  } finally {
    await document.destroy();
  }
}

function textOf(pages: readonly PdfPage[]): string {
  const printed = pages.map((page) => ({ height: page.height, rows: rowsOf(page) }));
  const lines: PdfLine[] = [];
  let edges: readonly number[] = [];
  for (const { rows } of withoutFurniture(printed)) {
    const page = linesOf(rows, edges);
    lines.push(...page.lines);
    edges = page.edges;
  }
  return paragraphsOf(lines);
}

/** One page after the other: a page's own data is let go before the next is read. */
async function pagesOf(document: PdfDocument, tell?: (share: number) => void): Promise<PdfPage[]> {
  const pages: PdfPage[] = [];
  let words = 0;
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await readOr(async () => await pageOf(await document.getPage(number)));
    words += page.words.length;
    if (words > MOST_WORDS) throw new DocumentTooLarge('The PDF holds more text than any bulletin has.');
    pages.push(page);
    tell?.(number / document.numPages);
  }
  return pages;
}

async function pageOf(page: LibraryPage): Promise<PdfPage> {
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  page.cleanup();
  const placed = items.flatMap((item) => placedWords(item, transform));
  const upright = placed.filter((one) => one.isUpright);
  // Words across the page are a watermark or a stamp, unless nothing else is there.
  return { width, height, words: (upright.length > 0 ? upright : placed).map(({ words }) => words) };
}

function placedWords(item: TextItem, page: Matrix): { words: PdfWords; isUpright: boolean }[] {
  const given = (item.str ?? '').replace(RADICALS, normaliseText);
  const text = given.trim();
  if (text === '') return [];
  const [a, b, c, d, e, f] = item.transform;
  const blank = item.width / given.length;
  const left = page[0] * e + page[2] * f + page[4] + blank * (given.length - given.trimStart().length);
  const y = page[1] * e + page[3] * f + page[5];
  const along = [page[0] * a + page[2] * b, page[1] * a + page[3] * b] as const;
  const size = Math.hypot(c, d) || 1;
  const isUpright = along[0] > 0 && Math.abs(along[1]) < 0.1 * along[0];
  return [{ words: { text, left, right: left + blank * text.length, y, size }, isUpright }];
}

async function loadLibrary(): Promise<PdfLibrary> {
  try {
    return (await import(LIBRARY)) as PdfLibrary;
  } catch {
    throw new UnsupportedDocument(
      'PDF files are not read by this installation: the package unpdf is missing.',
    );
  }
}

/** What the library complains of is the document's fault: encrypted, damaged or cut off. */
async function readOr<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if ((error as Error).name === 'PasswordException')
      throw new EncryptedDocument('The PDF is protected by a password.');
    throw new UnsupportedDocument(`The PDF is damaged or cut off (${(error as Error).message})`);
  }
}
