import { Body, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { ChangePasswordService } from '../../admins/change-password.service.js';
import type { Session } from '../../admins/sessions.repository.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { type FieldProblem, InvalidInput } from '../../platform/errors/domain-error.js';
import { ConsoleController } from '../console/console-controller.js';
import { ConsolePage, formFor } from '../console/console-page.js';
import { type FormBody, Who } from '../console/console-request.js';
import { Needs } from '../console/console.guard.js';
import { SESSION_COOKIE, setConsoleCookie } from '../console/cookies.js';
import { FormFields } from '../console/form-fields.js';
import { errorsInWords, problemsOf } from '../console/form-input.js';
import { wordsIn } from '../words/console-words.js';

const secret = z.string('is empty').min(1, 'is empty').max(200, 'must have at most 200 characters');
const passwordForm = z
  .object({ current: secret, next: secret, again: secret })
  .refine(({ next, again }) => next === again, { path: ['again'], error: 'does not match the new password' });

/** One's own account: a new password ends every session but a fresh one here. */
@ConsoleController('account')
export class AccountController {
  constructor(
    private readonly passwords: ChangePasswordService,
    private readonly page: ConsolePage,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Needs('console.view')
  show(@Who() who: Session, @Req() request: Request, @Res() response: Response): void {
    this.showForm(who, request, response, []);
  }

  @Post()
  @Needs('account.write')
  async update(
    @Who() who: Session,
    @Body() body: FormBody,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const given = passwordForm.safeParse(body);
    if (!given.success) return this.showForm(who, request, response, problemsOf(given.error));
    try {
      const token = await this.passwords.change(who, given.data);
      setConsoleCookie(response, SESSION_COOKIE, token, this.config.publicUrl);
      response.redirect(303, '/console/account?done=password-changed');
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      this.showForm(who, request, response, error.problems);
    }
  }

  private showForm(
    who: Session,
    request: Request,
    response: Response,
    problems: readonly FieldProblem[],
  ): void {
    const t = wordsIn(who.language);
    const form = new FormFields({}, errorsInWords(problems, who.language));
    const field = { column: 'col-12', inputType: 'password', maxLength: 200, isRequired: true };
    const view = {
      title: t.account.title,
      place: 'account',
      target: formFor(who, '/console/account'),
      fields: [
        form.text('current', t.account.current, { ...field, autocomplete: 'current-password' }),
        form.text('next', t.account.next, { ...field, autocomplete: 'new-password', hint: t.account.hint }),
        form.text('again', t.account.again, { ...field, autocomplete: 'new-password' }),
      ],
    } as const;
    this.page.send(request, response, 'account', view, problems.length > 0 ? 422 : 200);
  }
}
