import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { CurrentLexicon } from './current-lexicon.js';
import { type LexiconWord, nameOf } from './domain/lexicon-words.js';
import { LexiconWordsRepository } from './lexicon-words.repository.js';

/** Adds words to the lexicon and takes them out; the next document is read with the change, in every process. */
@Injectable()
export class ChangeLexiconService {
  constructor(
    private readonly words: LexiconWordsRepository,
    private readonly lexicon: CurrentLexicon,
    private readonly db: Database,
  ) {}

  /** The same word given anew replaces what it said before, also a word of the data files. */
  async add(word: LexiconWord, adminId: string): Promise<void> {
    await this.db.transaction(
      async (tx) => await this.words.put({ ...word, isRemoval: false }, { adminId, entryId: null }, tx),
    );
  }

  /** Whether there was such a word. One of the data files is noted as removed; the files stay as they are. */
  async remove(name: Pick<LexiconWord, 'kind' | 'word' | 'target'>, adminId: string): Promise<boolean> {
    return await this.db.transaction(async (tx) => {
      const word = (await this.lexicon.words(tx)).find((one) => nameOf(one) === nameOf(name));
      if (!word) return false;
      await this.words.put({ ...word, isRemoval: true }, { adminId, entryId: null }, tx);
      return true;
    });
  }

  /** Takes back what editors changed about a word: what the data files say counts again. */
  async undo(name: Pick<LexiconWord, 'kind' | 'word' | 'target'>): Promise<boolean> {
    return await this.db.transaction(async (tx) => await this.words.undo(name, tx));
  }
}
