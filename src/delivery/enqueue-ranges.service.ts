import { Injectable } from '@nestjs/common';
import { Queues } from '../platform/queue/queues.js';
import { DeliveriesRepository, type DeliveryRange } from './deliveries.repository.js';
import type { Lane } from './runs.repository.js';

const RANGE_ROWS = 1_000;
const LOOK_AHEAD_ROWS = 50_000;

/** The queue of a lane: transactional mail never waits behind bulk. */
export function queueOf(lane: Lane): string {
  return `deliveries-${lane}`;
}

/** Wakes the workers for what the ledger says is due: jobs are ranges of ids, never one per recipient. */
@Injectable()
export class EnqueueRangesService {
  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly queues: Queues,
  ) {}

  /** Harmless when repeated: a waiting job of the same range is kept, a double one finds nothing to claim. */
  async enqueueDue(runId: string, lane: Lane): Promise<number> {
    const ranges = await this.deliveries.dueRanges(runId, RANGE_ROWS, LOOK_AHEAD_ROWS);
    await this.queues.addMany(
      queueOf(lane),
      ranges.map((range) => ({ data: range, jobId: jobIdOf(range) })),
    );
    return ranges.length;
  }
}

function jobIdOf(range: DeliveryRange): string {
  return `${range.runId}-${range.fromId}-${range.toId}`;
}
