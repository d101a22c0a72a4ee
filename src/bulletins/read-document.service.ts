import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/database/database.js';
import type { GivenDocument } from './bulletin-imports.repository.js';
import { CurrentLexicon } from './current-lexicon.js';
import { DocumentReader } from './document-reader.js';
import { NO_HINTS, type DocumentHints } from './domain/document-hints.js';
import type { ParsedBulletin } from './domain/parsed-entry.js';
import type { DocumentAbout, ExtractedDocument } from './extract-text.js';
import { fetchDocument } from './extractors/url.js';

/** Documents from outside into text and entries, apart from this thread. Every refusal is a DomainError. */
@Injectable()
export class ReadDocumentService {
  constructor(
    private readonly reader: DocumentReader,
    private readonly lexicon: CurrentLexicon,
  ) {}

  /** What an editor gave: pasted text, a file's bytes, or an address that is fetched within limits. */
  async textOf(document: GivenDocument, fileName: string | null): Promise<ExtractedDocument> {
    if (document.kind === 'file') return await this.extract(document.bytes, { name: fileName });
    if (document.kind !== 'url') return await this.extract(Buffer.from(document.text), {});
    const { bytes, ...about } = await fetchDocument(document.link);
    return await this.extract(bytes, about);
  }

  /** The text of a document's bytes (`extractDocument`). */
  async extract(bytes: Uint8Array, about: DocumentAbout): Promise<ExtractedDocument> {
    return await this.reader.run('extract', { bytes, about });
  }

  /** A text's entries, by the lexicon as editors have it now. */
  async parse(text: string, hints: DocumentHints = NO_HINTS, tx?: Transaction): Promise<ParsedBulletin> {
    return await this.reader.run('parse', { text, hints, lexicon: await this.lexicon.state(tx) });
  }
}
