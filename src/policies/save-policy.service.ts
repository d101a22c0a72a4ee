import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { InvalidInput } from '../platform/errors/domain-error.js';
import { newId } from '../platform/ids.js';
import { TaxonomiesRepository } from '../taxonomy/taxonomies.repository.js';
import type { AnnounceMode, PolicyFacts } from './domain/policy.js';
import { problemsOfPolicy } from './domain/policy-rules.js';
import { fingerprintOf, PoliciesRepository } from './policies.repository.js';
import { Policy } from './policy.entity.js';

/** A draft that was stored, or the policy that was there already. */
export interface SavedDraft {
  readonly policy: Policy;
  readonly isNew: boolean;
}

/** Stores a new policy as a draft: nobody sees it before it is published. */
@Injectable()
export class SavePolicyService {
  constructor(
    private readonly policies: PoliciesRepository,
    private readonly taxonomies: TaxonomiesRepository,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Refuses broken facts by field; the same policy from another document is returned, not stored twice. */
  async addDraft(
    facts: PolicyFacts,
    options: { readonly announce: AnnounceMode; readonly isSample: boolean },
    tx?: Transaction,
  ): Promise<SavedDraft> {
    const { districts, sectors } = await this.taxonomies.load(tx);
    const problems = problemsOfPolicy(facts, districts, sectors);
    if (problems.length > 0) throw InvalidInput.of(problems);
    if (tx) return await this.insertOnce(facts, options, tx);
    return await this.db.transaction(async (own) => await this.insertOnce(facts, options, own));
  }

  private async insertOnce(
    facts: PolicyFacts,
    options: { readonly announce: AnnounceMode; readonly isSample: boolean },
    tx: Transaction,
  ): Promise<SavedDraft> {
    const fingerprint = fingerprintOf(facts);
    await this.db.rows('select pg_advisory_xact_lock($1)', [fingerprint.readInt32BE(0)], tx);
    const known = await this.policies.byFingerprint(fingerprint, tx);
    if (known) return { policy: known, isNew: false };
    const policy = Object.assign(new Policy(), {
      ...facts,
      ...options,
      id: newId<'policy'>(),
      status: 'draft',
      visibleAt: null,
      fingerprint,
      updatedAt: this.clock.now(),
    });
    await this.policies.save(policy, tx);
    return { policy, isNew: true };
  }
}
