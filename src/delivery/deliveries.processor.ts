import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { CONFIG, type Config } from '../platform/config/config.js';
import { EventLog } from '../platform/observability/log.js';
import { Queues } from '../platform/queue/queues.js';
import type { DeliveryRange } from './deliveries.repository.js';
import { queueOf } from './enqueue-ranges.service.js';
import { RecoverDeliveriesService } from './recover-deliveries.service.js';
import { SendRangeService } from './send-range.service.js';

const RECOVER_EVERY_MS = 5_000;

/** Takes ranges off both lanes, and reconciles the queue with the ledger. Only in processes that work. */
@Injectable()
export class DeliveriesProcessor implements BeforeApplicationShutdown {
  private working = false;
  private recovering = false;

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
      this.queues.work<DeliveryRange>(queueOf(lane), async (range) => await this.sendRange.send(range), {
        concurrency: 2,
      });
  }

  @Interval(RECOVER_EVERY_MS)
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
