import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { DomainError, InvalidInput } from '../platform/errors/domain-error.js';
import { TaxonomiesRepository } from '../taxonomy/taxonomies.repository.js';
import { problemsOfPolicy, problemsOfPublishing } from './domain/policy-rules.js';
import type { AnnounceMode, PolicyFacts } from './domain/policy.js';
import { fingerprintOf, PoliciesRepository } from './policies.repository.js';
import type { Policy } from './policy.entity.js';

/** Someone else changed the policy since it was read; nothing was stored. */
export class PolicyChangedMeanwhile extends DomainError {
  readonly code = 'policy.changed-meanwhile';
  override readonly kind = 'conflict';
}

/** Another policy has the same title and number. */
export class PolicyAlreadyKnown extends DomainError {
  readonly code = 'policy.already-known';
  override readonly kind = 'conflict';
}

/** The facts to change, and no others. */
export type PolicyChange = Partial<PolicyFacts> & { readonly announce?: AnnounceMode };

/**
 * Changes a policy's facts. When what decides matching changes on a published policy, a revision is kept:
 * those whom it concerns only now get it as 补发.
 */
@Injectable()
export class CorrectPolicyService {
  constructor(
    private readonly policies: PoliciesRepository,
    private readonly taxonomies: TaxonomiesRepository,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Refuses broken facts by field, and a version that is no longer the stored one. */
  async correct(id: string, version: number, change: PolicyChange, tx?: Transaction): Promise<Policy> {
    if (tx) return await this.correctIn(id, version, change, tx);
    return await this.db.transaction(async (own) => await this.correctIn(id, version, change, own));
  }

  private async correctIn(
    id: string,
    version: number,
    change: PolicyChange,
    tx: Transaction,
  ): Promise<Policy> {
    await this.policies.beginChange(tx);
    await this.db.rows('select from policies where id = $1 for update', [id], tx);
    const policy = await this.policies.byId(id, tx);
    if (policy.version !== version)
      throw new PolicyChangedMeanwhile('Someone changed this policy while you were editing it.');
    const before = matchingState(policy);
    Object.assign(policy, change, { updatedAt: this.clock.now() });
    const { districts, sectors } = await this.taxonomies.load(tx);
    const problems = [
      ...problemsOfPolicy(policy, districts, sectors),
      ...(policy.status === 'published' ? problemsOfPublishing(policy) : []),
    ];
    if (problems.length > 0) throw InvalidInput.of(problems);
    policy.fingerprint = fingerprintOf(policy);
    const twin = await this.policies.byFingerprint(policy.fingerprint, tx);
    if (twin && twin.id !== id)
      throw new PolicyAlreadyKnown('Another policy has this title and number already.');
    await this.policies.save(policy, tx);
    if (policy.status === 'published' && matchingState(policy) !== before)
      await this.policies.addRevision(policy, policy.updatedAt, tx);
    return policy;
  }
}

function matchingState(policy: Policy): string {
  return JSON.stringify([policy.level, policy.type, policy.districts, policy.sectors, policy.announce]);
}
