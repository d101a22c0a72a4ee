import { Injectable } from '@nestjs/common';
import { DeliveryAddressesRepository } from '../delivery/delivery-addresses.repository.js';
import type { Profile } from '../matching/domain/profile.js';
import { ProfilesRepository } from '../matching/profiles.repository.js';
import { AddressChangesRepository } from './address-changes.repository.js';
import { OpenLinkService, type OpenedLink } from './open-link.service.js';
import { type SubscriptionOffer, SubscriptionOfferQuery } from './subscription-offer.query.js';
import { type OwnSubscription, SubscribersRepository } from './subscribers.repository.js';

/** Everything a preferences page shows. */
export interface Preferences extends OpenedLink {
  readonly profile: Profile;
  readonly offer: SubscriptionOffer;
  /** All subscriptions of the person, ended ones too. */
  readonly all: readonly OwnSubscription[];
  /** Null after erasure. */
  readonly address: string | null;
  /** The address that has been asked to confirm itself; null where none was. */
  readonly waitingAddress: string | null;
  /** A mail server refused the mail that asks it: it will never confirm. */
  readonly isWaitingRefused: boolean;
}

/** What a person has chosen, and may choose, behind the link of one of their mails. */
@Injectable()
export class PreferencesQuery {
  constructor(
    private readonly links: OpenLinkService,
    private readonly subscribers: SubscribersRepository,
    private readonly profiles: ProfilesRepository,
    private readonly offers: SubscriptionOfferQuery,
    private readonly changes: AddressChangesRepository,
    private readonly deliveries: DeliveryAddressesRepository,
  ) {}

  /** Throws `LinkInvalid` for anything but a preferences token. */
  async open(token: string): Promise<Preferences> {
    const link = await this.links.open('preferences', token);
    const { subscription } = link;
    const profile = await this.profiles.byId(subscription.profileId);
    if (!profile) throw new TypeError(`The profile of subscription ${subscription.id} is gone.`);
    const waiting = await this.changes.openOf(subscription.id);
    const asked = waiting ? await this.deliveries.ofReferences([waiting.id]) : [];
    return {
      ...link,
      profile,
      offer: await this.offers.of(subscription.listSlug),
      all: await this.subscribers.allOfSamePerson(subscription.id),
      address: await this.subscribers.addressOf(subscription.id),
      waitingAddress: waiting?.newAddress ?? null,
      isWaitingRefused: asked.some((mail) => mail.state === 'rejected'),
    };
  }
}
