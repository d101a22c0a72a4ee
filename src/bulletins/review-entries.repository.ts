import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { newId } from '../platform/ids.js';
import { PoliciesRepository } from '../policies/policies.repository.js';
import type { Policy } from '../policies/policy.entity.js';
import type { BeforeMerge } from './domain/merge-entries.js';
import type { EntryOutline, ReviewEntry, ReviewFacts } from './domain/review-entry.js';

/** No entry of this bulletin has this id. */
export class ReviewEntryNotFound extends DomainError {
  readonly code = 'review.entry-not-found';
  override readonly kind = 'not-found';
}

/** Which entry of which bulletin. */
export interface EntryRef {
  readonly bulletinId: string;
  readonly entryId: string;
}

/** An entry that is not stored yet. */
export type NewReviewEntry = Omit<ReviewEntry, 'id' | 'version'>;

const COLUMNS = `id, bulletin_id as "bulletinId", position, line_start as "lineStart", line_end as "lineEnd", read, facts,
  warnings, state, policy_id as "policyId", twin_of as "twinOf", version`;

/** The entries of bulletins under review; a stored policy's own facts go before those its review began with. */
@Injectable()
export class ReviewEntriesRepository {
  constructor(
    private readonly db: Database,
    private readonly policies: PoliciesRepository,
  ) {}

  /** In the order of the document what a list of them shows; parts merged into another entry are left out. */
  async outlineOf(bulletinId: string, tx?: Transaction): Promise<EntryOutline[]> {
    return await this.db.rows<EntryOutline>(
      `select e.id, e.bulletin_id as "bulletinId", e.position, e.warnings, e.policy_id as "policyId", e.twin_of as "twinOf",
              case when e.state = 'draft' and p.status <> 'draft' then 'published' else e.state end as state,
              jsonb_build_object(
                'title', coalesce(to_jsonb(p.title), e.facts -> 'title'),
                'announce', coalesce(to_jsonb(p.announce), e.facts -> 'announce'),
                'documentNumber', case when p.id is null then e.facts -> 'documentNumber' else to_jsonb(p.document_number) end,
                'districts', coalesce(to_jsonb(p.districts), e.facts -> 'districts'),
                'sectors', coalesce(to_jsonb(p.sectors), e.facts -> 'sectors')) as facts
         from review_entries e
         left join policies p on p.id = e.policy_id and e.state in ('draft', 'published')
        where e.bulletin_id = $1 and e.state <> 'merged' order by e.line_start, e.position`,
      [bulletinId],
      tx,
    );
  }

  /** Throws `ReviewEntryNotFound`. */
  async byRef(ref: EntryRef, tx?: Transaction): Promise<ReviewEntry> {
    return await this.read(ref, tx);
  }

  /** The entry and the policy it became, for this transaction alone. */
  async lock(ref: EntryRef, tx: Transaction): Promise<ReviewEntry> {
    await this.db.rows('select from review_entries where id = $1 for update', [ref.entryId], tx);
    await this.db.rows(
      'select from policies where id = (select policy_id from review_entries where id = $1) for update',
      [ref.entryId],
      tx,
    );
    return await this.read(ref, tx);
  }

  async add(entry: NewReviewEntry, tx: Transaction): Promise<string> {
    const id = newId<'review-entry'>();
    await this.db.affected(
      `insert into review_entries (id, bulletin_id, position, line_start, line_end, read, facts, warnings, state, policy_id, twin_of)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [id, entry.bulletinId, entry.position, ...valuesOf(entry)],
      tx,
    );
    return id;
  }

  /** Stores everything that can change; the version grows. */
  async save(
    entry: ReviewEntry & { readonly mergedInto?: string; readonly beforeMerge?: BeforeMerge },
    tx: Transaction,
  ): Promise<void> {
    await this.db.affected(
      `update review_entries set line_start = $2, line_end = $3, read = $4, facts = $5, warnings = $6, state = $7,
              policy_id = $8, twin_of = $9, merged_into = $10, before_merge = $11, version = version + 1, updated_at = now()
        where id = $1`,
      [
        entry.id,
        ...valuesOf(entry),
        entry.mergedInto ?? null,
        entry.beforeMerge ? JSON.stringify(entry.beforeMerge) : null,
      ],
      tx,
    );
  }

  /** The entry that went into this one last, with what both were before; null where no merge can be taken back. */
  async lastMergedInto(
    ref: EntryRef,
    tx?: Transaction,
  ): Promise<(ReviewEntry & { readonly beforeMerge: BeforeMerge }) | null> {
    return await this.db.row(
      `select ${COLUMNS}, before_merge as "beforeMerge" from review_entries
        where merged_into = $1 and bulletin_id = $2 and before_merge is not null
        order by line_start desc, position desc limit 1`,
      [ref.entryId, ref.bulletinId],
      tx,
    );
  }

  /** The next position that no entry of the bulletin ever had. */
  async nextPosition(bulletinId: string, tx: Transaction): Promise<number> {
    const row = await this.db.row<{ next: number }>(
      'select max(position) + 1 as next from review_entries where bulletin_id = $1',
      [bulletinId],
      tx,
    );
    return row?.next ?? 1;
  }

  private async read(ref: EntryRef, tx?: Transaction): Promise<ReviewEntry> {
    const row = await this.db.row<ReviewEntry>(
      `select ${COLUMNS} from review_entries where id = $1 and bulletin_id = $2`,
      [ref.entryId, ref.bulletinId],
      tx,
    );
    if (!row) throw new ReviewEntryNotFound('This entry does not exist.');
    const isStored = row.state === 'draft' || row.state === 'published';
    const [policy] = await this.policies.byIds(isStored && row.policyId ? [row.policyId] : [], tx);
    return policy ? asStored(row, policy) : row;
  }
}

/** A draft published from its own page is published here too. */
function asStored(row: ReviewEntry, policy: Policy): ReviewEntry {
  const state = row.state === 'draft' && policy.status !== 'draft' ? 'published' : row.state;
  const fields = Object.keys(row.facts) as (keyof ReviewFacts)[];
  const facts = Object.fromEntries(fields.map((field) => [field, policy[field]])) as unknown as ReviewFacts;
  return { ...row, state, facts, version: row.version + policy.version };
}

function valuesOf(entry: Omit<NewReviewEntry, 'bulletinId' | 'position'>): unknown[] {
  return [
    entry.lineStart,
    entry.lineEnd,
    JSON.stringify(entry.read),
    JSON.stringify(entry.facts),
    JSON.stringify(entry.warnings),
    entry.state,
    entry.policyId,
    entry.twinOf && JSON.stringify(entry.twinOf),
  ];
}
