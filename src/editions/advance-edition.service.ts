import { Injectable } from '@nestjs/common';
import { ListsRepository } from '../lists/lists.repository.js';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { EventLog } from '../platform/observability/log.js';
import { localDateOf } from './domain/publication-week.js';
import { secondsSince } from '../platform/clock.js';
import { type Edition, EditionsRepository } from './editions.repository.js';
import { FreezeEditionService } from './freeze-edition.service.js';
import { ReleaseEditionService } from './release-edition.service.js';
import { ReviewEditionService } from './review-edition.service.js';

/**
 * Takes an edition as far as it goes without a person: freeze, compose, review where the list wants one,
 * release. Idempotent, and safe on several processes at once; interrupted anywhere, it is taken up again.
 */
@Injectable()
export class AdvanceEditionService {
  constructor(
    private readonly editions: EditionsRepository,
    private readonly lists: ListsRepository,
    private readonly freezing: FreezeEditionService,
    private readonly reviewing: ReviewEditionService,
    private readonly releasing: ReleaseEditionService,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly log: EventLog,
  ) {}

  /**
   * `asOf` is the moment whose date days left are counted from; `approveAs` approves what the list would review, and
   * what the edition holds itself for. A person's hold stays.
   */
  async advance(
    editionId: string,
    options: { readonly asOf?: Date; readonly approveAs?: string } = {},
  ): Promise<Edition> {
    for (;;) {
      const edition = await this.editions.byId(editionId);
      if (edition.heldReason && !(options.approveAs && edition.isUnusual)) return edition;
      if (edition.heldReason) await this.reviewing.letPass(edition.id);
      else if (edition.status === 'collecting') await this.freeze(edition, options.asOf ?? this.clock.now());
      else if (edition.status === 'frozen') await this.reviewing.prepare(edition);
      else if (edition.status === 'in-review' && options.approveAs)
        await this.editions.approve(edition.id, options.approveAs, this.clock.now());
      else if (edition.status === 'approved') await this.releasing.release(edition.id);
      else return edition;
    }
  }

  private async freeze(edition: Edition, asOf: Date): Promise<void> {
    const list = await this.lists.byId(edition.listId);
    const started = performance.now();
    // A snapshot taken before a wait would be old: wait first, then begin the transaction that sees all.
    await this.db.transaction(async (tx) => await this.editions.lockList(list.id, tx));
    await this.freezing.ready();
    await this.db.transaction(async (tx) => {
      await this.editions.lockList(list.id, tx);
      const current = await this.editions.byId(edition.id, tx);
      if (current.status !== 'collecting') return;
      const windowFrom = await this.takeOverUnreleased(current, list.announcesFrom, tx);
      await this.editions.discardFrozen(current, tx);
      const issuedOn = localDateOf(asOf, list.timeZone);
      const moment = { issuedOn, datedAt: this.clock.now() };
      const frozen = await this.freezing.freeze({ ...current, windowFrom }, list, moment, tx);
      await this.editions.markFrozen(
        edition.id,
        {
          runId: frozen.runId,
          issuedOn,
          counts: frozen,
          at: this.clock.now(),
          seconds: secondsSince(started),
        },
        tx,
      );
    }, 'REPEATABLE READ');
    this.log.info('edition.frozen', { editionId: edition.id, seconds: secondsSince(started) });
  }

  /** Earlier editions that were not released give their policies to this one. */
  private async takeOverUnreleased(edition: Edition, announcesFrom: Date, tx: Transaction): Promise<Date> {
    for (const earlier of await this.editions.unreleasedBefore(edition.listId, edition.cutOff, tx)) {
      await this.editions.move(earlier.id, [earlier.status], 'cancelled', tx);
      await this.editions.discardFrozen(earlier, tx);
      this.log.warn('edition.superseded', { editionId: earlier.id, by: edition.id });
    }
    const windowFrom = (await this.editions.lastReleasedCutOff(edition.listId, tx)) ?? announcesFrom;
    await this.editions.setWindow(edition.id, windowFrom, tx);
    return windowFrom;
  }
}
