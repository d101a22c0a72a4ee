import { Injectable } from '@nestjs/common';
import { DeliveriesRepository } from '../delivery/deliveries.repository.js';
import { DeliveryAddressesRepository } from '../delivery/delivery-addresses.repository.js';
import { SuppressionsService } from '../delivery/suppressions.service.js';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { EventLog } from '../platform/observability/log.js';
import { AddressChangesRepository } from './address-changes.repository.js';
import { LeavingReasonsRepository } from './leaving-reasons.repository.js';
import { OpenLinkService } from './open-link.service.js';
import { SubscriberAddressesRepository } from './subscriber-addresses.repository.js';
import { SubscribersRepository } from './subscribers.repository.js';

/**
 * Erases a person: the address, the company and what they wrote are emptied everywhere, their subscriptions end and
 * their open mail is cancelled, in one transaction. The rows stay, so that the books balance; of the address only a
 * keyed hash stays, so that it is never mailed again.
 */
@Injectable()
export class EraseSubscriberService {
  constructor(
    private readonly links: OpenLinkService,
    private readonly subscribers: SubscribersRepository,
    private readonly people: SubscriberAddressesRepository,
    private readonly changes: AddressChangesRepository,
    private readonly reasons: LeavingReasonsRepository,
    private readonly deliveries: DeliveriesRepository,
    private readonly addresses: DeliveryAddressesRepository,
    private readonly suppressions: SuppressionsService,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly log: EventLog,
  ) {}

  /** False when the person was erased before. Throws `LinkInvalid`. */
  async erase(token: string): Promise<boolean> {
    const { subscription } = await this.links.open('preferences', token);
    const erased = await this.db.transaction(async (tx) => await this.eraseBehind(subscription.id, tx));
    if (erased) this.log.info('subscriber.erased', { subscriptionId: subscription.id });
    return erased;
  }

  private async eraseBehind(subscriptionId: string, tx: Transaction): Promise<boolean> {
    const address = await this.people.lockAddressOf(subscriptionId, tx);
    if (!address) return false;
    const at = this.clock.now();
    const all = await this.subscribers.allOfSamePerson(subscriptionId, tx);
    const ids = all.map((one) => one.id);
    const references = [...ids, ...(await this.changes.idsOf(ids, tx))];
    for (const id of ids) await this.subscribers.end(id, 'erased', at, tx);
    for (const reference of references) await this.deliveries.cancelFor(reference, 'erased', tx);
    await this.suppressions.suppress(address, 'erasure', 'the person', tx);
    await this.addresses.forget(references, tx);
    await this.changes.settleOpen(ids, 'erased', at, tx);
    await this.reasons.forgetNotes(ids, tx);
    await this.people.erase(subscriptionId, at, tx);
    return true;
  }
}
