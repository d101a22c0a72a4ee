import { Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ProfileEditionQuery } from '../editions/profile-edition.query.js';
import { PreferencesQuery } from '../subscribers/preferences.query.js';
import { LinkInvalid } from '../subscribers/unsubscribe.service.js';
import { sendDigest } from './digest-page.js';
import { publicFrame } from './public-page.js';
import { TokenPage } from './token-page.js';

/** `/preferences/<token>/latest`: the newest edition as this very profile would have got it, in the mail's own look. */
@TokenPage('preferences/:token/latest')
export class MissedEditionController {
  constructor(
    private readonly preferences: PreferencesQuery,
    private readonly editions: ProfileEditionQuery,
  ) {}

  @Get()
  async show(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { subscription, offer, profile } = await this.preferences.open(token);
    const { language } = publicFrame(request, subscription.language);
    const edition = await this.editions.latest(offer.list, profile, offer);
    if (!edition || edition.items.length === 0)
      throw new LinkInvalid('No edition so far concerns this profile.');
    sendDigest(this.editions.html(edition, offer.list, language, offer), request, response);
  }
}
