import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { NO_HINTS, type DocumentHints } from './domain/document-hints.js';
import { docxToText } from './extractors/docx.js';
import { htmlToText, isHtml } from './extractors/html.js';
import { pdfToText } from './extractors/pdf.js';
import { decodeText } from './extractors/text.js';
import { DocumentTooLarge, EmptyDocument, UnsupportedDocument } from './extractors/unreadable.js';
import { fetchDocument } from './extractors/url.js';

/** The largest document that is read, as a file, pasted or fetched. */
export const LARGEST_MB = 20;
const LARGEST_BYTES = LARGEST_MB * 1_000_000;

export const DOCUMENT_FORMATS = ['text', 'markdown', 'html', 'docx', 'pdf', 'csv', 'tsv', 'xlsx'] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

/**
 * A document as text, with what its format tells besides. Line numbers count in this text. Of a table of policies the
 * hints' layout is `policy-table`, and line n is row n of the (first) sheet.
 */
export interface ExtractedDocument {
  readonly text: string;
  readonly format: DocumentFormat;
  readonly hints: DocumentHints;
}

/** What is known of a document besides its bytes. */
export interface DocumentAbout {
  /** The file's name: an ending that the content belies is warned of. */
  readonly name?: string | null;
  readonly mediaType?: string | null;
  /** The encoding a server states; a byte order mark and valid UTF-8 go before it. */
  readonly charset?: string | null;
  /** Where a page lay: its links are relative to it, and it is the policy's source link when the page states none. */
  readonly address?: string | null;
}

/** The text of a file of at most 20 MB; what it is, its bytes tell, not its name. Throws a DomainError when unreadable. */
export async function readDocument(path: string): Promise<ExtractedDocument> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > LARGEST_BYTES)
      throw new DocumentTooLarge(`The file has ${Math.round(size / 1e6)} MB; ${LARGEST_MB} MB is the most.`);
    return await extractDocument(await file.readFile(), { name: basename(path) });
  } finally {
    await file.close();
  }
}

/** The text of what lies at a public address, fetched within limits (`fetchDocument`). Throws a DomainError. */
export async function extractFromUrl(address: string): Promise<ExtractedDocument> {
  const { bytes, ...about } = await fetchDocument(address);
  return await extractDocument(bytes, about);
}

/** The text of a document's bytes. Throws a DomainError that names the problem when they cannot be read. */
export async function extractDocument(
  bytes: Uint8Array,
  about: DocumentAbout = {},
): Promise<ExtractedDocument> {
  if (bytes.length > LARGEST_BYTES)
    throw new DocumentTooLarge(`The document has more than ${LARGEST_MB} MB.`);
  const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  if (start.startsWith('%PDF-')) return { text: await pdfToText(bytes), format: 'pdf', hints: NO_HINTS };
  if (start.startsWith('PK\u0003\u0004'))
    return { text: filled(docxToText(bytes)), format: 'docx', hints: NO_HINTS };
  if (start.startsWith('\u00d0\u00cf\u0011\u00e0'))
    throw new UnsupportedDocument('An old Word or Excel file: save it as .docx first.');
  const { text } = decodeText(bytes, about.charset);
  if (!isHtml(text)) return { text, format: 'text', hints: { ...NO_HINTS, link: about.address ?? null } };
  const page = htmlToText(text, about.address);
  return { text: filled(page.text), format: 'html', hints: page.hints };
}

function filled(text: string): string {
  if (text.trim() === '') throw new EmptyDocument('The document holds no text.');
  return text;
}
