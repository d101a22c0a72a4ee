import { Injectable } from '@nestjs/common';
import { SuppressionsService } from '../delivery/suppressions.service.js';
import { ListsRepository } from '../lists/lists.repository.js';
import type { List } from '../lists/list.entity.js';
import { ProfilesRepository } from '../matching/profiles.repository.js';
import { profileContent } from '../matching/domain/profile.js';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { InvalidInput } from '../platform/errors/domain-error.js';
import { EventLog } from '../platform/observability/log.js';
import { TaxonomiesRepository } from '../taxonomy/taxonomies.repository.js';
import type { RefusedCell, SubscriberRow } from './domain/subscriber-row.js';
import { readSubscriberFile } from './subscriber-file.js';
import { SubscribersRepository } from './subscribers.repository.js';

/** What an import did, or with a dry run would do. */
export interface ImportedSubscribers {
  readonly added: number;
  readonly unchanged: number;
  readonly refused: readonly RefusedCell[];
  /** The subscription of each row that is in; those of a dry run do not stay. */
  readonly subscriptions: readonly { readonly row: number; readonly id: string }[];
  readonly dryRun: boolean;
}

const CHUNK_ROWS = 1_000;

class DryRun extends Error {}

interface Counts {
  added: number;
  unchanged: number;
  readonly refused: RefusedCell[];
  readonly subscriptions: { row: number; id: string }[];
}

/**
 * Brings in subscribers whose consent was given elsewhere; its wording is recorded with each. Good rows go
 * in together, wrong ones are named. Never brings back a person who left, never lifts a suppression, never
 * changes a subscription that is there.
 */
@Injectable()
export class ImportSubscribersService {
  constructor(
    private readonly lists: ListsRepository,
    private readonly taxonomies: TaxonomiesRepository,
    private readonly profiles: ProfilesRepository,
    private readonly subscribers: SubscribersRepository,
    private readonly suppressions: SuppressionsService,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly log: EventLog,
  ) {}

  /** All good rows in one transaction. Refuses an empty consent text and a file without its columns. */
  async import(
    text: string,
    options: {
      readonly listSlug: string;
      readonly consent: string;
      readonly dryRun: boolean;
      readonly isSample?: boolean;
    },
  ): Promise<ImportedSubscribers> {
    const consent = options.consent.trim();
    if (consent === '')
      throw InvalidInput.of([{ field: 'consent', message: 'the wording people agreed to is empty' }]);
    const list = await this.lists.bySlug(options.listSlug);
    const { districts, sectors } = await this.taxonomies.load();
    const file = readSubscriberFile(text, {
      districts,
      sectors,
      sectorTrees: list.sectorTrees,
      language: list.language,
    });
    const counts: Counts = { added: 0, unchanged: 0, refused: [...file.refused], subscriptions: [] };
    try {
      await this.db.transaction(async (tx) => {
        for (let from = 0; from < file.rows.length; from += CHUNK_ROWS)
          await this.importChunk(
            file.rows.slice(from, from + CHUNK_ROWS),
            { list, consent, isSample: options.isSample ?? false },
            counts,
            tx,
          );
        if (options.dryRun) throw new DryRun();
      });
    } catch (error) {
      if (!(error instanceof DryRun)) throw error;
    }
    if (!options.dryRun)
      this.log.info('subscribers.imported', {
        list: list.slug,
        added: counts.added,
        unchanged: counts.unchanged,
        refused: counts.refused.length,
      });
    return { ...counts, refused: counts.refused.sort((a, b) => a.row - b.row), dryRun: options.dryRun };
  }

  private async importChunk(
    rows: readonly SubscriberRow[],
    to: { readonly list: List; readonly consent: string; readonly isSample: boolean },
    counts: Counts,
    tx: Transaction,
  ): Promise<void> {
    const suppressed = await this.suppressions.among(
      rows.map((row) => row.address),
      tx,
    );
    const known = await this.subscribers.subscriptionsOf(
      rows.map((row) => row.address),
      to.list.id,
      tx,
    );
    const fresh: SubscriberRow[] = [];
    for (const row of rows) {
      const reason = suppressed.get(row.address);
      if (reason) counts.refused.push({ row: row.row, column: 'email', reason: `is suppressed (${reason})` });
      else if (known.get(row.address)?.status === 'ended')
        counts.refused.push({
          row: row.row,
          column: 'email',
          reason: 'has unsubscribed; only the person can come back',
        });
      else if (known.has(row.address)) {
        counts.unchanged += 1;
        counts.subscriptions.push({ row: row.row, id: known.get(row.address)!.id });
      } else fresh.push(row);
    }
    counts.added += fresh.length;
    const added = await this.subscribers.addActive(
      await this.withProfiles(fresh, tx),
      { ...to, listId: to.list.id, at: this.clock.now() },
      tx,
    );
    counts.subscriptions.push(...added);
  }

  private async withProfiles(rows: readonly SubscriberRow[], tx: Transaction) {
    const ids = new Map<string, string>();
    const withIds = [];
    for (const row of rows) {
      const content = profileContent(row.profile);
      const profileId = ids.get(content) ?? (await this.profiles.idOf(row.profile, tx));
      ids.set(content, profileId);
      withIds.push({ ...row, profileId });
    }
    return withIds;
  }
}
