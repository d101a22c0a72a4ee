import { Injectable } from '@nestjs/common';
import type { Profile } from '../matching/domain/profile.js';
import { ProfilesRepository } from '../matching/profiles.repository.js';
import { OpenLinkService } from './open-link.service.js';
import { type SubscriptionOffer, SubscriptionOfferQuery } from './subscription-offer.query.js';
import { SubscribersRepository, type SubscriptionView } from './subscribers.repository.js';

/** A subscription that ended, with what it takes to ask for it again. */
export interface EndedOffer {
  readonly subscription: SubscriptionView;
  readonly address: string;
  readonly profile: Profile;
  readonly offer: SubscriptionOffer;
}

/** What was left behind an unsubscribe link. */
@Injectable()
export class EndedSubscriptionQuery {
  constructor(
    private readonly links: OpenLinkService,
    private readonly subscribers: SubscribersRepository,
    private readonly profiles: ProfilesRepository,
    private readonly offers: SubscriptionOfferQuery,
  ) {}

  /** Null when the subscription has not ended, or its person was erased. Throws `LinkInvalid`. */
  async open(token: string): Promise<EndedOffer | null> {
    const { subscription } = await this.links.open('unsubscribe', token);
    const address = await this.subscribers.addressOf(subscription.id);
    const profile = await this.profiles.byId(subscription.profileId);
    if (subscription.status !== 'ended' || !address || !profile) return null;
    return { subscription, address, profile, offer: await this.offers.of(subscription.listSlug) };
  }
}
