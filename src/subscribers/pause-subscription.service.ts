import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { EventLog } from '../platform/observability/log.js';
import { SubscriptionNotActive } from './change-profile.service.js';
import { type FormFields, type FormProblem, onlyText } from './domain/form-fields.js';
import { pauseUntil } from './domain/pause.js';
import { FormRefused } from './form-refused.error.js';
import { PreferencesQuery } from './preferences.query.js';
import { SubscribersRepository } from './subscribers.repository.js';

/** Rests a subscription until a day, or takes it up again. What appears meanwhile is not sent later. */
@Injectable()
export class PauseSubscriptionService {
  constructor(
    private readonly preferences: PreferencesQuery,
    private readonly subscribers: SubscribersRepository,
    private readonly clock: Clock,
    private readonly log: EventLog,
  ) {}

  /** Reads `until` (`YYYY-MM-DD`, the list's zone). Throws `LinkInvalid`, `FormRefused` or `SubscriptionNotActive`. */
  async pause(token: string, form: FormFields): Promise<void> {
    const { subscription, offer } = await this.preferences.open(token);
    const problems: FormProblem[] = [];
    const text = onlyText(form, 'until', (field, problem) => problems.push({ field, problem }));
    const read = text === null ? null : pauseUntil(text, this.clock.now(), offer.list.timeZone);
    if (read && 'problem' in read) problems.push({ field: 'until', problem: read.problem });
    if (!read || 'problem' in read) throw new FormRefused(problems);
    await this.set(subscription.id, read.until);
  }

  async resume(token: string): Promise<void> {
    const { subscription } = await this.preferences.open(token);
    await this.set(subscription.id, null);
  }

  private async set(subscriptionId: string, until: Date | null): Promise<void> {
    if (!(await this.subscribers.setPausedUntil(subscriptionId, until)))
      throw new SubscriptionNotActive('This subscription is not active.');
    this.log.info(until ? 'subscription.paused' : 'subscription.resumed', { subscriptionId });
  }
}
