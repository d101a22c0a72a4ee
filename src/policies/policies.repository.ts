import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { Database, type Transaction } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { policyIdentity } from './domain/policy-identity.js';
import type { MatchFacts, PolicyFacts } from './domain/policy.js';
import { PolicySearchIndex } from './policy-search-index.js';
import { Policy } from './policy.entity.js';

/** No policy has this id. */
export class PolicyNotFound extends DomainError {
  readonly code = 'policy.not-found';
  override readonly kind = 'not-found';
}

/** What decided at one moment who gets a policy. */
export interface PolicyMoment extends MatchFacts {
  readonly id: string;
}

/** Key of the advisory lock that changes share and a freeze takes alone. */
const CHANGING_LOCK = 0x70_6f_6c_69;

/** The policies as stored, and their revisions. */
@Injectable()
export class PoliciesRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly db: Database,
    private readonly search: PolicySearchIndex,
  ) {}

  async byId(id: string, tx?: Transaction): Promise<Policy> {
    const policy = await (tx ?? this.dataSource.manager).findOneBy(Policy, { id });
    if (!policy) throw new PolicyNotFound('This policy does not exist.');
    return policy;
  }

  async byIds(ids: readonly string[], tx?: Transaction): Promise<Policy[]> {
    if (ids.length === 0) return [];
    return await (tx ?? this.dataSource.manager).findBy(Policy, { id: In([...ids]) });
  }

  async byFingerprint(fingerprint: Buffer, tx?: Transaction): Promise<Policy | null> {
    return await (tx ?? this.dataSource.manager).findOneBy(Policy, { fingerprint });
  }

  /** Stores the policy and the words it is found by. */
  async save(policy: Policy, tx: Transaction): Promise<void> {
    await tx.save(Policy, policy);
    await this.search.index(policy, tx);
  }

  /**
   * Begins a change of what is announced. Take it before reading the clock: an edition that freezes meanwhile
   * waits for the commit, so that no change dated before its cut-off is committed after its snapshot.
   */
  async beginChange(tx: Transaction): Promise<void> {
    await this.db.rows('select pg_advisory_xact_lock_shared($1)', [CHANGING_LOCK], tx);
  }

  /** Waits until every change begun before now is committed or rolled back. */
  async awaitChanges(): Promise<void> {
    await this.db.transaction(
      async (tx) => await this.db.rows('select pg_advisory_xact_lock($1)', [CHANGING_LOCK], tx),
    );
  }

  /** Records what decides matching from `validFrom` on; `announced` is false for drafts, withdrawn and never-announced. */
  async addRevision(policy: Policy, validFrom: Date, tx: Transaction): Promise<void> {
    const announced = policy.status === 'published' && policy.announce === 'next';
    await this.db.affected(
      `insert into policy_revisions (policy_id, number, valid_from, announced, level, type, districts, sectors)
       select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7 from policy_revisions where policy_id = $1`,
      [policy.id, validFrom, announced, policy.level, policy.type, policy.districts, policy.sectors],
      tx,
    );
  }

  /** The policies whose revisions changed in (from, until] and that are announced at `until`: new and perhaps late ones. */
  async announcedAfterChange(from: Date, until: Date, tx: Transaction): Promise<string[]> {
    const rows = await this.db.rows<{ policy_id: string }>(
      `select distinct policy_id from policy_revisions r
        where valid_from > $1 and valid_from <= $2
          and (select announced from policy_revisions l where l.policy_id = r.policy_id and l.valid_from <= $2
                order by number desc limit 1)`,
      [from, until],
      tx,
    );
    return rows.map((row) => row.policy_id);
  }

  /** What decided matching at an instant; policies that were not announced then are left out. */
  async momentsAt(ids: readonly string[], at: Date, tx: Transaction): Promise<PolicyMoment[]> {
    return await this.db.rows<PolicyMoment>(
      `select policy_id as id, level, type, districts, sectors
         from (select distinct on (policy_id) * from policy_revisions
                where policy_id = any($1) and valid_from <= $2 order by policy_id, number desc) latest
        where announced`,
      [ids, at],
      tx,
    );
  }

  /** Announced policies, visible at or before `visibleUntil`, that close in [today, lastDay] (`YYYY-MM-DD`). */
  async closingBetween(
    today: string,
    lastDay: string,
    visibleUntil: Date,
    tx: Transaction,
  ): Promise<string[]> {
    const rows = await this.db.rows<{ id: string }>(
      `select id from policies
        where status = 'published' and announce = 'next' and visible_at <= $3
          and length(application_closes_on) = 10 and application_closes_on between $1 and $2`,
      [today, lastDay, visibleUntil],
      tx,
    );
    return rows.map((row) => row.id);
  }
}

/** The unique key of a policy's identity. */
export function fingerprintOf(
  facts: Pick<PolicyFacts, 'title' | 'documentNumber' | 'issuers' | 'writtenOn' | 'publishedOn'>,
): Buffer {
  return createHash('sha256').update(policyIdentity(facts)).digest();
}
