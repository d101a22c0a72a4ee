import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';
import { type FieldProblem, InvalidInput } from '../platform/errors/domain-error.js';
import { problemsOfPublishing } from '../policies/domain/policy-rules.js';
import { PublishPolicyService } from '../policies/publish-policy.service.js';
import { SavePolicyService } from '../policies/save-policy.service.js';
import { EntryNotLive } from './correct-entry.service.js';
import { policyFacts } from './domain/review-facts.js';
import { isLive, type ReviewEntry } from './domain/review-entry.js';
import { fieldOfWarning, isSettled } from './domain/review-warnings.js';
import { RelateEntryService } from './relate-entry.service.js';
import { type EntryRef, ReviewEntriesRepository } from './review-entries.repository.js';

/** What became of an entry, and whether this act did it. */
export interface StoredEntry {
  readonly state: 'draft' | 'published' | 'duplicate';
  readonly policyId: string;
  readonly isChanged: boolean;
}

/** Makes a policy of a reviewed entry: a draft, or published at once. Ten clicks are one act. */
@Injectable()
export class PublishEntryService {
  constructor(
    private readonly entries: ReviewEntriesRepository,
    private readonly saving: SavePolicyService,
    private readonly publishing: PublishPolicyService,
    private readonly relating: RelateEntryService,
    private readonly db: Database,
  ) {}

  /** Refuses an entry with an open warning, or without title, district or sector, by field. */
  async publish(ref: EntryRef, tx?: Transaction): Promise<StoredEntry> {
    if (tx) return await this.store(ref, 'published', tx);
    return await this.db.transaction(async (own) => await this.store(ref, 'published', own));
  }

  /** Open warnings stay with the draft. Refuses an entry without a title. */
  async keepAsDraft(ref: EntryRef, tx?: Transaction): Promise<StoredEntry> {
    if (tx) return await this.store(ref, 'draft', tx);
    return await this.db.transaction(async (own) => await this.store(ref, 'draft', own));
  }

  private async store(ref: EntryRef, as: 'draft' | 'published', tx: Transaction): Promise<StoredEntry> {
    const entry = await this.entries.lock(ref, tx);
    if (entry.policyId && (entry.state === 'published' || entry.state === as))
      return { state: entry.state as StoredEntry['state'], policyId: entry.policyId, isChanged: false };
    if (!isLive(entry.state)) throw new EntryNotLive('This entry is not under review any more.');
    const problems = as === 'published' ? problemsOfEntry(entry) : [];
    if (problems.length > 0) throw InvalidInput.of(problems);
    const draft = entry.policyId ? { id: entry.policyId, isNew: true } : await this.makeDraft(entry, tx);
    if (!draft.isNew) return await this.isKnown(entry, draft.id, tx);
    if (as === 'published') await this.publishing.publish(draft.id, { tx });
    await this.entries.save({ ...entry, policyId: draft.id, state: as, twinOf: null }, tx);
    await this.relating.writeConfirmed(entry.bulletinId, tx);
    return { state: as, policyId: draft.id, isChanged: true };
  }

  private async makeDraft(entry: ReviewEntry, tx: Transaction): Promise<{ id: string; isNew: boolean }> {
    const bulletin = await this.db.row<{ isSample: boolean }>(
      'select is_sample as "isSample" from bulletins where id = $1',
      [entry.bulletinId],
      tx,
    );
    const { announce } = entry.facts;
    const isSample = bulletin?.isSample ?? false;
    const { policy, isNew } = await this.saving.addDraft(
      policyFacts(entry.facts),
      { announce, isSample },
      tx,
    );
    await this.db.affected(
      `insert into bulletin_entries (bulletin_id, position, policy_id, made_policy, line_start, line_end, warnings)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (bulletin_id, position) do nothing`,
      [
        entry.bulletinId,
        entry.position,
        policy.id,
        isNew,
        entry.lineStart,
        entry.lineEnd,
        JSON.stringify(entry.warnings),
      ],
      tx,
    );
    return { id: policy.id, isNew };
  }

  private async isKnown(entry: ReviewEntry, policyId: string, tx: Transaction): Promise<StoredEntry> {
    const twinOf = { reason: 'same-policy', policyId, position: null } as const;
    await this.entries.save({ ...entry, state: 'duplicate', policyId, twinOf }, tx);
    return { state: 'duplicate', policyId, isChanged: true };
  }
}

/** What holds an entry back, by field; a warning by its own words. */
export function problemsOfEntry(entry: Pick<ReviewEntry, 'facts' | 'warnings'>): FieldProblem[] {
  return [
    ...entry.warnings
      .filter((one) => !isSettled(one))
      .map((one) => ({ field: fieldOfWarning(one.code), message: 'has an open warning' })),
    ...(entry.facts.title === '' ? [{ field: 'title', message: 'is empty' }] : []),
    ...problemsOfPublishing(entry.facts),
  ];
}
