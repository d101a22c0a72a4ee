import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import type { LexiconChange, LexiconWord } from './domain/lexicon-words.js';

/** A change an editor made, with who made it, when, and the entry it came from. */
export type StoredChange = LexiconChange & {
  readonly id: string;
  readonly addedAt: Date;
  readonly addedBy: string | null;
  readonly bulletinId: string | null;
  readonly entryId: string | null;
};

/** Who changes the lexicon, and the entry whose correction led to it. */
export interface ChangeOrigin {
  readonly adminId: string | null;
  readonly entryId: string | null;
}

/** What editors added to the lexicon or took out of it. */
@Injectable()
export class LexiconWordsRepository {
  constructor(private readonly db: Database) {}

  /** The newest first. */
  async all(): Promise<StoredChange[]> {
    return await this.db.rows<StoredChange>(
      `select w.id, w.kind, w.word, w.target, w.says, w.is_removal as "isRemoval", w.added_at as "addedAt",
              a.email as "addedBy", e.bulletin_id as "bulletinId", w.entry_id as "entryId"
         from lexicon_words w left join review_entries e on e.id = w.entry_id left join admins a on a.id = w.added_by
        order by w.added_at desc, w.id desc`,
    );
  }

  /** Keeps a word or the removal of one of the files; the newer change goes before an older one of the same word. */
  async put(change: LexiconChange, origin: ChangeOrigin, tx: Transaction): Promise<void> {
    await this.db.affected(
      `insert into lexicon_words (id, kind, word, target, says, is_removal, added_by, entry_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (kind, word, target) do update set says = excluded.says, is_removal = excluded.is_removal,
         added_by = excluded.added_by, added_at = now(), entry_id = excluded.entry_id`,
      [
        newId<'lexicon-word'>(),
        change.kind,
        change.word,
        change.target,
        JSON.stringify(change.says),
        change.isRemoval,
        origin.adminId,
        origin.entryId,
      ],
      tx,
    );
    await this.changed(tx);
  }

  /** Takes back what an editor changed about a word: the files' own counts again. Whether there was a change. */
  async undo(word: Pick<LexiconWord, 'kind' | 'word' | 'target'>, tx: Transaction): Promise<boolean> {
    const gone = await this.db.affected(
      'delete from lexicon_words where kind = $1 and word = $2 and target = $3',
      [word.kind, word.word, word.target],
      tx,
    );
    if (gone > 0) await this.changed(tx);
    return gone > 0;
  }

  private async changed(tx: Transaction): Promise<void> {
    await this.db.affected('update lexicon_state set version = version + 1', [], tx);
  }
}
