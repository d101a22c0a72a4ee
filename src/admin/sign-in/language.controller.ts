import { Body, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Session, SessionsRepository } from '../../admins/sessions.repository.js';
import { ConsoleController } from '../console/console-controller.js';
import { Needs } from '../console/console.guard.js';
import { type FormBody, Who } from '../console/console-request.js';
import { safeNext } from './sign-in.form.js';

/** The language of the console, remembered in the session. */
@ConsoleController('language')
export class LanguageController {
  constructor(private readonly sessions: SessionsRepository) {}

  @Post()
  @Needs('console.view')
  async create(@Who() who: Session, @Body() body: FormBody, @Res() response: Response): Promise<void> {
    await this.sessions.setLanguage(who, body['language'] === 'en' ? 'en' : 'zh-CN');
    response.redirect(303, safeNext(body['next']));
  }
}
