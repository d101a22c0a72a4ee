import { Body, Controller, Header, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { FormRefused } from '../subscribers/form-refused.error.js';
import { PauseSubscriptionService } from '../subscribers/pause-subscription.service.js';
import { preferencesAddress, PreferencesPage } from './preferences.page.js';
import { echoText } from './public-page.js';
import { formOf } from './subscribe.controller.js';

/** `/preferences/<token>/pause` and `/resume`: rests a subscription until a day, or takes it up again. */
@Controller('preferences/:token')
export class PauseController {
  constructor(
    private readonly pausing: PauseSubscriptionService,
    private readonly page: PreferencesPage,
  ) {}

  @Post('pause')
  @Header('Cache-Control', 'no-store')
  @Header('X-Robots-Tag', 'noindex')
  async pause(
    @Param('token') token: string,
    @Body() body: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const input = formOf(body);
    try {
      await this.pausing.pause(token, input);
      response.redirect(303, preferencesAddress(token, request, 'paused'));
    } catch (error) {
      if (!(error instanceof FormRefused)) throw error;
      const until = echoText(input, 'until');
      const html = await this.page.render(token, request, { until, wrong: error.wrong });
      response.status(422).type('html').send(html);
    }
  }

  @Post('resume')
  @Header('Cache-Control', 'no-store')
  @Header('X-Robots-Tag', 'noindex')
  async resume(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.pausing.resume(token);
    response.redirect(303, preferencesAddress(token, request, 'resumed'));
  }
}
