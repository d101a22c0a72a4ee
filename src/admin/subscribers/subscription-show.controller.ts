import { Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AuditLog } from '../../admins/audit-log.js';
import type { Session } from '../../admins/sessions.repository.js';
import { SubscriptionNotFound } from '../../editions/explain-match.query.js';
import { isId } from '../../platform/ids.js';
import { EndSubscriptionService } from '../../subscribers/end-subscription.service.js';
import { SubscriptionHistoryQuery } from '../../subscribers/subscription-history.query.js';
import type { SubscriptionLine } from '../../subscribers/subscription-list.query.js';
import { SubscriptionListQuery } from '../../subscribers/subscription-list.query.js';
import { ConsoleController } from '../console/console-controller.js';
import { ConsolePage, formFor } from '../console/console-page.js';
import { Who } from '../console/console-request.js';
import { Needs } from '../console/console.guard.js';
import { momentIn } from '../console/moments.js';
import { wordsIn } from '../words/console-words.js';
import { SubscriptionPage } from './subscription-page.js';
import { deliveryLine, historyLine, subscriptionLine } from './subscription.view.js';

const DELIVERIES = 50;

/** One subscription: profile, consent, and everything that was sent to it. */
@ConsoleController('subscriptions')
export class SubscriptionShowController {
  constructor(
    private readonly subscriptions: SubscriptionListQuery,
    private readonly history: SubscriptionHistoryQuery,
    private readonly ending: EndSubscriptionService,
    private readonly details: SubscriptionPage,
    private readonly page: ConsolePage,
    private readonly audit: AuditLog,
  ) {}

  @Get(':id')
  @Needs('subscribers.read')
  async show(
    @Param('id') id: string,
    @Who() who: Session,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const line = await this.subscription(id);
    const t = wordsIn(who.language);
    const consents = await this.subscriptions.consents(id);
    const deliveries = await this.subscriptions.deliveries(id, DELIVERIES);
    this.page.send(request, response, 'subscribers/show', {
      title: line.company,
      place: 'subscribers',
      line: subscriptionLine(line, who.language),
      profile: await this.details.profile(line.profileId, who.language),
      isSuppressed: await this.details.isSuppressed(line.address),
      consents: consents.map((consent) => ({
        wording: consent.wording,
        source: t.consentSources[consent.source],
        givenAt: momentIn(consent.givenAt),
        confirmedAt: momentIn(consent.confirmedAt),
      })),
      history: (await this.history.of(id)).map((event) => historyLine(event, who.language)),
      profileLink: line.status === 'active' ? `/console/subscriptions/${id}/profile` : null,
      deliveries: deliveries.map((delivery) => deliveryLine(delivery, who.language)),
      explainLink: `/console/explain?subscription=${id}`,
      end: line.status === 'ended' ? null : formFor(who, `/console/subscriptions/${id}/end`),
    });
  }

  @Post(':id/end')
  @Needs('subscribers.write')
  async end(@Param('id') id: string, @Who() who: Session, @Res() response: Response): Promise<void> {
    await this.subscription(id);
    if (await this.ending.end(id))
      await this.audit.record({
        adminId: who.adminId,
        action: 'subscription.ended',
        subject: { kind: 'subscription', id },
      });
    response.redirect(303, `/console/subscriptions/${id}?done=subscription-ended`);
  }

  private async subscription(id: string): Promise<SubscriptionLine> {
    const line = isId(id) ? await this.subscriptions.byId(id) : null;
    if (!line) throw new SubscriptionNotFound('This subscription does not exist.');
    return line;
  }
}
