import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { InvalidInput } from '../platform/errors/domain-error.js';
import { problemsOfPublishing } from './domain/policy-rules.js';
import { PoliciesRepository } from './policies.repository.js';
import type { Policy } from './policy.entity.js';

/** Makes a policy visible, to the archive at once and to the next edition of every list. */
@Injectable()
export class PublishPolicyService {
  constructor(
    private readonly policies: PoliciesRepository,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Refuses a policy without districts or sectors. Publishing a published policy changes nothing. */
  async publish(
    id: string,
    options: { readonly visibleAt?: Date; readonly tx?: Transaction } = {},
  ): Promise<Policy> {
    if (options.tx) return await this.publishIn(id, options.visibleAt, options.tx);
    return await this.db.transaction(async (tx) => await this.publishIn(id, options.visibleAt, tx));
  }

  private async publishIn(id: string, visibleAt: Date | undefined, tx: Transaction): Promise<Policy> {
    await this.policies.beginChange(tx);
    await this.db.rows('select from policies where id = $1 for update', [id], tx);
    const policy = await this.policies.byId(id, tx);
    if (policy.status === 'published') return policy;
    const problems = problemsOfPublishing(policy);
    if (problems.length > 0) throw InvalidInput.of(problems);
    const now = visibleAt ?? this.clock.now();
    policy.status = 'published';
    policy.visibleAt ??= now;
    policy.updatedAt = now;
    await this.policies.save(policy, tx);
    await this.policies.addRevision(policy, now, tx);
    return policy;
  }
}
