import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { EventLog } from '../platform/observability/log.js';
import { consentAgainWording } from './domain/consent-wording.js';
import { profileLines } from './domain/profile-words.js';
import { NoticeMailService } from './notice-mail.service.js';
import { type EndedOffer, EndedSubscriptionQuery } from './ended-subscription.query.js';
import { RequestGate } from './request-gate.service.js';
import { RequestedSubscriptionsRepository } from './requested-subscriptions.repository.js';

/**
 * Takes back what was left, with the same profile: pending until the person confirms by the mail it sends, for only
 * their own confirmation brings a subscription back.
 */
@Injectable()
export class SubscribeAgainService {
  constructor(
    private readonly ended: EndedSubscriptionQuery,
    private readonly requests: RequestedSubscriptionsRepository,
    private readonly gate: RequestGate,
    private readonly mails: NoticeMailService,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly log: EventLog,
  ) {}

  /**
   * `shownIn` is the language of the consent beside the button. False when the subscription has not ended or its person was
   * erased; an address that has had its mails for today gets none. Throws `LinkInvalid`.
   */
  async request(token: string, shownIn: 'zh-CN' | 'en'): Promise<boolean> {
    const found = await this.ended.open(token);
    if (!found) return false;
    await this.gate.once(`return ${found.subscription.id}`, async () => {
      if (await this.gate.mayMail(found.address)) await this.keepAndWrite(found, shownIn);
    });
    return true;
  }

  private async keepAndWrite(found: EndedOffer, shownIn: 'zh-CN' | 'en'): Promise<void> {
    const { subscription, offer, profile, address } = found;
    const { company, language } = subscription;
    const requestedAt = this.clock.now();
    const consent = { wording: consentAgainWording(offer.list, shownIn), givenAt: requestedAt };
    const runId = await this.db.transaction(async (tx) => {
      const kept = await this.requests.keep(
        { listId: offer.list.id, address, company, profileId: subscription.profileId, language, consent },
        tx,
      );
      const lines = profileLines(profile, offer, language);
      const notice = { reference: kept.id, address, company, language, requestedAt, lines };
      return await this.mails.enqueue({ kind: 'confirmation', ...notice }, offer.list, tx);
    });
    await this.mails.wake(runId);
    this.log.info('subscription.requested', { subscriptionId: subscription.id, before: 'ended' });
  }
}
