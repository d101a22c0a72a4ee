import { Injectable } from '@nestjs/common';
import { EventLog } from '../platform/observability/log.js';
import { type ClaimedDelivery, DeliveriesRepository } from './deliveries.repository.js';
import { DeliveryCopy } from './delivery-copy.js';
import { MessageCache } from './message-cache.js';
import type { CopyBuffer } from './mime/copy-buffer.js';
import type { RowQueue } from './row-queue.js';
import type { Shipment } from './smtp/smtp-session.js';

/** A row with its finished copy. */
export interface ReadyCopy extends Shipment {
  readonly delivery: ClaimedDelivery;
}

/** Takes the next row of a queue and makes its copy. */
@Injectable()
export class PrepareCopyService {
  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly messages: MessageCache,
    private readonly copies: DeliveryCopy,
    private readonly log: EventLog,
  ) {}

  /**
   * Null when the queue has nothing more to begin. A row that cannot be composed is named, rejected and passed
   * over; a ledger that cannot be read is no fault of the row: it goes back, and that is a failure of the queue.
   * The copy may stand in the memory of `paper`, and is good until the next is made there.
   */
  async next(rows: RowQueue, paper: CopyBuffer): Promise<ReadyCopy | null> {
    for (let delivery = await rows.take(); delivery; delivery = await rows.take()) {
      try {
        const copy = await this.compose(delivery, paper);
        if (copy) return copy;
        rows.ended(delivery, null);
      } catch (error) {
        rows.putBack(delivery);
        rows.failures.push(error);
      }
    }
    return null;
  }

  private async compose(delivery: ClaimedDelivery, paper: CopyBuffer): Promise<ReadyCopy | null> {
    const sendable = await this.messages.byId(delivery.messageId);
    try {
      if (!sendable) throw new TypeError('The message is not composed.');
      return {
        delivery,
        from: this.copies.returnPath(sendable, delivery),
        to: delivery.address,
        body: await this.copies.compose(sendable, delivery, paper),
        // A body in base64 has none.
        hasNoLeadingDots: sendable.template !== null,
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
