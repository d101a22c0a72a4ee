import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { NO_HINTS, type DocumentHints } from './domain/document-hints.js';
import { endingDoubt } from './domain/file-ending.js';
import { dayInName } from './domain/dates.js';
import { headerRowOf } from './domain/table-columns.js';
import { tableText, type TableSheet } from './domain/table-text.js';
import { delimitedFormat, readDelimited } from './extractors/delimited.js';
import { docxToText } from './extractors/docx.js';
import { htmlToText, isHtml } from './extractors/html.js';
import { OfficePackage } from './extractors/office-package.js';
import { pdfToText } from './extractors/pdf.js';
import { decodeText } from './extractors/text.js';
import {
  DocumentTooLarge,
  EmptyDocument,
  EncryptedDocument,
  UnsupportedDocument,
} from './extractors/unreadable.js';
import { readWorkbook } from './extractors/xlsx.js';
import { loadLexicon } from './lexicon.loader.js';

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

/** A file of at most 20 MB, not yet looked into. Throws `DocumentTooLarge` before it is read. */
export async function readDocumentBytes(path: string): Promise<{ bytes: Uint8Array; about: DocumentAbout }> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > LARGEST_BYTES)
      throw new DocumentTooLarge(`The file has ${Math.round(size / 1e6)} MB; ${LARGEST_MB} MB is the most.`);
    return { bytes: await file.readFile(), about: { name: basename(path) } };
  } finally {
    await file.close();
  }
}

/** The text of a file of at most 20 MB; what it is, its bytes tell, not its name. Throws a DomainError when unreadable. */
export async function readDocument(path: string): Promise<ExtractedDocument> {
  const { bytes, about } = await readDocumentBytes(path);
  return await extractDocument(bytes, about);
}

/** The text of a document's bytes; `tell` hears which share of a PDF's pages is read. Throws a DomainError that names the problem when they cannot be read. */
export async function extractDocument(
  bytes: Uint8Array,
  about: DocumentAbout = {},
  tell?: (share: number) => void,
): Promise<ExtractedDocument> {
  if (bytes.length > LARGEST_BYTES)
    throw new DocumentTooLarge(`The document has more than ${LARGEST_MB} MB.`);
  const document = await byContent(bytes, about, tell);
  if (document.text.trim() === '') throw new EmptyDocument('The document holds no text.');
  const doubt = endingDoubt(about.name ?? null, document.format);
  const day = dayInName(about.name ?? '');
  const hints = { ...document.hints, ...(doubt && { doubts: [doubt] }), ...(day && { dayInName: day }) };
  return { ...document, hints };
}

async function byContent(
  bytes: Uint8Array,
  about: DocumentAbout,
  tell?: (share: number) => void,
): Promise<ExtractedDocument> {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  const link = about.address ?? null;
  if (start.trimStart().startsWith('%PDF-'))
    return { text: await pdfToText(bytes, tell), format: 'pdf', hints: { ...NO_HINTS, link } };
  if (start.startsWith('PK\u0003\u0004')) return officeDocument(new OfficePackage(bytes), link);
  if (start.startsWith('\u00d0\u00cf\u0011\u00e0')) throw oldOffice(bytes);
  const { text } = decodeText(bytes, about.charset);
  const table = asTable(text, about);
  if (table !== null) return table;
  if (!isHtml(text))
    return { text, format: isMarkdown(about) ? 'markdown' : 'text', hints: { ...NO_HINTS, link } };
  return { ...htmlToText(text, link), format: 'html' };
}

function officeDocument(file: OfficePackage, link: string | null): ExtractedDocument {
  if (!file.names.includes('xl/workbook.xml'))
    return { text: docxToText(file), format: 'docx', hints: { ...NO_HINTS, link } };
  const tables = readWorkbook(file).filter(({ rows }) => isPolicyTable(rows));
  if (tables.length === 0)
    throw new UnsupportedDocument(
      'No sheet has a header row that names the title of a policy (标题, 政策名称, title …) and one more column.',
    );
  return policyTable(tables, 'xlsx');
}

/** Word and Excel keep an encrypted file in the container of their old formats. */
function oldOffice(bytes: Uint8Array): UnsupportedDocument | EncryptedDocument {
  const isEncrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  );
  return isEncrypted
    ? new EncryptedDocument('The file is protected by a password.')
    : new UnsupportedDocument('An old Word or Excel file: save it as .docx or .xlsx first.');
}

/** A text is a table where its name or its server says so, and its header row agrees. */
function asTable(text: string, { name, mediaType }: DocumentAbout): ExtractedDocument | null {
  const isNamedSo = /\.(?:csv|tsv|tab)$/i.test(name ?? '') || /csv|tab-separated/.test(mediaType ?? '');
  const sheet = isNamedSo ? readDelimited(text, isPolicyTable) : null;
  return sheet === null ? null : policyTable([sheet], delimitedFormat(text));
}

function policyTable(sheets: readonly TableSheet[], format: DocumentFormat): ExtractedDocument {
  return { text: tableText(sheets), format, hints: { ...NO_HINTS, layout: 'policy-table' } };
}

function isPolicyTable(rows: readonly (readonly string[])[]): boolean {
  return headerRowOf(rows, loadLexicon().columnNames) !== -1;
}

function isMarkdown({ name, mediaType }: DocumentAbout): boolean {
  return /\.(?:md|markdown)$/i.test(name ?? '') || mediaType === 'text/markdown';
}
