import { Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { WebViewQuery } from '../editions/web-view.query.js';
import { sendDigest } from './digest-page.js';
import { TokenPage } from './token-page.js';

/** `/m/<token>`: one's own digest in a browser, every card, nothing of the recipient. */
@TokenPage('m')
export class WebViewController {
  constructor(private readonly webView: WebViewQuery) {}

  @Get(':token')
  async show(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    sendDigest(await this.webView.html(token), request, response);
  }
}
