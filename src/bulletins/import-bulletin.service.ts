import { Injectable } from '@nestjs/common';
import { ListsRepository } from '../lists/lists.repository.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { InvalidInput } from '../platform/errors/domain-error.js';
import { EventLog } from '../platform/observability/log.js';
import { allWarnings, type ParseWarning } from './domain/parsed-entry.js';
import { isClean } from './domain/review-facts.js';
import type { EntryOutline, ReviewWarning } from './domain/review-entry.js';
import { type BulletinSource, OpenReviewService } from './open-review.service.js';
import { PublishEntryService } from './publish-entry.service.js';
import { ReviewEntriesRepository } from './review-entries.repository.js';

/** What became of one entry; `skipped`: it waits in the review, for it has no title or is broken. */
export interface ImportedEntry {
  readonly position: number;
  readonly policyId: string | null;
  readonly title: string | null;
  readonly status: 'draft' | 'published' | 'duplicate' | 'skipped';
  readonly announce: 'next' | 'never';
  readonly warnings: readonly Pick<ReviewWarning, 'code' | 'message' | 'line'>[];
}

/** What an import made, found again, and warns of. */
export interface ImportedBulletin {
  readonly bulletinId: string;
  readonly ids: readonly string[];
  readonly duplicates: readonly string[];
  readonly entries: readonly ImportedEntry[];
  readonly warnings: readonly ParseWarning[];
}

/**
 * A document into drafts without the review page, all or nothing. The same document twice makes nothing twice; a policy
 * that another document brought already is a duplicate. `publish` publishes the clean entries, the others stay drafts.
 */
@Injectable()
export class ImportBulletinService {
  constructor(
    private readonly lists: ListsRepository,
    private readonly opening: OpenReviewService,
    private readonly entries: ReviewEntriesRepository,
    private readonly storing: PublishEntryService,
    private readonly db: Database,
    private readonly log: EventLog,
  ) {}

  /** Refuses a document in which no entry is found. A review an editor has begun is left to the editor. */
  async import(
    source: BulletinSource,
    options: { readonly listSlug: string; readonly publish: boolean; readonly isSample?: boolean },
  ): Promise<ImportedBulletin> {
    const list = await this.lists.bySlug(options.listSlug);
    const { bulletinId, parsed, entries } = await this.db.transaction(async (tx) => {
      const into = { listId: list.id, isSample: options.isSample ?? false };
      const opened = await this.opening.open(source, into, tx);
      const before = await this.entries.outlineOf(opened.bulletinId, tx);
      if (!opened.isNew) return { ...opened, entries: before.map((one) => seenAgain(one, before)) };
      for (const entry of before) await this.store(entry, options.publish, tx);
      const after = await this.entries.outlineOf(opened.bulletinId, tx);
      return { ...opened, entries: after.map((one) => imported(one, after)) };
    });
    const idsOf = (statuses: readonly string[]) =>
      entries.flatMap((one) => (one.policyId && statuses.includes(one.status) ? [one.policyId] : []));
    const [ids, duplicates] = [idsOf(['draft', 'published']), idsOf(['duplicate'])];
    this.log.info('bulletin.imported', { bulletinId, entries: ids.length, duplicates: duplicates.length });
    return { bulletinId, ids, duplicates, entries, warnings: allWarnings(parsed) };
  }

  private async store(entry: EntryOutline, publish: boolean, tx: Transaction): Promise<void> {
    if (entry.state !== 'open' || entry.facts.title === '') return;
    const ref = { bulletinId: entry.bulletinId, entryId: entry.id };
    try {
      if (publish && isClean(entry)) await this.storing.publish(ref, tx);
      else await this.storing.keepAsDraft(ref, tx);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
    }
  }
}

function imported(entry: EntryOutline, all: readonly EntryOutline[]): ImportedEntry {
  const { state, position, facts } = entry;
  const twin = entry.twinOf;
  const twinPolicy = twin?.policyId ?? all.find((one) => one.position === twin?.position)?.policyId ?? null;
  const isStored = state === 'draft' || state === 'published';
  return {
    position,
    policyId: isStored ? entry.policyId : state === 'duplicate' ? twinPolicy : null,
    title: facts.title || null,
    status: isStored || state === 'duplicate' ? state : 'skipped',
    announce: facts.announce,
    warnings: entry.warnings.map(({ code, message, line }) => ({ code, message, line })),
  };
}

function seenAgain(entry: EntryOutline, all: readonly EntryOutline[]): ImportedEntry {
  const before = imported(entry, all);
  return before.policyId ? { ...before, status: 'duplicate' } : before;
}
