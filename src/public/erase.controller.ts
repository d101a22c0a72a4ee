import { Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { TemplateEngine } from '../platform/templates/template-engine.js';
import { EraseSubscriberService } from '../subscribers/erase-subscriber.service.js';
import { OpenLinkService } from '../subscribers/open-link.service.js';
import { ownWords } from './own-words.js';
import { sendPage } from './page-encoding.js';
import { publicFrame } from './public-page.js';
import { TokenPage } from './token-page.js';

/** `/preferences/<token>/erase`: says what would be erased; the button does it, for good. */
@TokenPage('preferences/:token/erase')
export class EraseController {
  constructor(
    private readonly links: OpenLinkService,
    private readonly erasing: EraseSubscriberService,
    private readonly templates: TemplateEngine,
  ) {}

  @Get()
  async show(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { subscription, token: opened } = await this.links.open('preferences', token);
    const frame = publicFrame(request, subscription.language);
    const mine = ownWords(frame.language);
    const { isErased } = subscription;
    const page = {
      ...frame,
      mine,
      title: isErased ? mine.erasedTitle : mine.eraseTitle,
      isErased,
      action: `/preferences/${token}/erase${frame.langQuery}`,
      backLink: `/preferences/${token}${frame.langQuery}`,
      leaveLink: `/u/${this.links.seal('unsubscribe', opened)}${frame.langQuery}`,
    };
    sendPage(this.templates.renderPage('public/erase', page), request, response);
  }

  @Post()
  async erase(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.erasing.erase(token);
    response.redirect(303, `/preferences/${token}/erase${publicFrame(request).langQuery}`);
  }
}
