import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { CONFIG, type Config } from '../platform/config/config.js';
import { EventLog } from '../platform/observability/log.js';
import { Queues } from '../platform/queue/queues.js';
import type { DeliveryRange } from './deliveries.repository.js';
import { queueOf } from './enqueue-ranges.service.js';
import { RecoverDeliveriesService } from './recover-deliveries.service.js';
import { SendRangeService } from './send-range.service.js';

/**
 * A range whose worker lost the queue cannot be asked for again before its job counts as stalled: half as long
 * again, and less than the 30 s within which a run goes on.
 */
const LOCK_SECONDS = 15;
const RECOVER_EVERY_MS = 5_000;
/** How often it is asked whether the next reconciliation is due; a decorator knows no configuration. */
const TICK_MS = 250;

/** Takes ranges off both lanes, and reconciles the queue with the ledger. Only in processes that work. */
@Injectable()
export class DeliveriesProcessor implements BeforeApplicationShutdown {
  private working = false;
  private recovering = false;
  private recoverAt = 0;

  constructor(
    private readonly queues: Queues,
    private readonly sendRange: SendRangeService,
    private readonly recovery: RecoverDeliveriesService,
    private readonly log: EventLog,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Starts taking jobs in this process. */
  start(): void {
    if (this.working) return;
    this.working = true;
    for (const lane of ['transactional', 'bulk'] as const)
      this.queues.work<DeliveryRange>(
        queueOf(lane),
        async (range) => await this.sendRange.send(range, lane),
        {
          concurrency: 2,
          lockSeconds: LOCK_SECONDS,
        },
      );
  }

  @Interval(TICK_MS)
  async tick(): Promise<void> {
    if (performance.now() < this.recoverAt) return;
    this.recoverAt = performance.now() + Math.max(TICK_MS, RECOVER_EVERY_MS * this.config.timeScale);
    await this.recover();
  }

  /** One reconciliation, unless one is under way or this process does not work. */
  async recover(): Promise<void> {
    if (!this.working || this.recovering) return;
    this.recovering = true;
    try {
      await this.recovery.recover();
    } catch (error) {
      this.log.error('deliveries.recovery-failed', error);
    } finally {
      this.recovering = false;
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.working = false;
    this.sendRange.stop();
    await this.queues.stopWorkers();
  }
}
