import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { proposeRelations, type RelationProposal, targetOf } from './domain/relation-proposals.js';
import type { EntryOutline, ReviewEntry } from './domain/review-entry.js';
import { KnownPoliciesQuery } from './known-policies.query.js';
import { type EntryRef, ReviewEntriesRepository } from './review-entries.repository.js';

/** The source does not speak of this relation. */
export class RelationNotProposed extends DomainError {
  readonly code = 'review.relation-not-proposed';
  override readonly kind = 'not-found';
}

/** A proposal and what an editor said to it; null: nothing yet. */
export interface DecidedRelation extends RelationProposal {
  readonly target: string;
  readonly isConfirmed: boolean | null;
}

/** What an editor says to one proposal. */
export interface RelationDecision {
  readonly kind: string;
  readonly target: string;
  readonly isConfirmed: boolean;
}

/** Explainers, amendments and repeals: proposed from the source's words, related once an editor confirms. */
@Injectable()
export class RelateEntryService {
  constructor(
    private readonly entries: ReviewEntriesRepository,
    private readonly known: KnownPoliciesQuery,
    private readonly db: Database,
  ) {}

  /** The relations one entry speaks of; `all` are the entries of its document. */
  async proposalsOf(
    entry: ReviewEntry,
    all: readonly EntryOutline[],
    tx?: Transaction,
  ): Promise<DecidedRelation[]> {
    if (entry.read.relations.length === 0) return [];
    const named = entry.read.relations.map(({ title, documentNumber }) => ({
      title: title ?? '',
      documentNumber,
      type: 'notice' as const,
      issuers: [],
      sourceLink: null,
    }));
    const issuing = named.flatMap((one) => [
      one,
      { ...one, title: `关于印发${one.title}的通知` },
      { ...one, title: `关于发布${one.title}的公告` },
    ]);
    const proposals = proposeRelations(entry, all, await this.known.like(issuing, tx));
    const decided = await this.db.rows<{ kind: string; target: string; isConfirmed: boolean }>(
      'select kind, target, is_confirmed as "isConfirmed" from review_relations where entry_id = $1',
      [entry.id],
      tx,
    );
    return proposals.map((one) => {
      const target = targetOf(one);
      const answer = decided.find(({ kind, target: to }) => kind === one.kind && to === target);
      return { ...one, target, isConfirmed: answer?.isConfirmed ?? null };
    });
  }

  /** Keeps the decision; a confirmed relation is stored at once, or when both sides are policies. */
  async decide(ref: EntryRef, decision: RelationDecision): Promise<void> {
    await this.db.transaction(async (tx) => {
      const entry = await this.entries.lock(ref, tx);
      const all = await this.entries.outlineOf(ref.bulletinId, tx);
      const proposal = (await this.proposalsOf(entry, all, tx)).find(
        (one) => one.kind === decision.kind && one.target === decision.target,
      );
      if (!proposal) throw new RelationNotProposed('The source does not speak of this relation.');
      await this.db.affected(
        `insert into review_relations (entry_id, kind, target, related_policy_id, related_entry_id, is_confirmed)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (entry_id, kind, target) do update set is_confirmed = excluded.is_confirmed`,
        [entry.id, proposal.kind, proposal.target, proposal.policyId, proposal.entryId, decision.isConfirmed],
        tx,
      );
      if (!decision.isConfirmed) await this.unrelate(entry.id, proposal, tx);
      await this.writeConfirmed(ref.bulletinId, tx);
    });
  }

  /** Stores every confirmed relation of a document whose two sides are policies by now. */
  async writeConfirmed(bulletinId: string, tx: Transaction): Promise<void> {
    await this.db.affected(
      `insert into policy_relations (policy_id, kind, related_id)
       select e.policy_id, r.kind, coalesce(r.related_policy_id, o.policy_id)
         from review_relations r join review_entries e on e.id = r.entry_id
         left join review_entries o on o.id = r.related_entry_id
        where e.bulletin_id = $1 and r.is_confirmed and e.policy_id is not null
          and coalesce(r.related_policy_id, o.policy_id) is not null
          and coalesce(r.related_policy_id, o.policy_id) <> e.policy_id
       on conflict do nothing`,
      [bulletinId],
      tx,
    );
  }

  private async unrelate(entryId: string, proposal: RelationProposal, tx: Transaction): Promise<void> {
    await this.db.affected(
      `delete from policy_relations
        where kind = $2 and policy_id = (select policy_id from review_entries where id = $1)
          and related_id = coalesce($3, (select policy_id from review_entries where id = $4))`,
      [entryId, proposal.kind, proposal.policyId, proposal.entryId],
      tx,
    );
  }
}
