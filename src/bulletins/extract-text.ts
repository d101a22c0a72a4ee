import { open } from 'node:fs/promises';
import { NO_HINTS, type DocumentHints } from './domain/document-hints.js';
import { docxToText } from './extractors/docx.js';
import { htmlToText, isHtml } from './extractors/html.js';
import { pdfToText } from './extractors/pdf.js';
import { decodeText } from './extractors/text.js';
import { DocumentTooLarge, EmptyDocument, UnsupportedDocument } from './extractors/unreadable.js';

const LARGEST_BYTES = 20_000_000;

export const DOCUMENT_FORMATS = ['text', 'html', 'docx', 'pdf'] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

/** A document as text, with what its format tells besides. Line numbers count in this text. */
export interface ExtractedDocument {
  readonly text: string;
  readonly format: DocumentFormat;
  readonly hints: DocumentHints;
}

/** The text of a file of at most 20 MB; what it is, its bytes tell, not its name. Throws a DomainError when unreadable. */
export async function readDocument(path: string): Promise<ExtractedDocument> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > LARGEST_BYTES)
      throw new DocumentTooLarge(`The file has ${Math.round(size / 1e6)} MB; 20 MB is the most.`);
    return await extractDocument(await file.readFile());
  } finally {
    await file.close();
  }
}

/** The text of a document's bytes. */
export async function extractDocument(bytes: Uint8Array): Promise<ExtractedDocument> {
  if (bytes.length > LARGEST_BYTES) throw new DocumentTooLarge('The document has more than 20 MB.');
  const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  if (start.startsWith('%PDF-')) return { text: await pdfToText(bytes), format: 'pdf', hints: NO_HINTS };
  if (start.startsWith('PK\u0003\u0004'))
    return { text: filled(docxToText(bytes)), format: 'docx', hints: NO_HINTS };
  if (start.startsWith('\u00d0\u00cf\u0011\u00e0'))
    throw new UnsupportedDocument('An old Word or Excel file: save it as .docx first.');
  const { text } = decodeText(bytes);
  if (!isHtml(text)) return { text, format: 'text', hints: NO_HINTS };
  const page = htmlToText(text);
  return { text: filled(page.text), format: 'html', hints: page.hints };
}

function filled(text: string): string {
  if (text.trim() === '') throw new EmptyDocument('The document holds no text.');
  return text;
}
