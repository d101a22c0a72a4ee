import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { TemplateEngine } from '../platform/templates/template-engine.js';
import { consentAgainWording } from '../subscribers/domain/consent-wording.js';
import type { FormProblem } from '../subscribers/domain/form-fields.js';
import { OpenLinkService } from '../subscribers/open-link.service.js';
import { SubscribersRepository } from '../subscribers/subscribers.repository.js';
import { SubscriptionOfferQuery } from '../subscribers/subscription-offer.query.js';
import { publicFrame } from './public-page.js';
import { type Departure, leavePage, leftPage } from './unsubscribe.view.js';

/** What has just happened on an unsubscribe link. */
export interface LeftNow {
  /** How many subscriptions this click ended; null when nothing was clicked. */
  readonly ended: number | null;
  readonly input?: unknown;
  readonly wrong?: readonly FormProblem[];
}

/** Renders the two pages of an unsubscribe link: still subscribed, and left. */
@Injectable()
export class UnsubscribePage {
  constructor(
    private readonly links: OpenLinkService,
    private readonly subscribers: SubscribersRepository,
    private readonly offers: SubscriptionOfferQuery,
    private readonly templates: TemplateEngine,
  ) {}

  /** The page as the subscription stands now; throws `LinkInvalid`. */
  async render(token: string, request: Request, now: LeftNow): Promise<string> {
    const opened = await this.links.open('unsubscribe', token);
    const { subscription } = opened;
    const frame = publicFrame(request, subscription.language);
    const all = await this.subscribers.allOfSamePerson(subscription.id);
    const { list } = await this.offers.of(subscription.listSlug);
    const departure: Departure = {
      subscription,
      others: all.filter((one) => one.id !== subscription.id && one.status !== 'ended').length,
      consent: consentAgainWording(list, frame.language),
      done: request.query['done'],
      now,
      token,
      preferencesLink: `/preferences/${this.links.seal('preferences', opened.token)}${frame.langQuery}`,
    };
    return subscription.status === 'ended'
      ? this.templates.renderPage('public/unsubscribed', leftPage(departure, frame))
      : this.templates.renderPage('public/unsubscribe', leavePage(departure, frame));
  }
}
