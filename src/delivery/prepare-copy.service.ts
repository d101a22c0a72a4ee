import { Injectable } from '@nestjs/common';
import { EventLog } from '../platform/observability/log.js';
import { type ClaimedDelivery, DeliveriesRepository } from './deliveries.repository.js';
import { DeliveryCopy } from './delivery-copy.js';
import { MessageCache } from './message-cache.js';
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
   */
  async next(rows: RowQueue): Promise<ReadyCopy | null> {
    for (let delivery = rows.take(); delivery; delivery = rows.take()) {
      try {
        const copy = await this.compose(delivery);
        if (copy) return copy;
      } catch (error) {
        rows.putBack(delivery);
        rows.failures.push(error);
      }
    }
    return null;
  }

  private async compose(delivery: ClaimedDelivery): Promise<ReadyCopy | null> {
    const sendable = await this.messages.byId(delivery.messageId);
    try {
      if (!sendable) throw new TypeError('The message is not composed.');
      const body = await this.copies.compose(sendable, delivery);
      return { delivery, from: this.copies.returnPath(sendable, delivery), to: delivery.address, body };
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
