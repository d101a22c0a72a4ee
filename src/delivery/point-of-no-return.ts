import { Injectable } from '@nestjs/common';
import { Grouping } from '../platform/grouping.js';
import { type ClaimedDelivery, DeliveriesRepository } from './deliveries.repository.js';

// One at a time: what waits meanwhile makes the next group, and a larger group costs less.
const AT_ONCE = 1;
const MOST = 200;

/**
 * The commit before the final dot. One statement serves all connections that wait for it at the moment: the
 * durability of one commit, the cost of a group.
 */
@Injectable()
export class PointOfNoReturn {
  private readonly groups: Grouping<{ readonly runId: string; readonly delivery: ClaimedDelivery }, boolean>;

  constructor(deliveries: DeliveriesRepository) {
    this.groups = new Grouping(
      async (wanted) => {
        const passed = await deliveries.passPointsOfNoReturn(wanted);
        return wanted.map(({ delivery }) => passed.has(delivery.id));
      },
      { atOnce: AT_ONCE, most: MOST, patienceMs: 0 },
    );
  }

  /** True once it is committed that the dot may be written; false when it must not be. */
  async pass(runId: string, delivery: ClaimedDelivery): Promise<boolean> {
    return await this.groups.add({ runId, delivery });
  }
}
