import { Injectable } from '@nestjs/common';
import { ProfilesRepository } from '../matching/profiles.repository.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { EventLog } from '../platform/observability/log.js';
import type { FormFields, FormProblem } from './domain/form-fields.js';
import { readProfile } from './domain/profile-form.js';
import { readLanguage } from './domain/subscription-request.js';
import { FormRefused } from './form-refused.error.js';
import { type ChosenProfile, PreferencesQuery } from './preferences.query.js';
import { SubscribersRepository } from './subscribers.repository.js';

/** The subscription is not active: there is nothing to change until the person subscribes again. */
export class SubscriptionNotActive extends DomainError {
  readonly code = 'subscription.not-active';
  override readonly kind = 'conflict';
}

/** Changes what an active subscription asks for. It applies from the next edition that freezes; nothing is sent again. */
@Injectable()
export class ChangeProfileService {
  constructor(
    private readonly preferences: PreferencesQuery,
    private readonly profiles: ProfilesRepository,
    private readonly subscribers: SubscribersRepository,
    private readonly db: Database,
    private readonly log: EventLog,
  ) {}

  /** Throws `LinkInvalid`, `FormRefused` with every wrong field, or `SubscriptionNotActive`. */
  async change(token: string, form: FormFields): Promise<void> {
    await this.store(await this.preferences.open(token), form);
  }

  /** The same by an operator's hand. Throws `FormRefused` or `SubscriptionNotActive`. */
  async correct(chosen: ChosenProfile, form: FormFields): Promise<void> {
    await this.store(chosen, form);
  }

  private async store(
    { subscription, offer, profile: kept }: ChosenProfile,
    form: FormFields,
  ): Promise<void> {
    const problems: FormProblem[] = [];
    const refuse = (field: string, problem: FormProblem['problem']) => problems.push({ field, problem });
    const profile = readProfile(form, offer, refuse, kept);
    const language = readLanguage(form, subscription.language, refuse);
    if (problems.length > 0) throw new FormRefused(problems);
    const changed = await this.db.transaction(async (tx) => {
      const profileId = await this.profiles.idOf(profile, tx);
      return await this.subscribers.changeProfile(subscription.id, { profileId, language }, tx);
    });
    if (!changed) throw new SubscriptionNotActive('This subscription is not active.');
    this.log.info('subscription.profile-changed', { subscriptionId: subscription.id });
  }
}
