import { Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ProfileEditionQuery } from '../editions/profile-edition.query.js';
import { ProfilesRepository } from '../matching/profiles.repository.js';
import { Clock } from '../platform/clock.js';
import { TemplateEngine } from '../platform/templates/template-engine.js';
import {
  ConfirmSubscriptionService,
  type OpenedConfirmation,
} from '../subscribers/confirm-subscription.service.js';
import { OpenLinkService } from '../subscribers/open-link.service.js';
import { SubscriptionOfferQuery } from '../subscribers/subscription-offer.query.js';
import { confirmPage } from './confirm.view.js';
import { sendPage } from './page-encoding.js';
import { publicFrame } from './public-page.js';
import { TokenPage } from './token-page.js';

/** `/confirm/<token>`: looking changes nothing (scanners follow links), the button confirms. */
@TokenPage('confirm')
export class ConfirmController {
  constructor(
    private readonly confirming: ConfirmSubscriptionService,
    private readonly offers: SubscriptionOfferQuery,
    private readonly profiles: ProfilesRepository,
    private readonly editions: ProfileEditionQuery,
    private readonly links: OpenLinkService,
    private readonly templates: TemplateEngine,
    private readonly clock: Clock,
  ) {}

  @Get(':token')
  async show(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const opened = await this.confirming.open(token);
    response.status(opened.state === 'expired' ? 410 : 200);
    sendPage(await this.page(opened, token, request), request, response);
  }

  @Post(':token')
  async confirm(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.confirming.confirm(token);
    response.redirect(303, `/confirm/${token}${publicFrame(request).langQuery}`);
  }

  private async page(opened: OpenedConfirmation, token: string, request: Request): Promise<string> {
    const { subscription } = opened;
    const offer = await this.offers.of(subscription.listSlug);
    const profile = await this.profiles.byId(subscription.profileId);
    if (!profile) throw new TypeError(`The profile of subscription ${subscription.id} is gone.`);
    const page = confirmPage(
      {
        opened,
        offer,
        profile,
        missed: opened.state === 'confirmed' ? await this.editions.latest(offer.list, profile, offer) : null,
        reach: opened.state === 'confirmed' ? await this.offers.preview(profile, offer) : null,
        now: this.clock.now(),
        tokens: {
          confirm: token,
          preferences: this.links.seal('preferences', opened.token),
          unsubscribe: this.links.seal('unsubscribe', opened.token),
        },
      },
      publicFrame(request, subscription.language),
    );
    return this.templates.renderPage('public/confirm', page);
  }
}
