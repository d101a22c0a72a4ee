import { Injectable } from '@nestjs/common';
import { ProfilesRepository } from '../matching/profiles.repository.js';
import { profileContent } from '../matching/domain/profile.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { EventLog } from '../platform/observability/log.js';
import { consentWording } from './domain/consent-wording.js';
import type { FormFields } from './domain/form-fields.js';
import { profileLines } from './domain/profile-words.js';
import { readSubscriptionRequest, type SubscriptionRequest } from './domain/subscription-request.js';
import { FormRefused } from './form-refused.error.js';
import { RequestGate, type RequestOrigin } from './request-gate.service.js';
import { NoticeMailService } from './notice-mail.service.js';
import { RequestedSubscriptionsRepository } from './requested-subscriptions.repository.js';
import { SubscriberAddressesRepository } from './subscriber-addresses.repository.js';
import type { SubscriptionOffer } from './subscription-offer.query.js';

/** A form as it was shown and from where it came. */
export interface FormOrigin extends RequestOrigin {
  /** The language in which the form stated what is agreed to. */
  readonly shownIn: 'zh-CN' | 'en';
}

/**
 * Takes a request for a subscription: pending until the person confirms by mail. Returns nothing, and takes
 * the same way, whether the address is known, active, suppressed or new.
 */
@Injectable()
export class SubscribeService {
  constructor(
    private readonly profiles: ProfilesRepository,
    private readonly requests: RequestedSubscriptionsRepository,
    private readonly addresses: SubscriberAddressesRepository,
    private readonly gate: RequestGate,
    private readonly mails: NoticeMailService,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly log: EventLog,
  ) {}

  /** Throws `FormRefused` that names every wrong field, `TooManyRequests` past the limits of a network or domain. */
  async request(form: FormFields, offer: SubscriptionOffer, origin: FormOrigin): Promise<void> {
    const read = readSubscriptionRequest(form, offer);
    if ('problems' in read) throw new FormRefused(read.problems);
    const { request } = read;
    const wording = consentWording(offer.list, origin.shownIn);
    await this.gate.once(contentOf(request, offer.list.id), async () => {
      await this.gate.admit(request.domain, origin);
      const runId = await this.keepWithinBudget(request, wording, offer);
      if (runId) await this.mails.wake(runId);
    });
  }

  /** Too many mails for one address: answered like any other request, and nothing is kept or sent. */
  private async keepWithinBudget(
    request: SubscriptionRequest,
    wording: string,
    offer: SubscriptionOffer,
  ): Promise<string | null> {
    if (await this.gate.mayMail(request.address)) return await this.keepAndWrite(request, wording, offer);
    this.log.info('subscription.request-over-budget', { list: offer.list.slug });
    return null;
  }

  private async keepAndWrite(
    request: SubscriptionRequest,
    wording: string,
    offer: SubscriptionOffer,
  ): Promise<string> {
    const { list } = offer;
    const { address, company, profile, language } = request;
    const requestedAt = this.clock.now();
    return await this.db.transaction(async (tx) => {
      await this.addresses.lockAddress(address, tx);
      const consent = { wording, givenAt: requestedAt };
      const profileId = await this.profiles.idOf(profile, tx);
      const kept = await this.requests.keep(
        { listId: list.id, address, company, profileId, language, consent },
        tx,
      );
      const isActive = kept.before === 'active';
      this.log.info('subscription.requested', { subscriptionId: kept.id, before: kept.before });
      return await this.mails.enqueue(
        {
          kind: isActive ? 'already-subscribed' : 'confirmation',
          reference: kept.id,
          address,
          company: kept.company,
          language,
          lines: isActive ? [] : profileLines(profile, offer, language),
          requestedAt,
        },
        list,
        tx,
      );
    });
  }
}

function contentOf(request: SubscriptionRequest, listId: string): string {
  const { address, company, profile, language } = request;
  return JSON.stringify([listId, address, company, language, profileContent(profile)]);
}
