import { Injectable } from '@nestjs/common';
import { DeliveriesRepository } from '../delivery/deliveries.repository.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { EventLog } from '../platform/observability/log.js';
import { SubscribersRepository } from './subscribers.repository.js';

/** Ends a subscription by the operator's hand. */
@Injectable()
export class EndSubscriptionService {
  constructor(
    private readonly subscribers: SubscribersRepository,
    private readonly deliveries: DeliveriesRepository,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly log: EventLog,
  ) {}

  /** Its mail that is not past the point of no return is cancelled too. False when it had ended before. */
  async end(id: string): Promise<boolean> {
    const ended = await this.db.transaction(async (tx) => {
      const changed = await this.subscribers.end(id, 'operator', this.clock.now(), tx);
      if (changed) await this.deliveries.cancelFor(id, 'operator', tx);
      return changed;
    });
    if (ended) this.log.info('subscription.ended', { subscriptionId: id, reason: 'operator' });
    return ended;
  }
}
