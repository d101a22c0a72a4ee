import { EncryptedDocument, ScannedDocument, UnsupportedDocument } from './unreadable.js';

const MOST_PAGES = 500;
/** Asked for by name at run time: an installation without it still reads every other format. */
const LIBRARY: string = 'unpdf';

interface PdfDocument {
  readonly numPages: number;
  destroy(): Promise<void>;
}

interface PdfLibrary {
  getDocumentProxy(bytes: Uint8Array, options: { verbosity: 0 }): Promise<PdfDocument>;
  extractText(document: PdfDocument, options: { mergePages: false }): Promise<{ text: string[] }>;
}

/** The text of a PDF, a line per printed line. Refuses encrypted, damaged and scanned ones. */
export async function pdfToText(bytes: Uint8Array): Promise<string> {
  const library = await loadLibrary();
  const document = await readOr(() => library.getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 }));
  try {
    if (document.numPages > MOST_PAGES)
      throw new UnsupportedDocument(`The PDF has ${document.numPages} pages; ${MOST_PAGES} is the most.`);
    const { text } = await readOr(() => library.extractText(document, { mergePages: false }));
    const whole = text.join('\n');
    if (whole.trim().length < 10) throw new ScannedDocument('The PDF holds pictures of pages and no text.');
    return whole;
  } finally {
    await document.destroy();
  }
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
