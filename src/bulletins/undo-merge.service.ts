import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { InvalidInput } from '../platform/errors/domain-error.js';
import { EntryChangedMeanwhile, EntryNotLive } from './correct-entry.service.js';
import { settledAlike, withoutMerge } from './domain/merge-entries.js';
import { isLive } from './domain/review-entry.js';
import { type EntryRef, ReviewEntriesRepository } from './review-entries.repository.js';
import { StoreEntryService } from './store-entry.service.js';

/** Takes back what two entries were made one by. */
@Injectable()
export class UndoMergeService {
  constructor(
    private readonly entries: ReviewEntriesRepository,
    private readonly storing: StoreEntryService,
    private readonly db: Database,
  ) {}

  /**
   * The last entry that was merged into this one stands alone again, as it was; this one loses what it had from it and
   * keeps what was corrected since. Gives the other's id. Refuses an entry without a merge, one that is published by now,
   * and a version that is no longer the stored one.
   */
  async undo(ref: EntryRef, version: number): Promise<string> {
    return await this.db.transaction(async (tx) => {
      await this.db.rows('select from bulletins where id = $1 for update', [ref.bulletinId], tx);
      const entry = await this.entries.lock(ref, tx);
      if (entry.version !== version)
        throw new EntryChangedMeanwhile('Someone changed this entry while you were editing it.');
      if (!isLive(entry.state)) throw new EntryNotLive('This entry is not under review any more.');
      const last = await this.entries.lastMergedInto(ref, tx);
      if (!last) throw InvalidInput.of([{ field: 'merge', message: 'has no merge to take back' }]);
      const { beforeMerge, ...second } = last;
      const { lineEnd } = beforeMerge.first;
      await this.storing.store({ ...entry, ...withoutMerge(entry, beforeMerge.first, second), lineEnd }, tx);
      const warnings = settledAlike(second.warnings, entry.warnings);
      await this.entries.save({ ...second, ...beforeMerge.second, warnings }, tx);
      return second.id;
    });
  }
}
