import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { PoliciesRepository } from './policies.repository.js';
import type { Policy } from './policy.entity.js';

/** Takes a policy out of the archive and out of every edition that is not yet frozen. */
@Injectable()
export class WithdrawPolicyService {
  constructor(
    private readonly policies: PoliciesRepository,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** A draft or a withdrawn policy stays as it is. */
  async withdraw(id: string): Promise<Policy> {
    return await this.db.transaction(async (tx) => {
      await this.policies.beginChange(tx);
      await this.db.rows('select from policies where id = $1 for update', [id], tx);
      const policy = await this.policies.byId(id, tx);
      if (policy.status !== 'published') return policy;
      policy.status = 'withdrawn';
      policy.updatedAt = this.clock.now();
      await this.policies.save(policy, tx);
      await this.policies.addRevision(policy, policy.updatedAt, tx);
      return policy;
    });
  }
}
