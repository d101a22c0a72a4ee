import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';
import { CorrectPolicyService } from '../policies/correct-policy.service.js';
import { PoliciesRepository } from '../policies/policies.repository.js';
import type { ReviewEntry } from './domain/review-entry.js';
import { ReviewEntriesRepository } from './review-entries.repository.js';

/** Stores an entry as an editor left it, and corrects the policy it became. */
@Injectable()
export class StoreEntryService {
  constructor(
    private readonly entries: ReviewEntriesRepository,
    private readonly policies: PoliciesRepository,
    private readonly correcting: CorrectPolicyService,
    private readonly db: Database,
  ) {}

  /** Refuses facts that a policy must not have. A published one keeps its settled warnings: nothing holds it back any more. */
  async store(entry: ReviewEntry, tx: Transaction): Promise<void> {
    const { bulletinId, policyId, position, lineStart, lineEnd } = entry;
    const warnings =
      entry.state === 'published'
        ? entry.warnings.map((one) => ({ ...one, settled: one.settled ?? ('confirmed' as const) }))
        : entry.warnings;
    if (policyId) {
      const policy = await this.policies.byId(policyId, tx);
      await this.correcting.correct(policy.id, policy.version, entry.facts, tx);
      await this.db.affected(
        'update bulletin_entries set line_start = $3, line_end = $4 where bulletin_id = $1 and position = $2',
        [bulletinId, position, lineStart, lineEnd],
        tx,
      );
    }
    await this.entries.save({ ...entry, warnings }, tx);
  }
}
