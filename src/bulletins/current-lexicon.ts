import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';
import { type Lexicon, prepareLexicon } from './domain/lexicon.js';
import { changeLexicon, type LexiconChange } from './domain/lexicon-words.js';
import { loadLexicon } from './lexicon.loader.js';

/**
 * The lexicon of the data files with what editors changed. Prepared once per change: a counter in the database tells
 * every process when its own is old, so that a word accepted in one is known to all at the next parse.
 */
@Injectable()
export class CurrentLexicon {
  private prepared: { readonly version: number; readonly lexicon: Lexicon } | null = null;

  constructor(private readonly db: Database) {}

  async load(tx?: Transaction): Promise<Lexicon> {
    const state = await this.db.row<{ version: number }>('select version from lexicon_state', [], tx);
    const version = state?.version ?? 0;
    if (this.prepared?.version === version) return this.prepared.lexicon;
    const changes = await this.db.rows<LexiconChange>(
      'select kind, word, target, says, is_removal as "isRemoval" from lexicon_words order by added_at, id',
      [],
      tx,
    );
    const files = loadLexicon();
    const lexicon =
      changes.length > 0 ? prepareLexicon(changeLexicon(files, changes), files.cutWords) : files;
    this.prepared = { version, lexicon };
    return lexicon;
  }
}
