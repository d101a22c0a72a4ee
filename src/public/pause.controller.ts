import { Body, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { echoText } from '../subscribers/form-echo.js';
import { FormRefused } from '../subscribers/form-refused.error.js';
import { PauseSubscriptionService } from '../subscribers/pause-subscription.service.js';
import { preferencesAddress, PreferencesPage } from './preferences.page.js';
import { formOf } from './subscribe.controller.js';
import { TokenPage } from './token-page.js';

/** `/preferences/<token>/pause` and `/resume`: rests a subscription until a day, or takes it up again. */
@TokenPage('preferences/:token')
export class PauseController {
  constructor(
    private readonly pausing: PauseSubscriptionService,
    private readonly page: PreferencesPage,
  ) {}

  @Post('pause')
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
      response.status(422);
      await this.page.send(token, { request, response }, { until, wrong: error.wrong });
    }
  }

  @Post('resume')
  async resume(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.pausing.resume(token);
    response.redirect(303, preferencesAddress(token, request, 'resumed'));
  }
}
