import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { EntryNotLive } from './correct-entry.service.js';
import { isLive, type ReviewWarning } from './domain/review-entry.js';
import { reopen, settle } from './domain/review-warnings.js';
import { type EntryRef, ReviewEntriesRepository } from './review-entries.repository.js';

/** An editor's word on a doubt: the value is right as it stands. */
@Injectable()
export class SettleWarningsService {
  constructor(
    private readonly entries: ReviewEntriesRepository,
    private readonly db: Database,
  ) {}

  /** How many were settled; `key` names one, null all that are open. Settled ones stay as they are. */
  async settle(ref: EntryRef, key: string | null): Promise<number> {
    return await this.change(ref, (warnings) => settle(warnings, key));
  }

  /** Takes one back; 0 when it was open. */
  async reopen(ref: EntryRef, key: string): Promise<number> {
    return await this.change(ref, (warnings) => reopen(warnings, key));
  }

  private async change(
    ref: EntryRef,
    decide: (warnings: readonly ReviewWarning[]) => ReviewWarning[],
  ): Promise<number> {
    return await this.db.transaction(async (tx) => {
      const entry = await this.entries.lock(ref, tx);
      if (!isLive(entry.state)) throw new EntryNotLive('This entry is not under review any more.');
      const warnings = decide(entry.warnings);
      const changed = warnings.filter((one, index) => one.settled !== entry.warnings[index]?.settled).length;
      if (changed > 0) await this.entries.save({ ...entry, warnings }, tx);
      return changed;
    });
  }
}
