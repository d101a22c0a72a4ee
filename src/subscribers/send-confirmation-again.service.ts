import { Injectable } from '@nestjs/common';
import { ProfilesRepository } from '../matching/profiles.repository.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { EventLog } from '../platform/observability/log.js';
import { ConfirmSubscriptionService } from './confirm-subscription.service.js';
import { profileLines } from './domain/profile-words.js';
import { REQUEST_BUDGETS } from './domain/request-budget.js';
import { RequestBudgetsRepository } from './request-budgets.repository.js';
import { NoticeMailService } from './notice-mail.service.js';
import { SubscribersRepository } from './subscribers.repository.js';
import { SubscriptionOfferQuery } from './subscription-offer.query.js';

/** Mails a fresh confirmation link to the holder of one that has expired. */
@Injectable()
export class SendConfirmationAgainService {
  constructor(
    private readonly confirming: ConfirmSubscriptionService,
    private readonly subscribers: SubscribersRepository,
    private readonly profiles: ProfilesRepository,
    private readonly offers: SubscriptionOfferQuery,
    private readonly budgets: RequestBudgetsRepository,
    private readonly mails: NoticeMailService,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly log: EventLog,
  ) {}

  /** False when the request is no longer pending, or when the address has had its mails for today. */
  async sendAgain(token: string): Promise<boolean> {
    const { subscription, state } = await this.confirming.open(token);
    const address = await this.subscribers.addressOf(subscription.id);
    const profile = await this.profiles.byId(subscription.profileId);
    if ((state !== 'expired' && state !== 'open') || !address || !profile) return false;
    const isWithin =
      (await this.budgets.spend(REQUEST_BUDGETS.repetition, `again ${subscription.id}`)) &&
      (await this.budgets.spend(REQUEST_BUDGETS.address, address));
    if (!isWithin) return false;
    const offer = await this.offers.of(subscription.listSlug);
    const { company, language } = subscription;
    const answer = {
      kind: 'confirmation' as const,
      reference: subscription.id,
      address,
      company,
      language,
      lines: profileLines(profile, offer, language),
      requestedAt: this.clock.now(),
    };
    const runId = await this.db.transaction(async (tx) => await this.mails.enqueue(answer, offer.list, tx));
    await this.mails.wake(runId);
    this.log.info('subscription.confirmation-sent-again', { subscriptionId: subscription.id });
    return true;
  }
}
