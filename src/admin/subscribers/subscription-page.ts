import { Injectable } from '@nestjs/common';
import { SuppressionsService } from '../../delivery/suppressions.service.js';
import { ProfilesRepository } from '../../matching/profiles.repository.js';
import { TaxonomiesRepository } from '../../taxonomy/taxonomies.repository.js';
import type { Language } from '../words/console-words.js';
import { profileView } from './subscription.view.js';

/** What a subscription's page shows from other rooms. */
@Injectable()
export class SubscriptionPage {
  constructor(
    private readonly profiles: ProfilesRepository,
    private readonly taxonomies: TaxonomiesRepository,
    private readonly suppressions: SuppressionsService,
  ) {}

  async profile(profileId: string, language: Language) {
    const profile = await this.profiles.byId(profileId);
    return profile ? profileView(profile, await this.taxonomies.load(), language) : [];
  }

  async isSuppressed(address: string | null): Promise<boolean> {
    return address !== null && (await this.suppressions.among([address])).size > 0;
  }
}
