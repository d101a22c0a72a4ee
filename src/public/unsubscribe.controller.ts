import { Body, Get, HttpCode, Param, Post, Req, Res, UseInterceptors } from '@nestjs/common';
import { NoFilesInterceptor } from '@nestjs/platform-express';
import type { Request, Response } from 'express';
import { echoText } from '../subscribers/form-echo.js';
import { UnsubscribeService } from '../subscribers/unsubscribe.service.js';
import { sendPage } from './page-encoding.js';
import { TokenPage } from './token-page.js';
import { UnsubscribePage } from './unsubscribe.page.js';

/**
 * `/u/<token>`: looking changes nothing (scanners follow links), a POST ends the subscription, with `scope=all` all of
 * the person. The mail program's own button is RFC 8058: any POST with `List-Unsubscribe=One-Click`, urlencoded or
 * multipart, no cookie, no redirect.
 */
@TokenPage('u/:token')
export class UnsubscribeController {
  constructor(
    private readonly unsubscribing: UnsubscribeService,
    private readonly page: UnsubscribePage,
  ) {}

  @Get()
  async show(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    sendPage(await this.page.render(token, request, { ended: null }), request, response);
  }

  @Post()
  @HttpCode(200)
  @UseInterceptors(NoFilesInterceptor())
  async end(
    @Param('token') token: string,
    @Body() body: Readonly<Record<string, unknown>> | undefined,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const isOneClick = body?.['List-Unsubscribe'] === 'One-Click';
    const reason = isOneClick ? 'one-click' : 'unsubscribed';
    const scope = !isOneClick && echoText(body, 'scope') === 'all' ? 'all' : 'one';
    const { ended } = await this.unsubscribing.unsubscribe(token, reason, scope);
    if (isOneClick || request.accepts(['text', 'html']) === 'text') {
      response.type('text').send('unsubscribed\n');
      return;
    }
    sendPage(await this.page.render(token, request, { ended }), request, response);
  }
}
