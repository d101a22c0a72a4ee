import { Injectable } from '@nestjs/common';
import { Cron, CronExpression, Interval } from '@nestjs/schedule';
import { LedgerIdentityService } from '../delivery/ledger-identity.service.js';
import { Clock, SystemClock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { EventLog } from '../platform/observability/log.js';
import { Queues } from '../platform/queue/queues.js';
import { AdvanceEditionService } from './advance-edition.service.js';
import { EditionsRepository } from './editions.repository.js';
import { OpenDueEditionsService } from './open-due-editions.service.js';

const QUEUE = 'editions';
const COMPLETE_EVERY_MS = 2_000;

/**
 * The weekly tick, on every instance: opens what is due and wakes a worker for whatever is unfinished. Due
 * periods are unique in the database, so any number of instances at one tick make one edition.
 */
@Injectable()
export class EditionsSchedule {
  private working = false;

  constructor(
    private readonly due: OpenDueEditionsService,
    private readonly editions: EditionsRepository,
    private readonly advancing: AdvanceEditionService,
    private readonly identity: LedgerIdentityService,
    private readonly queues: Queues,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly log: EventLog,
  ) {}

  /** Starts freezing, composing and releasing in this process. */
  start(): void {
    if (this.working) return;
    this.working = true;
    this.queues.work<{ editionId: string }>(
      QUEUE,
      async ({ editionId }) => {
        await this.advancing.advance(editionId);
      },
      { concurrency: 1 },
    );
  }

  @Cron(CronExpression.EVERY_MINUTE)
  async tick(): Promise<void> {
    try {
      await this.openDue();
    } catch (error) {
      this.log.error('editions.tick-failed', error);
    }
  }

  /** Opens what is due and enqueues all that is unfinished; also right after a start, to catch up. */
  async openDue(): Promise<void> {
    // A database restored from a backup may not know of an edition that was sent: an operator looks first.
    if (await this.identity.isHeld()) return;
    await this.due.openDue(await this.now());
    for (const editionId of await this.editions.unfinished())
      await this.queues.add(QUEUE, { editionId }, { jobId: `edition-${editionId}` });
  }

  /** What is due is decided by the database's clock: a worker whose own is ahead must not cut off early. */
  private async now(): Promise<Date> {
    if (!(this.clock instanceof SystemClock)) return this.clock.now();
    const row = await this.db.row<{ now: Date }>('select now() as now');
    return row?.now ?? this.clock.now();
  }

  @Interval(COMPLETE_EVERY_MS)
  async complete(): Promise<void> {
    if (!this.working) return;
    try {
      for (const editionId of await this.editions.completeFinished())
        this.log.info('edition.complete', { editionId });
    } catch (error) {
      this.log.error('editions.completion-failed', error);
    }
  }
}
