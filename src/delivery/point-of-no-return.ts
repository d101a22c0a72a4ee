import { Injectable } from '@nestjs/common';
import { isDataFault } from '../platform/database/data-fault.js';
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
  private readonly groups: Grouping<Turn, PromiseSettledResult<boolean>>;

  constructor(private readonly deliveries: DeliveriesRepository) {
    this.groups = new Grouping(async (turns) => await this.commit(turns), {
      atOnce: AT_ONCE,
      most: MOST,
      patienceMs: 0,
    });
  }

  /**
   * True once it is committed that the dot may be written; false when it must not be. Either way, and only then,
   * the row accepted before on the same connection is settled. Throws what the database said, of this row alone
   * where the fault lies in the row.
   */
  async pass(wanted: WantedDelivery, accepted: AcceptedDelivery | null): Promise<boolean> {
    return await this.take({ accepted, wanted });
  }

  /** Settles an accepted row whose connection wants nothing more. */
  async settle(accepted: AcceptedDelivery): Promise<void> {
    await this.take({ accepted, wanted: null });
  }

  private async take(turn: Turn): Promise<boolean> {
    const result = await this.groups.add(turn);
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  }

  /** One row the ledger cannot take must not hold up the others: then each has a commit of its own. */
  private async commit(turns: readonly Turn[]): Promise<readonly PromiseSettledResult<boolean>[]> {
    const together = await settled(this.together(turns));
    if (together.status === 'fulfilled')
      return together.value.map((value) => ({ status: 'fulfilled', value }));
    if (turns.length === 1 || !isDataFault(together.reason)) throw together.reason;
    const results: PromiseSettledResult<boolean>[] = [];
    for (const turn of turns)
      results.push(await settled(this.together([turn]).then(([passed]) => passed ?? false)));
    return results;
  }

  private async together(turns: readonly Turn[]): Promise<readonly boolean[]> {
    const passed = await this.deliveries.settleAndPass(
      turns.flatMap(({ accepted }) => accepted ?? []),
      turns.flatMap(({ wanted }) => wanted ?? []),
    );
    return turns.map(({ wanted }) => wanted !== null && passed.has(wanted.delivery.id));
  }
}

async function settled<T>(work: Promise<T>): Promise<PromiseSettledResult<T>> {
  const [result] = await Promise.allSettled([work]);
  return result;
}
