import { EncryptedDocument, ScannedDocument, UnsupportedDocument } from './unreadable.js';

const MOST_PAGES = 500;

/** The text of a PDF, a line per printed line. Refuses encrypted, damaged and scanned ones. */
export async function pdfToText(bytes: Uint8Array): Promise<string> {
  const { extractText, getDocumentProxy } = await import('unpdf');
  const document = await openPdf(() => getDocumentProxy(new Uint8Array(bytes)));
  if (document.numPages > MOST_PAGES)
    throw new UnsupportedDocument(`The PDF has ${document.numPages} pages; ${MOST_PAGES} is the most.`);
  const { text } = await extractText(document, { mergePages: false });
  await document.destroy();
  const whole = text.join('\n');
  if (whole.trim().length < 10) throw new ScannedDocument('The PDF holds pictures of pages and no text.');
  return whole;
}

async function openPdf<T>(open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if ((error as Error).name === 'PasswordException')
      throw new EncryptedDocument('The PDF is protected by a password.');
    throw new UnsupportedDocument(`The PDF cannot be read: ${(error as Error).message}`);
  }
}
