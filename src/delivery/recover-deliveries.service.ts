import { Injectable } from '@nestjs/common';
import { EventLog } from '../platform/observability/log.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import { EnqueueRangesService } from './enqueue-ranges.service.js';
import { LedgerIdentityService } from './ledger-identity.service.js';
import { RunsRepository } from './runs.repository.js';

/** Makes the queue say again what the ledger says: rows of dead workers, retries that are due, runs that are done. */
@Injectable()
export class RecoverDeliveriesService {
  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly runs: RunsRepository,
    private readonly ranges: EnqueueRangesService,
    private readonly identity: LedgerIdentityService,
    private readonly log: EventLog,
  ) {}

  /** Idempotent; every process may call it at any time. */
  async recover(): Promise<void> {
    await this.identity.witness();
    const overdue = await this.deliveries.releaseOverdue();
    if (overdue.released + overdue.uncertain + overdue.expired > 0)
      this.log.warn('deliveries.overdue', overdue);
    for (const run of await this.runs.running()) {
      if (await this.runs.completeIfDone(run.id)) this.log.info('run.complete', { runId: run.id });
      else await this.ranges.enqueueDue(run.id, run.lane);
    }
  }
}
