import { Injectable } from '@nestjs/common';
import { SuppressionsService } from '../delivery/suppressions.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { EventLog } from '../platform/observability/log.js';
import { type ConfirmationState, confirmationState } from './domain/confirmation.js';
import { type OpenedLink, OpenLinkService } from './open-link.service.js';
import { RequestedSubscriptionsRepository } from './requested-subscriptions.repository.js';
import { SubscribersRepository } from './subscribers.repository.js';
import { LinkInvalid } from './unsubscribe.service.js';

/** What the link of a confirmation mail is about, and what it still allows. */
export interface OpenedConfirmation extends OpenedLink {
  readonly state: ConfirmationState;
}

/** Makes a pending subscription active on the person's own word. */
@Injectable()
export class ConfirmSubscriptionService {
  constructor(
    private readonly links: OpenLinkService,
    private readonly requests: RequestedSubscriptionsRepository,
    private readonly subscribers: SubscribersRepository,
    private readonly suppressions: SuppressionsService,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly log: EventLog,
  ) {}

  /** Changes nothing. Throws `LinkInvalid` for anything but the link of a confirmation mail. */
  async open(token: string): Promise<OpenedConfirmation> {
    const link = await this.links.open('confirm', token);
    const { deliveryId } = link.token;
    const datedAt = await this.requests.mailDatedAt(deliveryId, link.subscription.id);
    if (!datedAt) throw new LinkInvalid('This link is not valid. Please open it again from the mail.');
    return { ...link, state: confirmationState(link.subscription.status, datedAt, this.clock.now()) };
  }

  /**
   * Confirms an open request once and lifts what bounces and complaints had put on the address: the person
   * has just shown that mail arrives and is wanted. A link that is not open changes nothing.
   */
  async confirm(token: string): Promise<ConfirmationState> {
    const { subscription, state } = await this.open(token);
    if (state !== 'open') return state;
    const confirmed = await this.db.transaction(async (tx) => {
      const changed = await this.requests.confirm(subscription.id, this.clock.now(), tx);
      const address = changed ? await this.subscribers.addressOf(subscription.id, tx) : null;
      if (address) await this.suppressions.lift(address, ['bounce', 'complaint'], tx);
      return changed;
    });
    if (confirmed) this.log.info('subscription.confirmed', { subscriptionId: subscription.id });
    return confirmed ? 'confirmed' : (await this.open(token)).state;
  }
}
