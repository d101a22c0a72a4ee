import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';
import { DomainError, InvalidInput } from '../platform/errors/domain-error.js';
import { problemsOfPolicy } from '../policies/domain/policy-rules.js';
import { TaxonomiesRepository } from '../taxonomy/taxonomies.repository.js';
import { isLive, type ReviewEntry, type ReviewFacts } from './domain/review-entry.js';
import { isChanged, settleCorrected } from './domain/review-warnings.js';
import { ProposeWordsService } from './propose-words.service.js';
import { type EntryRef, ReviewEntriesRepository } from './review-entries.repository.js';
import { StoreEntryService } from './store-entry.service.js';

/** Someone else changed the entry since it was read; nothing was stored. */
export class EntryChangedMeanwhile extends DomainError {
  readonly code = 'review.changed-meanwhile';
  override readonly kind = 'conflict';
}

/** The entry is published, dropped or merged: this step no longer applies. */
export class EntryNotLive extends DomainError {
  readonly code = 'review.entry-not-live';
  override readonly kind = 'conflict';
}

/** Keeps what an editor corrects in an entry; its warnings about corrected fields are settled, its words proposed. */
@Injectable()
export class CorrectEntryService {
  constructor(
    private readonly entries: ReviewEntriesRepository,
    private readonly storing: StoreEntryService,
    private readonly taxonomies: TaxonomiesRepository,
    private readonly proposing: ProposeWordsService,
    private readonly db: Database,
  ) {}

  /**
   * Whether anything changed. The same facts again change nothing, whatever the version. Refuses broken facts by field,
   * and a version that is no longer the stored one.
   */
  async correct(ref: EntryRef, version: number, facts: ReviewFacts): Promise<boolean> {
    const corrected = await this.db.transaction(async (tx) => {
      const entry = await this.entries.lock(ref, tx);
      if (isSame(entry.facts, facts)) return null;
      if (entry.version !== version)
        throw new EntryChangedMeanwhile('Someone changed this entry while you were editing it.');
      if (!isLive(entry.state)) throw new EntryNotLive('This entry is not under review any more.');
      await this.check(entry, facts, tx);
      const warnings = settleCorrected(entry.warnings, entry.facts, facts);
      await this.storing.store({ ...entry, facts, warnings }, tx);
      return { ...entry, facts };
    });
    if (corrected) await this.proposing.propose(corrected);
    return corrected !== null;
  }

  private async check(entry: ReviewEntry, facts: ReviewFacts, tx: Transaction): Promise<void> {
    const { districts, sectors } = await this.taxonomies.load(tx);
    const mayLackTitle = entry.state === 'open' && facts.title === '';
    const problems = problemsOfPolicy(mayLackTitle ? { ...facts, title: '…' } : facts, districts, sectors);
    if (problems.length > 0) throw InvalidInput.of(problems);
  }
}

function isSame(one: ReviewFacts, other: ReviewFacts): boolean {
  return (Object.keys(other) as (keyof ReviewFacts)[]).every((field) => !isChanged(field, one, other));
}
