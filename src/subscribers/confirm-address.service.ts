import { Inject, Injectable } from '@nestjs/common';
import { DeliveryAddressesRepository } from '../delivery/delivery-addresses.repository.js';
import { openDeliveryToken } from '../delivery/delivery-tokens.js';
import { SuppressionsService } from '../delivery/suppressions.service.js';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { EventLog } from '../platform/observability/log.js';
import { TokenSealer } from '../platform/sealed-token.js';
import { type AddressChange, AddressChangesRepository } from './address-changes.repository.js';
import { AddressMovedNotice } from './address-moved-notice.js';
import { type AddressChangeState, addressChangeState } from './domain/address-change.js';
import { SubscriberAddressesRepository } from './subscriber-addresses.repository.js';
import { SubscribersRepository, type SubscriptionView } from './subscribers.repository.js';
import { LinkInvalid } from './unsubscribe.service.js';

/** What the link to a new address is about, and what it still allows. */
export interface OpenedAddressChange {
  readonly change: AddressChange;
  readonly subscription: SubscriptionView;
  readonly state: AddressChangeState;
}

/** Moves a person to the address that has confirmed it, and tells the old one. */
@Injectable()
export class ConfirmAddressService {
  private readonly sealer: TokenSealer;

  constructor(
    private readonly changes: AddressChangesRepository,
    private readonly subscribers: SubscribersRepository,
    private readonly people: SubscriberAddressesRepository,
    private readonly deliveries: DeliveryAddressesRepository,
    private readonly suppressions: SuppressionsService,
    private readonly notices: AddressMovedNotice,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly log: EventLog,
    @Inject(CONFIG) config: Config,
  ) {
    this.sealer = new TokenSealer(config.secretKeys);
  }

  /** Changes nothing. Throws `LinkInvalid` for anything but the link of such a mail for this purpose. */
  async open(
    token: string,
    purpose: 'new-address' | 'decline-address' = 'new-address',
  ): Promise<OpenedAddressChange> {
    const opened = openDeliveryToken(this.sealer, purpose, token);
    const change = opened && (await this.changes.byId(opened.reference));
    const subscription = change && (await this.subscribers.subscription(change.subscriptionId));
    if (!subscription) throw new LinkInvalid('This link is not valid. Please open it again from the mail.');
    return { change, subscription, state: addressChangeState(change, this.clock.now()) };
  }

  /**
   * Moves all subscriptions of the person, and their mail that has not begun its way, to the new address: once,
   * however often it is asked for. An address that has a subscriber of its own stays with them.
   */
  async confirm(token: string): Promise<AddressChangeState> {
    const { change, subscription, state } = await this.open(token);
    if (state !== 'open') return state;
    const runId = await this.db.transaction(async (tx) => await this.move(change.id, subscription, tx));
    if (runId) await this.notices.wake(runId);
    if (runId) this.log.info('subscriber.address-changed', { subscriptionId: subscription.id });
    return (await this.open(token)).state;
  }

  /** Takes the change back on the word of who got the mail; once settled it stays as it is. */
  async decline(token: string): Promise<void> {
    const { change } = await this.open(token, 'decline-address');
    await this.db.transaction(
      async (tx) => await this.changes.settle(change.id, 'withdrawn', this.clock.now(), tx),
    );
  }

  private async move(id: string, subscription: SubscriptionView, tx: Transaction): Promise<string | null> {
    const change = await this.changes.lock(id, tx);
    const oldAddress = await this.subscribers.addressOf(subscription.id, tx);
    if (!change?.newAddress || !oldAddress) return null;
    const { newAddress } = change;
    const at = this.clock.now();
    const isMoved = await this.people.move(subscription.id, newAddress, tx);
    await this.changes.settle(id, isMoved ? 'confirmed' : 'taken', at, tx);
    if (!isMoved) return null;
    const all = await this.subscribers.allOfSamePerson(subscription.id, tx);
    await this.deliveries.readdress(
      all.map((one) => one.id),
      newAddress,
      tx,
    );
    // The person has just shown that mail arrives there and is wanted.
    await this.suppressions.lift(newAddress, ['bounce', 'complaint'], tx);
    return await this.notices.enqueue(subscription, { oldAddress, newAddress, at }, tx);
  }
}
