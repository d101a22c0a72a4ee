import { Body, Get, HttpCode, Param, Post, Req, Res, UseInterceptors } from '@nestjs/common';
import { NoFilesInterceptor } from '@nestjs/platform-express';
import type { Request, Response } from 'express';
import { TemplateEngine } from '../platform/templates/template-engine.js';
import { ConfirmAddressService } from '../subscribers/confirm-address.service.js';
import { ownWords } from './own-words.js';
import { sendPage } from './page-encoding.js';
import { publicFrame } from './public-page.js';
import { TokenPage } from './token-page.js';

/**
 * `/address/decline/<token>`: for who was asked to confirm an address and did not want it. Looking changes nothing; any
 * POST declines, the mail program's own button (RFC 8058) too.
 */
@TokenPage('address/decline/:token')
export class DeclineAddressController {
  constructor(
    private readonly confirming: ConfirmAddressService,
    private readonly templates: TemplateEngine,
  ) {}

  @Get()
  async show(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    sendPage(await this.page(token, request), request, response);
  }

  @Post()
  @HttpCode(200)
  @UseInterceptors(NoFilesInterceptor())
  async decline(
    @Param('token') token: string,
    @Body() body: Readonly<Record<string, unknown>> | undefined,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.confirming.decline(token);
    if (body?.['List-Unsubscribe'] === 'One-Click') response.type('text').send('declined\n');
    else sendPage(await this.page(token, request), request, response);
  }

  private async page(token: string, request: Request): Promise<string> {
    const { subscription, state } = await this.confirming.open(token, 'decline-address');
    const frame = publicFrame(request, subscription.language);
    const mine = ownWords(frame.language);
    const isOpen = state === 'open';
    return this.templates.renderPage('public/address', {
      ...frame,
      mine,
      title: isOpen ? mine.declineTitle : mine.declinedTitle,
      lead: isOpen ? mine.declineLead : mine.declinedLead,
      button: isOpen ? mine.decline : null,
      action: `/address/decline/${token}${frame.langQuery}`,
      lostLink: `/preferences${frame.langQuery}`,
    });
  }
}
