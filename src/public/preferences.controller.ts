import { Body, Controller, Get, Header, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ChangeProfileService } from '../subscribers/change-profile.service.js';
import type { FormFields, FormProblem } from '../subscribers/domain/form-fields.js';
import { readProfile } from '../subscribers/domain/profile-form.js';
import { FormRefused } from '../subscribers/form-refused.error.js';
import { SubscriptionOfferQuery } from '../subscribers/subscription-offer.query.js';
import { preferencesAddress, PreferencesPage } from './preferences.page.js';
import { echoText } from './public-page.js';
import { formOf } from './subscribe.controller.js';

/** `/preferences/<token>`: what a subscription asks for, shown and changed. The token is the whole authority. */
@Controller('preferences')
export class PreferencesController {
  constructor(
    private readonly changing: ChangeProfileService,
    private readonly offers: SubscriptionOfferQuery,
    private readonly page: PreferencesPage,
  ) {}

  @Get(':token')
  @Header('Cache-Control', 'no-store')
  @Header('X-Robots-Tag', 'noindex')
  async show(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    response.type('html').send(await this.page.render(token, request));
  }

  @Post(':token')
  @Header('Cache-Control', 'no-store')
  @Header('X-Robots-Tag', 'noindex')
  async change(
    @Param('token') token: string,
    @Body() body: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const input = formOf(body);
    if (echoText(input, 'act') === 'preview') {
      await this.preview(token, input, request, response);
      return;
    }
    try {
      await this.changing.change(token, input);
      response.redirect(303, preferencesAddress(token, request, 'profile'));
    } catch (error) {
      if (!(error instanceof FormRefused)) throw error;
      const html = await this.page.render(token, request, { input, wrong: error.wrong });
      response.status(422).type('html').send(html);
    }
  }

  private async preview(
    token: string,
    input: FormFields,
    request: Request,
    response: Response,
  ): Promise<void> {
    const { offer, profile: kept } = await this.page.open(token);
    const wrong: FormProblem[] = [];
    const refuse = (field: string, problem: FormProblem['problem']) => wrong.push({ field, problem });
    const profile = readProfile(input, offer, refuse, kept);
    const came =
      wrong.length > 0 ? { input, wrong } : { input, reach: await this.offers.preview(profile, offer) };
    response.status(wrong.length > 0 ? 422 : 200);
    response.type('html').send(await this.page.render(token, request, came));
  }
}
