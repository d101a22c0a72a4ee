import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { EntryNotLive } from './correct-entry.service.js';
import { mayBecome } from './domain/review-entry.js';
import { type EntryRef, ReviewEntriesRepository } from './review-entries.repository.js';

/** Leaves an entry out, and takes one back that was dropped or taken for a duplicate. */
@Injectable()
export class DropEntryService {
  constructor(
    private readonly entries: ReviewEntriesRepository,
    private readonly db: Database,
  ) {}

  /** Whether this act dropped it. Refuses an entry that is a policy by now. */
  async drop(ref: EntryRef): Promise<boolean> {
    return await this.move(ref, 'dropped');
  }

  /** Whether this act brought it back, as it was. */
  async restore(ref: EntryRef): Promise<boolean> {
    return await this.move(ref, 'open');
  }

  private async move(ref: EntryRef, to: 'dropped' | 'open'): Promise<boolean> {
    return await this.db.transaction(async (tx) => {
      const entry = await this.entries.lock(ref, tx);
      if (entry.state === to) return false;
      if (!mayBecome(entry.state, to)) throw new EntryNotLive('This entry is not under review any more.');
      await this.entries.save({ ...entry, state: to, policyId: null, twinOf: null }, tx);
      return true;
    });
  }
}
