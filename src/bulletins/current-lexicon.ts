import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';
import { changeLexicon, type LexiconChange, type LexiconWord, wordsOf } from './domain/lexicon-words.js';
import { lexiconData } from './lexicon.loader.js';
import type { LexiconState } from './reading-tasks.js';

/**
 * The lexicon of the data files with what editors changed. A counter in the database tells every process when what it
 * knows is old, so that a word accepted in one is known to all at the next parse. Preparing it for reading is left to the
 * threads that read: it takes a process half a second.
 */
@Injectable()
export class CurrentLexicon {
  private known: LexiconState | null = null;

  constructor(private readonly db: Database) {}

  /** Every word of the kinds that editors extend. */
  async words(tx?: Transaction): Promise<LexiconWord[]> {
    return wordsOf(changeLexicon(lexiconData(), (await this.state(tx)).changes));
  }

  /** The changes alone, for who prepares the lexicon. */
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
