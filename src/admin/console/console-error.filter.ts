import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { Response } from 'express';
import { leastRoleFor } from '../../admins/domain/permissions.js';
import { DomainError, type ErrorKind } from '../../platform/errors/domain-error.js';
import { newId } from '../../platform/ids.js';
import { EventLog } from '../../platform/observability/log.js';
import { problemInWords } from '../words/problem-words.js';
import { ConsolePage } from './console-page.js';
import { FormRefused, RoleTooLow, SignInNeeded } from './console-errors.js';
import type { ConsoleRequest, FormBody } from './console-request.js';

const STATUS: Record<ErrorKind, number> = {
  invalid: 422,
  'not-found': 404,
  conflict: 409,
  forbidden: 403,
  unavailable: 503,
  'too-many': 429,
};
const KEPT_FIELDS = 60;

/** Refusals as pages of the console; what a refused form held is shown again, so that nobody types it twice. */
@Catch()
export class ConsoleErrorFilter implements ExceptionFilter {
  constructor(
    private readonly page: ConsolePage,
    private readonly log: EventLog,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<ConsoleRequest>();
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (error instanceof SignInNeeded && request.method === 'GET') {
      this.sendToSignIn(request, response);
      return;
    }
    const { status, message, incident } = this.describe(error, request);
    const isRefusedForm = error instanceof FormRefused || error instanceof SignInNeeded;
    this.page.send(
      request,
      response,
      'error',
      {
        title: this.titleOf(status, request),
        place: null,
        message,
        incident,
        problems: error instanceof DomainError ? this.problems(error, request) : [],
        kept: isRefusedForm ? keptInput(request.body as FormBody | undefined) : [],
        needsSignIn: error instanceof SignInNeeded,
      },
      status,
    );
  }

  private sendToSignIn(request: ConsoleRequest, response: Response): void {
    const isPart = request.headers['hx-request'] === 'true';
    const back = isPart ? '/console' : request.originalUrl;
    const target = `/console/sign-in?next=${encodeURIComponent(back)}`;
    if (isPart) response.setHeader('HX-Redirect', '/console/sign-in').status(200).end();
    else response.redirect(303, target);
  }

  private describe(error: unknown, request: ConsoleRequest) {
    const words = this.page.wordsFor(request);
    const known = words.errors as Readonly<Record<string, string>>;
    if (error instanceof RoleTooLow)
      return {
        status: 403,
        message: `${words.errors.roleTooLow} ${words.roles[leastRoleFor(error.needs)]}`,
        incident: null,
      };
    if (error instanceof DomainError)
      return { status: STATUS[error.kind], message: known[error.code] ?? error.message, incident: null };
    if (error instanceof HttpException) {
      const status = error.getStatus();
      return {
        status,
        message: status === 413 ? words.errors.tooLarge : words.errors.unreadable,
        incident: null,
      };
    }
    const incident = newId();
    this.log.error('console.unexpected-error', error, { incident });
    return { status: 500, message: words.errors.unexpected, incident };
  }

  private titleOf(status: number, request: ConsoleRequest): string {
    const titles: Readonly<Record<number, string>> = this.page.wordsFor(request).errorTitles;
    return titles[status] ?? String(status);
  }

  private problems(error: DomainError, request: ConsoleRequest) {
    const language = this.page.languageFor(request);
    return error.problems.map(({ field, message }) => ({
      field,
      message: problemInWords(message, language),
    }));
  }
}

/** The texts a form held, without tokens and passwords. */
function keptInput(body: FormBody | undefined): { name: string; value: string }[] {
  return Object.entries(body ?? {})
    .filter(([name]) => !/^_|password|current|next/i.test(name))
    .slice(0, KEPT_FIELDS)
    .map(([name, value]) => ({
      name,
      value: [value]
        .flat()
        .filter((one) => typeof one === 'string')
        .join('\n'),
    }))
    .filter(({ value }) => value !== '');
}
