import { readNotes } from './docx-notes.js';
import { readNumbering } from './docx-numbering.js';
import { WordText } from './docx-text.js';
import type { OfficePackage } from './office-package.js';
import { UnsupportedDocument } from './unreadable.js';

const DOCUMENT = 'word/document.xml';

/**
 * The text of a Word file: a line per paragraph with its automatic number (its own or its style's), table rows tab-separated,
 * text boxes and footnotes behind the paragraph they belong to. Deleted, moved-away and hidden text is left out, inserted text
 * is read. Refuses archives that are no Word file.
 */
export function docxToText(file: OfficePackage): string {
  const document = file.part(DOCUMENT);
  if (document === null)
    throw new UnsupportedDocument('The file is an archive, but no Word document (.docx).');
  const numbering = readNumbering(file.part('word/numbering.xml') ?? '', file.part('word/styles.xml') ?? '');
  const notes = new Map([
    ...readNotes(file.part('word/footnotes.xml') ?? '', 'footnote'),
    ...readNotes(file.part('word/endnotes.xml') ?? '', 'endnote'),
  ]);
  return new WordText({ numbering, notes, links: file.relations(DOCUMENT) }).read(document);
}
