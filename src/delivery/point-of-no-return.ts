import { Injectable } from '@nestjs/common';
import { Grouping } from '../platform/grouping.js';
import { type AcceptedDelivery, DeliveriesRepository, type WantedDelivery } from './deliveries.repository.js';

// One at a time: what waits meanwhile makes the next group, and a larger group costs less.
const AT_ONCE = 1;
const MOST = 200;

interface Turn {
  readonly accepted: AcceptedDelivery | null;
  readonly wanted: WantedDelivery | null;
}

/**
 * The commit before the final dot. One statement serves all connections that wait for it at the moment: the
 * durability of one commit, the cost of a group. What a connection's last dot was answered rides along, so that
 * the ledger never shows more than one row of a connection as being sent.
 */
@Injectable()
export class PointOfNoReturn {
  private readonly groups: Grouping<Turn, boolean>;

  constructor(deliveries: DeliveriesRepository) {
    this.groups = new Grouping(
      async (turns) => {
        const passed = await deliveries.settleAndPass(
          turns.flatMap(({ accepted }) => accepted ?? []),
          turns.flatMap(({ wanted }) => wanted ?? []),
        );
        return turns.map(({ wanted }) => wanted !== null && passed.has(wanted.delivery.id));
      },
      { atOnce: AT_ONCE, most: MOST, patienceMs: 0 },
    );
  }

  /**
   * True once it is committed that the dot may be written; false when it must not be. Either way, and only then,
   * the row accepted before on the same connection is settled.
   */
  async pass(wanted: WantedDelivery, accepted: AcceptedDelivery | null): Promise<boolean> {
    return await this.groups.add({ accepted, wanted });
  }

  /** Settles an accepted row whose connection wants nothing more. */
  async settle(accepted: AcceptedDelivery): Promise<void> {
    await this.groups.add({ accepted, wanted: null });
  }
}
