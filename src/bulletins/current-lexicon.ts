import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Lexicon } from './domain/lexicon.js';
import type { LexiconChange } from './domain/lexicon-words.js';
import { lexiconWith } from './lexicon.loader.js';
import type { LexiconState } from './reading-tasks.js';

/**
 * The lexicon of the data files with what editors changed. Prepared once per change: a counter in the database tells
 * every process when its own is old, so that a word accepted in one is known to all at the next parse.
 */
@Injectable()
export class CurrentLexicon {
  private prepared: { readonly version: number; readonly lexicon: Lexicon } | null = null;

  private known: LexiconState | null = null;

  constructor(private readonly db: Database) {}

  async load(tx?: Transaction): Promise<Lexicon> {
    const { version, changes } = await this.state(tx);
    if (this.prepared?.version !== version) this.prepared = { version, lexicon: lexiconWith(changes) };
    return this.prepared.lexicon;
  }

  /** The changes alone, for who prepares the lexicon elsewhere. */
  async state(tx?: Transaction): Promise<LexiconState> {
    const state = await this.db.row<{ version: number }>('select version from lexicon_state', [], tx);
    const version = state?.version ?? 0;
    if (this.known?.version === version) return this.known;
    const changes = await this.db.rows<LexiconChange>(
      'select kind, word, target, says, is_removal as "isRemoval" from lexicon_words order by added_at, id',
      [],
      tx,
    );
    this.known = { version, changes };
    return this.known;
  }
}
