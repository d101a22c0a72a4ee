import { Body, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { echoText } from '../subscribers/form-echo.js';
import { FormRefused } from '../subscribers/form-refused.error.js';
import { RequestAddressChangeService } from '../subscribers/request-address-change.service.js';
import { preferencesAddress, PreferencesPage } from './preferences.page.js';
import { formOf } from './subscribe.controller.js';
import { TokenPage } from './token-page.js';

/** `/preferences/<token>/address`: asks the new address first; `/address/withdraw` takes the wish back. */
@TokenPage('preferences/:token/address')
export class ChangeAddressController {
  constructor(
    private readonly requesting: RequestAddressChangeService,
    private readonly page: PreferencesPage,
  ) {}

  @Post()
  async request(
    @Param('token') token: string,
    @Body() body: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const input = formOf(body);
    const origin = { ip: request.ip ?? '', isUnhurried: true, proof: null };
    try {
      await this.requesting.request(token, input, origin);
      response.redirect(303, preferencesAddress(token, request, 'address'));
    } catch (error) {
      if (!(error instanceof FormRefused)) throw error;
      response.status(422);
      await this.page.send(
        token,
        { request, response },
        { email: echoText(input, 'email'), wrong: error.wrong },
      );
    }
  }

  @Post('withdraw')
  async withdraw(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.requesting.withdraw(token);
    response.redirect(303, preferencesAddress(token, request, 'withdrawn'));
  }
}
