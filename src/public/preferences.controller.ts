import { Body, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ChangeProfileService } from '../subscribers/change-profile.service.js';
import type { FormFields } from '../subscribers/domain/form-fields.js';
import { formAct } from '../subscribers/form-act.js';
import { FormRefused } from '../subscribers/form-refused.error.js';
import { preferencesAddress, PreferencesPage } from './preferences.page.js';
import { ReachPreview, wantsPart } from './reach-preview.js';
import { formOf } from './subscribe.controller.js';
import { TokenPage } from './token-page.js';

/** `/preferences/<token>`: what a subscription asks for, shown and changed. The token is the whole authority. */
@TokenPage('preferences/:token')
export class PreferencesController {
  constructor(
    private readonly changing: ChangeProfileService,
    private readonly previews: ReachPreview,
    private readonly page: PreferencesPage,
  ) {}

  @Get()
  async show(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.page.send(token, { request, response });
  }

  @Post()
  @HttpCode(200)
  async change(
    @Param('token') token: string,
    @Body() body: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const input = formOf(body);
    const act = formAct(input);
    if (act === 'preview') await this.preview(token, input, request, response);
    else if (act === 'find') await this.page.send(token, { request, response }, { input });
    else await this.save(token, input, request, response);
  }

  private async save(token: string, input: FormFields, request: Request, response: Response): Promise<void> {
    try {
      await this.changing.change(token, input);
      response.redirect(303, preferencesAddress(token, request, 'profile'));
    } catch (error) {
      if (!(error instanceof FormRefused)) throw error;
      response.status(422);
      await this.page.send(token, { request, response }, { input, wrong: error.wrong });
    }
  }

  private async preview(
    token: string,
    input: FormFields,
    request: Request,
    response: Response,
  ): Promise<void> {
    const { offer, profile: kept } = await this.page.open(token);
    const { wrong, reach } = await this.previews.of(input, offer, kept);
    if (wantsPart(request)) {
      this.previews.sendPart(reach, request, response);
      return;
    }
    response.status(wrong.length > 0 ? 422 : 200);
    await this.page.send(token, { request, response }, reach ? { input, wrong, reach } : { input, wrong });
  }
}
