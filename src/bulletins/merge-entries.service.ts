import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { InvalidInput } from '../platform/errors/domain-error.js';
import { EntryChangedMeanwhile, EntryNotLive } from './correct-entry.service.js';
import { beforeMerge, mergeEntries } from './domain/merge-entries.js';
import { type EntryRef, ReviewEntriesRepository } from './review-entries.repository.js';

/** Makes one entry of two that were cut apart. */
@Injectable()
export class MergeEntriesService {
  constructor(
    private readonly entries: ReviewEntriesRepository,
    private readonly db: Database,
  ) {}

  /**
   * Takes the next entry of the document into this one. Refuses where there is no next one, where one of them is
   * stored already, and a version that is no longer the stored one.
   */
  async mergeWithNext(ref: EntryRef, version: number): Promise<void> {
    await this.db.transaction(async (tx) => {
      await this.db.rows('select from bulletins where id = $1 for update', [ref.bulletinId], tx);
      const entry = await this.entries.lock(ref, tx);
      if (entry.version !== version)
        throw new EntryChangedMeanwhile('Someone changed this entry while you were editing it.');
      const all = await this.entries.outlineOf(ref.bulletinId, tx);
      const next = all[all.findIndex(({ id }) => id === entry.id) + 1];
      if (!next) throw InvalidInput.of([{ field: 'merge', message: 'is the last entry' }]);
      const second = await this.entries.lock({ ...ref, entryId: next.id }, tx);
      if (entry.state !== 'open' || !['open', 'dropped', 'duplicate'].includes(second.state))
        throw new EntryNotLive('One of the two entries is stored already.');
      const merged = mergeEntries(entry, second);
      const lineEnd = Math.max(entry.lineEnd, second.lineEnd);
      await this.entries.save({ ...entry, ...merged, lineEnd }, tx);
      await this.entries.save(
        {
          ...second,
          state: 'merged',
          policyId: null,
          twinOf: null,
          mergedInto: entry.id,
          beforeMerge: beforeMerge(entry, second),
        },
        tx,
      );
    });
  }
}
