import { Injectable } from '@nestjs/common';
import type { List } from '../lists/list.entity.js';
import { ListsRepository } from '../lists/lists.repository.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { nextCutOff, publicationWeekOf } from './domain/publication-week.js';
import { type Edition, EditionsRepository } from './editions.repository.js';
import { OpenDueEditionsService } from './open-due-editions.service.js';

/** The next period's edition went out early already: one is enough. */
export class AlreadyBroughtForward extends DomainError {
  readonly code = 'edition.already-brought-forward';
  override readonly kind = 'conflict';
}

/** What running now would do: which edition, and whether it is a new one. */
export interface RunNow {
  readonly key: string;
  readonly known: Edition | null;
  readonly isEarly: boolean;
  /** False when the next one has gone out early already: there is nothing to run before its period is over. */
  readonly isPossible: boolean;
}

const UNDER_WAY = ['collecting', 'frozen', 'in-review', 'approved', 'sending'];

/**
 * An edition now, by a person's word: this week's, or where that is out already the next one brought forward. It
 * is cut off at this moment, so what is published later waits for the one after it.
 */
@Injectable()
export class RunEditionService {
  constructor(
    private readonly lists: ListsRepository,
    private readonly editions: EditionsRepository,
    private readonly due: OpenDueEditionsService,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** The next cut-off that opens an edition: one whose edition went out early already is passed over. */
  async nextScheduled(list: List): Promise<Date> {
    const next = nextCutOff(this.clock.now(), list);
    const taken = await this.editions.byKey(list.id, publicationWeekOf(next, list).key);
    return taken ? nextCutOff(next, list) : next;
  }

  async wouldRun(listId: string): Promise<RunNow> {
    const list = await this.lists.byId(listId);
    const now = this.clock.now();
    const { key } = publicationWeekOf(now, list);
    const known = await this.editions.byKey(list.id, key);
    if (!known || UNDER_WAY.includes(known.status)) return { key, known, isEarly: false, isPossible: true };
    const next = publicationWeekOf(nextCutOff(now, list), list);
    const early = next.key === key ? weekAfter(key, now, list) : next.key;
    const taken = await this.editions.byKey(list.id, early);
    return { key: early, known: taken, isEarly: true, isPossible: taken?.status !== 'complete' };
  }

  /**
   * Opens it; one that is under way already is returned as it is, one that was brought forward and cancelled begins anew.
   * Ten at once open one.
   */
  async runNow(
    listId: string,
  ): Promise<{ readonly id: string; readonly key: string; readonly isNew: boolean }> {
    const list = await this.lists.byId(listId);
    const { key, known, isEarly, isPossible } = await this.wouldRun(listId);
    if (!isPossible) throw new AlreadyBroughtForward(`The edition ${key} has been brought forward already.`);
    if (known && known.status !== 'cancelled') return { id: known.id, key, isNew: false };
    if (!isEarly) return { id: await this.due.openAt(list, this.clock.now()), key, isNew: true };
    return { id: await this.openEarly(listId, key, list.announcesFrom), key, isNew: true };
  }

  private async openEarly(listId: string, key: string, announcesFrom: Date): Promise<string> {
    return await this.db.transaction(async (tx) => {
      await this.editions.lockList(listId, tx);
      const windowFrom = (await this.editions.lastReleasedCutOff(listId, tx)) ?? announcesFrom;
      const window = { windowFrom, cutOff: this.clock.now() };
      const id = await this.editions.open({ listId, key, ...window }, tx);
      await this.editions.reopen(id, window, tx);
      return id;
    });
  }
}

const WEEK_MS = 7 * 86_400_000;

function weekAfter(key: string, now: Date, list: Parameters<typeof publicationWeekOf>[1]): string {
  const later = publicationWeekOf(new Date(now.getTime() + WEEK_MS), list);
  return later.key === key
    ? publicationWeekOf(new Date(now.getTime() + WEEK_MS + 86_400_000), list).key
    : later.key;
}
