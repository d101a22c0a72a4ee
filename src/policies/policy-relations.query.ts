import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { PolicyStatus } from './domain/policy.js';

export const RELATION_KINDS = ['explains', 'amends', 'repeals'] as const;
export type RelationKind = (typeof RELATION_KINDS)[number];

/** A policy that stands in a relation to another; see `isTarget`. */
export interface RelatedPolicy {
  readonly id: string;
  readonly title: string;
  readonly kind: RelationKind;
  /** True: the policy asked about does it to this one; false: this one does it to the policy asked about. */
  readonly isTarget: boolean;
  readonly publishedOn: string | null;
}

/** The same for those who also see what is not published. */
export interface AnyRelatedPolicy extends RelatedPolicy {
  readonly status: PolicyStatus;
}

/** Which published policies explain, amend or repeal a policy, and which ones it does so to. */
@Injectable()
export class PolicyRelationsQuery {
  constructor(private readonly db: Database) {}

  async of(policyId: string): Promise<RelatedPolicy[]> {
    return (await this.whateverStatus(policyId)).filter(({ status }) => status === 'published');
  }

  /** Drafts and withdrawn policies too. */
  async whateverStatus(policyId: string): Promise<AnyRelatedPolicy[]> {
    return await this.db.rows<AnyRelatedPolicy>(
      `select p.id, p.title, r.kind, r."isTarget", p.published_on as "publishedOn", p.status
         from (select related_id as id, kind, true as "isTarget" from policy_relations where policy_id = $1
               union select policy_id, kind, false from policy_relations where related_id = $1) r
         join policies p on p.id = r.id
        order by r."isTarget" desc, r.kind, p.published_on desc nulls last, p.id`,
      [policyId],
    );
  }
}
