import { Body, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { FormRefused } from '../subscribers/form-refused.error.js';
import { LeavingReasonService } from '../subscribers/leaving-reason.service.js';
import { OpenLinkService } from '../subscribers/open-link.service.js';
import { SubscribeAgainService } from '../subscribers/subscribe-again.service.js';
import { sendPage } from './page-encoding.js';
import { publicFrame } from './public-page.js';
import { formOf } from './subscribe.controller.js';
import { TokenPage } from './token-page.js';
import { UnsubscribePage } from './unsubscribe.page.js';

/** `/u/<token>/reason` and `/again`: what a person who has left may still say or want. */
@TokenPage('u/:token')
export class AfterLeavingController {
  constructor(
    private readonly reasons: LeavingReasonService,
    private readonly returning: SubscribeAgainService,
    private readonly links: OpenLinkService,
    private readonly page: UnsubscribePage,
  ) {}

  @Post('reason')
  async reason(
    @Param('token') token: string,
    @Body() body: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const input = formOf(body);
    try {
      await this.reasons.give(token, input);
      const { langQuery } = publicFrame(request);
      response.redirect(303, `/u/${token}${langQuery === '' ? '?' : `${langQuery}&`}done=reason`);
    } catch (error) {
      if (!(error instanceof FormRefused)) throw error;
      response.status(422);
      const html = await this.page.render(token, request, { ended: null, input, wrong: error.wrong });
      sendPage(html, request, response);
    }
  }

  @Post('again')
  async again(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { subscription } = await this.links.open('unsubscribe', token);
    const { language, langQuery } = publicFrame(request, subscription.language);
    await this.returning.request(token, language);
    response.redirect(303, `/lists/${subscription.listSlug}/sent${langQuery}`);
  }
}
