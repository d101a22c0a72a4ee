import { Inject, Injectable } from '@nestjs/common';
import { DeliveriesRepository } from '../delivery/deliveries.repository.js';
import { openDeliveryToken } from '../delivery/delivery-tokens.js';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { EventLog } from '../platform/observability/log.js';
import { TokenSealer } from '../platform/sealed-token.js';
import type { LinkPurpose } from './domain/links.js';
import { SubscribersRepository, type SubscriptionView } from './subscribers.repository.js';

/** The link is not one of ours, or was cut short on its way. */
export class LinkInvalid extends DomainError {
  readonly code = 'link.invalid';
  override readonly kind = 'not-found';
}

/** Ends a subscription on the person's word. Links never expire and need no login. */
@Injectable()
export class UnsubscribeService {
  private readonly sealer: TokenSealer;

  constructor(
    private readonly subscribers: SubscribersRepository,
    private readonly deliveries: DeliveriesRepository,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly log: EventLog,
    @Inject(CONFIG) config: Config,
  ) {
    this.sealer = new TokenSealer(config.secretKeys);
  }

  /** What the link is about; throws `LinkInvalid` for anything but a token sealed here for this purpose. */
  async open(purpose: LinkPurpose, token: string): Promise<SubscriptionView> {
    const opened = openDeliveryToken(this.sealer, purpose, token);
    const subscription = opened && (await this.subscribers.subscription(opened.reference));
    if (!subscription) throw new LinkInvalid('This link is not valid. Please open it again from the mail.');
    return subscription;
  }

  /**
   * Ends the subscription, or all of the person, and cancels its mail that is not past the point of no return, in one
   * transaction. Tells how many ended now; 0 when there was nothing left to end. Once it is answered no further mail
   * begins its way.
   */
  async unsubscribe(
    token: string,
    reason: 'unsubscribed' | 'one-click',
    scope: 'one' | 'all' = 'one',
  ): Promise<{ ended: number; subscription: SubscriptionView }> {
    const subscription = await this.open('unsubscribe', token);
    const ended = await this.db.transaction(async (tx) => {
      const others = scope === 'all' ? await this.subscribers.allOfSamePerson(subscription.id, tx) : [];
      const ids = new Set([subscription.id, ...others.map((one) => one.id)]);
      const changed: string[] = [];
      for (const id of ids) {
        if (await this.subscribers.end(id, reason, this.clock.now(), tx)) changed.push(id);
        await this.deliveries.cancelFor(id, reason, tx);
      }
      return changed;
    });
    for (const subscriptionId of ended) this.log.info('subscription.ended', { subscriptionId, reason });
    return { ended: ended.length, subscription };
  }
}
