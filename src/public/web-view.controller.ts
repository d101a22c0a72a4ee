import { Controller, Get, Header, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { WebViewQuery } from '../editions/web-view.query.js';

/** `/m/<token>`: one's own digest in a browser, every card, nothing of the recipient. */
@Controller('m')
export class WebViewController {
  constructor(private readonly webView: WebViewQuery) {}

  @Get(':token')
  @Header('Cache-Control', 'no-store')
  @Header('X-Robots-Tag', 'noindex')
  async show(@Param('token') token: string, @Res() response: Response): Promise<void> {
    const html = await this.webView.html(token);
    // The digest carries its styles inline, as mail must; it has no script.
    response.setHeader(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    response.type('html').send(html);
  }
}
