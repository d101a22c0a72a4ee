import { randomBytes } from 'node:crypto';
import { Body, Controller, Get, Inject, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { formToken, isFormToken } from '../../admins/form-tokens.js';
import { SessionsRepository } from '../../admins/sessions.repository.js';
import { SignInService } from '../../admins/sign-in.service.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { ConsoleErrorFilter } from '../console/console-error.filter.js';
import { ConsolePage } from '../console/console-page.js';
import type { FormBody } from '../console/console-request.js';
import {
  clearConsoleCookie,
  cookieOf,
  SESSION_COOKIE,
  setConsoleCookie,
  SIGN_IN_COOKIE,
} from '../console/cookies.js';
import { safeNext, signInForm } from './sign-in.form.js';

const ACTION = '/console/sign-in';

/** `/console/sign-in`: before there is a session, the form's token is bound to a cookie of its own. */
@Controller('console/sign-in')
@UseFilters(ConsoleErrorFilter)
export class SignInController {
  constructor(
    private readonly signingIn: SignInService,
    private readonly sessions: SessionsRepository,
    private readonly page: ConsolePage,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  async new(@Req() request: Request, @Res() response: Response): Promise<void> {
    const next = safeNext(request.query['next']);
    if (await this.sessions.find(cookieOf(request, SESSION_COOKIE))) response.redirect(303, next);
    else this.show(request, response, { next, email: '', problem: null, status: 200 });
  }

  @Post()
  async create(
    @Body() body: FormBody | undefined,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const words = this.page.wordsFor(request).signIn;
    const next = safeNext(body?.['next']);
    const given = signInForm.safeParse(body ?? {});
    const email = given.success ? given.data.email : '';
    const retry = (problem: string, status: number) =>
      this.show(request, response, { next, email, problem, status });
    const secret = cookieOf(request, SIGN_IN_COOKIE);
    if (!secret || !isFormToken(Buffer.from(secret), ACTION, body?.['_csrf']))
      return retry(words.expired, 403);
    if (!given.success) return retry(words.refused, 422);
    const outcome = await this.signingIn.signIn(given.data, {
      ip: request.ip ?? '',
      language: this.page.languageFor(request),
      formerToken: cookieOf(request, SESSION_COOKIE),
    });
    if (!outcome.ok)
      return outcome.reason === 'too-many' ? retry(words.tooMany, 429) : retry(words.refused, 422);
    clearConsoleCookie(response, SIGN_IN_COOKIE, this.config.publicUrl);
    setConsoleCookie(response, SESSION_COOKIE, outcome.token, this.config.publicUrl);
    response.redirect(303, next);
  }

  private show(
    request: Request,
    response: Response,
    form: { next: string; email: string; problem: string | null; status: number },
  ): void {
    const known = cookieOf(request, SIGN_IN_COOKIE);
    const secret = known && /^[\w-]{43}$/.test(known) ? known : randomBytes(32).toString('base64url');
    if (secret !== known) setConsoleCookie(response, SIGN_IN_COOKIE, secret, this.config.publicUrl);
    const language = this.page.languageFor(request);
    this.page.send(
      request,
      response,
      'sign-in',
      {
        title: this.page.wordsFor(request).signIn.title,
        place: null,
        ...form,
        action: `${ACTION}?lang=${language}`,
        csrf: formToken(Buffer.from(secret), ACTION),
        languageLink: `${ACTION}?lang=${language === 'en' ? 'zh-CN' : 'en'}&next=${encodeURIComponent(form.next)}`,
      },
      form.status,
    );
  }
}
