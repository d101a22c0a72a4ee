import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Param,
  Post,
  Req,
  Res,
  UseInterceptors,
} from '@nestjs/common';
import { NoFilesInterceptor } from '@nestjs/platform-express';
import type { Request, Response } from 'express';
import { TemplateEngine } from '../platform/templates/template-engine.js';
import { UnsubscribeService } from '../subscribers/unsubscribe.service.js';
import { publicFrame } from './public-page.js';

/**
 * `/u/<token>`: looking changes nothing (scanners follow links), a POST ends the subscription. The mail
 * program's own button is RFC 8058: any POST with `List-Unsubscribe=One-Click`, urlencoded or multipart, no
 * cookie, no redirect.
 */
@Controller('u')
export class UnsubscribeController {
  constructor(
    private readonly unsubscribing: UnsubscribeService,
    private readonly templates: TemplateEngine,
  ) {}

  @Get(':token')
  @Header('Cache-Control', 'no-store')
  @Header('X-Robots-Tag', 'noindex')
  async show(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const subscription = await this.unsubscribing.open('unsubscribe', token);
    const frame = publicFrame(request, subscription.language);
    response.type('html').send(
      this.templates.renderPage('public/unsubscribe', {
        ...frame,
        title: frame.language === 'en' ? 'Unsubscribe' : '退订',
        listName: subscription.listName,
        isEnded: subscription.status === 'ended',
        action: `/u/${token}${frame.langQuery}`,
      }),
    );
  }

  @Post(':token')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Header('X-Robots-Tag', 'noindex')
  @UseInterceptors(NoFilesInterceptor())
  async end(
    @Param('token') token: string,
    @Body() body: Readonly<Record<string, unknown>> | undefined,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const isOneClick = body?.['List-Unsubscribe'] === 'One-Click';
    const { ended, subscription } = await this.unsubscribing.unsubscribe(
      token,
      isOneClick ? 'one-click' : 'unsubscribed',
    );
    if (isOneClick || request.accepts(['text', 'html']) === 'text') {
      response.type('text').send('unsubscribed\n');
      return;
    }
    const frame = publicFrame(request, subscription.language);
    response.type('html').send(
      this.templates.renderPage('public/unsubscribed', {
        ...frame,
        title: frame.language === 'en' ? 'Unsubscribed' : '已退订',
        listName: subscription.listName,
        listLink: `/lists/${subscription.listSlug}${frame.langQuery}`,
        wasEndedBefore: !ended,
      }),
    );
  }
}
