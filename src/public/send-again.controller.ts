import { Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OpenLinkService } from '../subscribers/open-link.service.js';
import { SendConfirmationAgainService } from '../subscribers/send-confirmation-again.service.js';
import { publicFrame } from './public-page.js';
import { TokenPage } from './token-page.js';

/** `/confirm/<token>/again`: a fresh link for one that has expired. The answer is the same whether a mail was due or not. */
@TokenPage('confirm/:token/again')
export class SendAgainController {
  constructor(
    private readonly sending: SendConfirmationAgainService,
    private readonly links: OpenLinkService,
  ) {}

  @Post()
  async sendAgain(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { subscription } = await this.links.open('confirm', token);
    await this.sending.sendAgain(token);
    response.redirect(303, `/lists/${subscription.listSlug}/sent${publicFrame(request).langQuery}`);
  }
}
