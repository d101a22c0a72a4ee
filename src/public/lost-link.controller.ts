import { Body, Get, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { TemplateEngine } from '../platform/templates/template-engine.js';
import type { FormProblem } from '../subscribers/domain/form-fields.js';
import { echoText } from '../subscribers/form-echo.js';
import { problemView } from '../subscribers/form-problems.view.js';
import { FormRefused } from '../subscribers/form-refused.error.js';
import { LostLinkService } from '../subscribers/lost-link.service.js';
import { FormStamp } from './form-stamp.js';
import { ownWords } from './own-words.js';
import { sendPage } from './page-encoding.js';
import { publicFrame } from './public-page.js';
import { formOf } from './subscribe.controller.js';
import { TokenPage } from './token-page.js';

/** `/preferences` without a token: mails the link again. The answer never tells whether an address is known. */
@TokenPage('preferences')
export class LostLinkController {
  constructor(
    private readonly links: LostLinkService,
    private readonly stamps: FormStamp,
    private readonly templates: TemplateEngine,
  ) {}

  @Get()
  form(@Req() request: Request, @Res() response: Response): void {
    this.show(request, response, { email: '', wrong: [] });
  }

  @Post()
  async request(@Body() body: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    const input = formOf(body);
    try {
      if (echoText(input, 'website') === '')
        await this.links.request(input, {
          ip: request.ip ?? '',
          isUnhurried: this.stamps.isUnhurried(input['stamp']),
          proof: input['altcha'],
        });
      response.redirect(303, `/preferences/sent${publicFrame(request).langQuery}`);
    } catch (error) {
      if (!(error instanceof FormRefused)) throw error;
      response.status(422);
      this.show(request, response, { email: echoText(input, 'email'), wrong: error.wrong });
    }
  }

  @Get('sent')
  sent(@Req() request: Request, @Res() response: Response): void {
    const frame = publicFrame(request);
    const mine = ownWords(frame.language);
    const page = {
      ...frame,
      mine,
      title: mine.lostSentTitle,
      againLink: `/preferences${frame.langQuery}`,
    };
    sendPage(this.templates.renderPage('public/link-sent', page), request, response);
  }

  private show(
    request: Request,
    response: Response,
    came: { readonly email: string; readonly wrong: readonly FormProblem[] },
  ): void {
    const frame = publicFrame(request);
    const mine = ownWords(frame.language);
    const page = {
      ...frame,
      mine,
      title: mine.lostTitle,
      action: `/preferences${frame.langQuery}`,
      email: came.email,
      stamp: this.stamps.issue(),
      ...problemView(came.wrong, frame.language),
    };
    sendPage(this.templates.renderPage('public/lost-link', page), request, response);
  }
}
