import { Injectable } from '@nestjs/common';
import { DeliveryAddressesRepository } from '../delivery/delivery-addresses.repository.js';
import type { Profile } from '../matching/domain/profile.js';
import { ProfilesRepository } from '../matching/profiles.repository.js';
import { AddressChangesRepository } from './address-changes.repository.js';
import { OpenLinkService, type OpenedLink } from './open-link.service.js';
import { type SubscriptionOffer, SubscriptionOfferQuery } from './subscription-offer.query.js';
import {
  type OwnSubscription,
  SubscribersRepository,
  type SubscriptionView,
} from './subscribers.repository.js';

/** A subscription with what it asks for, and what it could ask for. */
export interface ChosenProfile {
  readonly subscription: SubscriptionView;
  readonly profile: Profile;
  readonly offer: SubscriptionOffer;
}

/** Everything a preferences page shows. */
export interface Preferences extends OpenedLink, ChosenProfile {
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
    const waiting = await this.changes.openOf(subscription.id);
    const asked = waiting ? await this.deliveries.ofReferences([waiting.id]) : [];
    return {
      ...link,
      ...(await this.chosen(subscription)),
      all: await this.subscribers.allOfSamePerson(subscription.id),
      address: await this.subscribers.addressOf(subscription.id),
      waitingAddress: waiting?.newAddress ?? null,
      isWaitingRefused: asked.some((mail) => mail.state === 'rejected'),
    };
  }

  /** The same choice without a link, as an operator sees it; null where there is no such subscription. */
  async ofSubscription(id: string): Promise<ChosenProfile | null> {
    const subscription = await this.subscribers.subscription(id);
    return subscription && (await this.chosen(subscription));
  }

  private async chosen(subscription: SubscriptionView): Promise<ChosenProfile> {
    const profile = await this.profiles.byId(subscription.profileId);
    if (!profile) throw new TypeError(`The profile of subscription ${subscription.id} is gone.`);
    return { subscription, profile, offer: await this.offers.of(subscription.listSlug) };
  }
}
