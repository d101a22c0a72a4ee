import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/database/database.js';
import type { GivenDocument } from './bulletin-imports.repository.js';
import { CurrentLexicon } from './current-lexicon.js';
import { DocumentReader } from './document-reader.js';
import { NO_HINTS, type DocumentHints } from './domain/document-hints.js';
import type { ParsedBulletin, ParsedEntry } from './domain/parsed-entry.js';
import type { WordProposal } from './domain/propose-words.js';
import type { DocumentAbout, ExtractedDocument } from './extract-text.js';
import { PageFetcher } from './page-fetcher.js';
import type { Correction, LinesToRead } from './reading-tasks.js';

/** Documents from outside into text and entries, apart from this thread. Every refusal is a DomainError. */
@Injectable()
export class ReadDocumentService {
  constructor(
    private readonly reader: DocumentReader,
    private readonly lexicon: CurrentLexicon,
    private readonly pages: PageFetcher,
  ) {}

  /** What an editor gave: pasted text, a file's bytes, or an address that is fetched within limits. */
  async textOf(
    document: GivenDocument,
    fileName: string | null,
    tell?: (share: number) => void,
  ): Promise<ExtractedDocument> {
    if (document.kind === 'file') return await this.extract(document.bytes, { name: fileName }, tell);
    if (document.kind !== 'url') return await this.extract(Buffer.from(document.text), {}, tell);
    const { bytes, ...about } = await this.pages.fetch(document.link);
    return await this.extract(bytes, about, tell);
  }

  /** Refuses an address that is not fetched, as the problem of its field. */
  async checkAddress(link: string): Promise<void> {
    await this.pages.check(link);
  }

  /** The text of a document's bytes (`extractDocument`). */
  async extract(
    bytes: Uint8Array,
    about: DocumentAbout,
    tell?: (share: number) => void,
  ): Promise<ExtractedDocument> {
    return await this.reader.run('extract', { bytes, about }, tell);
  }

  /** A text's entries, by the lexicon as editors have it now. */
  async parse(
    { text, hints = NO_HINTS }: { readonly text: string; readonly hints?: DocumentHints | undefined },
    tx?: Transaction,
    tell?: (share: number) => void,
  ): Promise<ParsedBulletin> {
    return await this.reader.run('parse', { text, hints, lexicon: await this.lexicon.state(tx) }, tell);
  }

  /** Some lines of a text as one entry; null when nothing is printed on them. */
  async readLines(lines: Omit<LinesToRead, 'lexicon'>): Promise<ParsedEntry | null> {
    return await this.reader.run('read-lines', { ...lines, lexicon: await this.lexicon.state() });
  }

  /** What a correction suggests for the lexicon. */
  async proposals(correction: Omit<Correction, 'lexicon'>): Promise<readonly WordProposal[]> {
    return await this.reader.run('propose-words', { ...correction, lexicon: await this.lexicon.state() });
  }
}
