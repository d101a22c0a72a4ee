import { Injectable } from '@nestjs/common';
import type { List } from '../lists/list.entity.js';
import { ListNotFound, ListsRepository } from '../lists/lists.repository.js';
import type { Profile } from '../matching/domain/profile.js';
import { type Reach, ReachQuery } from '../matching/reach.query.js';
import { TaxonomiesRepository } from '../taxonomy/taxonomies.repository.js';
import type { ProfileOffer } from './domain/profile-form.js';

/** A list with what its subscribers may choose from. */
export interface SubscriptionOffer extends ProfileOffer {
  readonly list: List;
}

const SLUG = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** What a list offers, and what a choice would have brought lately. */
@Injectable()
export class SubscriptionOfferQuery {
  constructor(
    private readonly lists: ListsRepository,
    private readonly taxonomies: TaxonomiesRepository,
    private readonly reach: ReachQuery,
  ) {}

  /** Refuses an unknown slug with `ListNotFound`. */
  async of(slug: string): Promise<SubscriptionOffer> {
    if (!SLUG.test(slug)) throw new ListNotFound('There is no such list.');
    const list = await this.lists.bySlug(slug);
    const { districts, sectors } = await this.taxonomies.load();
    const { districtRoot, sectorTrees, language } = list;
    return { list, districts, sectors, districtRoot, sectorTrees, language };
  }

  async preview(profile: Profile, offer: SubscriptionOffer): Promise<Reach> {
    return await this.reach.of(profile, offer);
  }
}
