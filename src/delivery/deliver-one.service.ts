import { Injectable } from '@nestjs/common';
import { EventLog } from '../platform/observability/log.js';
import { type ClaimedDelivery, DeliveriesRepository } from './deliveries.repository.js';
import { DeliveryCopy } from './delivery-copy.js';
import { MessageCache } from './message-cache.js';
import { PointOfNoReturn } from './point-of-no-return.js';
import { RecordOutcomeService } from './record-outcome.service.js';
import { ConnectionPool } from './smtp/connection-pool.js';

/** One claimed row: compose its copy, hold the SMTP conversation, write the outcome. */
@Injectable()
export class DeliverOneService {
  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly messages: MessageCache,
    private readonly copies: DeliveryCopy,
    private readonly pool: ConnectionPool,
    private readonly pointOfNoReturn: PointOfNoReturn,
    private readonly outcomes: RecordOutcomeService,
    private readonly log: EventLog,
  ) {}

  /**
   * Resolves when the conversation is over, with the writing of its outcome still under way: the connection
   * need not wait for it. Throws `RelayUnavailable` when no conversation could be begun; a row that cannot be
   * composed is named and rejected.
   */
  async deliver(runId: string, delivery: ClaimedDelivery): Promise<{ readonly recorded: Promise<void> }> {
    const copy = await this.compose(delivery);
    if (!copy) return { recorded: Promise.resolve() };
    const outcome = await this.pool.withSession(
      async (session) =>
        await session.deliver(
          { from: copy.from, to: delivery.address },
          copy.bytes,
          async () => await this.pointOfNoReturn.pass(runId, delivery),
        ),
    );
    return { recorded: this.outcomes.record(runId, delivery, outcome) };
  }

  private async compose(delivery: ClaimedDelivery): Promise<{ from: string; bytes: Buffer } | null> {
    // A ledger that cannot be read is no fault of the row: that is thrown, and the row is tried again.
    const sendable = await this.messages.byId(delivery.messageId);
    try {
      if (!sendable) throw new TypeError('The message is not composed.');
      return {
        from: this.copies.returnPath(sendable, delivery),
        bytes: await this.copies.compose(sendable, delivery),
      };
    } catch (error) {
      this.log.error('delivery.not-composed', error, { deliveryId: delivery.id });
      await this.deliveries.settle(delivery, {
        state: 'rejected',
        reason: 'not composed',
        replyText: error instanceof Error ? error.message : String(error),
      });
      return null;
    }
  }
}
