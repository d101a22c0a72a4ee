import { Injectable } from '@nestjs/common';
import { ListsRepository } from '../lists/lists.repository.js';
import type { List } from '../lists/list.entity.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { EventLog } from '../platform/observability/log.js';
import { lastDueWeek, publicationWeekOf, type PublicationWeek } from './domain/publication-week.js';
import { EditionsRepository } from './editions.repository.js';

/** A cut-off at or before the one of the last released edition: its policies have been announced. */
export class CutOffPassed extends DomainError {
  readonly code = 'edition.cut-off-passed';
  override readonly kind = 'conflict';
}

/**
 * Opens what is due, on every instance and as often as one likes: unique (list, period). Periods missed
 * while nothing ran become one edition, keyed by the newest.
 */
@Injectable()
export class OpenDueEditionsService {
  constructor(
    private readonly lists: ListsRepository,
    private readonly editions: EditionsRepository,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly log: EventLog,
  ) {}

  /** The ids of editions that are due and newly opened. */
  async openDue(now: Date): Promise<string[]> {
    const opened: string[] = [];
    for (const list of await this.lists.all()) {
      const week = lastDueWeek(now, list);
      if (week.cutOff <= list.announcesFrom || (await this.editions.byKey(list.id, week.key))) continue;
      const id = await this.open(list, week).catch((error: unknown) => {
        if (error instanceof CutOffPassed) return null;
        throw error;
      });
      if (id) opened.push(id);
    }
    return opened;
  }

  /**
   * The edition of the period that holds `at`, cut off at `at` unless it is there already. A moment still to
   * come names the period, but the cut-off is now: what is published until then belongs to the next edition.
   */
  async openAt(list: List, at: Date): Promise<string> {
    const { key } = publicationWeekOf(at, list);
    const known = await this.editions.byKey(list.id, key);
    if (known) return known.id;
    const now = this.clock.now();
    return await this.open(list, { key, cutOff: at < now ? at : now });
  }

  private async open(list: List, week: PublicationWeek): Promise<string> {
    return await this.db.transaction(async (tx) => {
      await this.editions.lockList(list.id, tx);
      const windowFrom = (await this.editions.lastReleasedCutOff(list.id, tx)) ?? list.announcesFrom;
      if (windowFrom >= week.cutOff)
        throw new CutOffPassed(
          `The list "${list.slug}" has announced everything up to ${windowFrom.toISOString()}; a cut-off must be later.`,
        );
      const id = await this.editions.open(
        { listId: list.id, key: week.key, windowFrom, cutOff: week.cutOff },
        tx,
      );
      this.log.info('edition.opened', { editionId: id, list: list.slug, key: week.key });
      return id;
    });
  }
}
