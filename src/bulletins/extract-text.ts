import { readFile } from 'node:fs/promises';
import { decodeText } from './extractors/text.js';

/** The text of a document file, by its content. Throws a DomainError for content that cannot be read. */
export async function readBulletinText(path: string): Promise<string> {
  const bytes = await readFile(path);
  return decodeText(bytes).text;
}
