import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { Request, Response } from 'express';
import { newId } from '../ids.js';
import { DomainError, type ErrorKind } from '../errors/domain-error.js';
import { EventLog } from '../observability/log.js';
import { EncodedBody } from './encoded-body.js';
import { ErrorPage } from './error-page.js';

const STATUS: Record<ErrorKind, number> = {
  invalid: 422,
  'not-found': 404,
  conflict: 409,
  forbidden: 403,
  unavailable: 503,
  'too-many': 429,
};

/** Translates refusals at the door: problem+json (RFC 9457) for machines, a page with the same status for people. */
@Catch()
export class DomainErrorFilter implements ExceptionFilter {
  constructor(
    private readonly log: EventLog,
    private readonly page: ErrorPage,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const problem = this.problemOf(error);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.status(problem.status);
    if (wantsPage(request)) {
      response.type('html');
      new EncodedBody(this.page.render(problem, request)).send(request, response);
      return;
    }
    response.type('application/problem+json').send(JSON.stringify(problem));
  }

  private problemOf(error: unknown): Problem {
    if (error instanceof DomainError)
      return {
        type: 'about:blank',
        title: error.message,
        status: STATUS[error.kind],
        code: error.code,
        ...(error.problems.length > 0 ? { errors: error.problems } : {}),
      };
    if (error instanceof HttpException)
      return { type: 'about:blank', title: error.message, status: error.getStatus(), code: 'http' };
    const status = bodyParserStatus(error);
    if (status)
      return { type: 'about:blank', title: 'The request could not be read.', status, code: 'http.body' };
    const incident = newId();
    this.log.error('http.unexpected-error', error, { incident });
    return {
      type: 'about:blank',
      title: 'Something went wrong here.',
      status: 500,
      code: 'internal',
      incident,
    };
  }
}

/** RFC 9457 problem details with our stable `code`. */
export interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly incident?: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
}

function wantsPage(request: Request): boolean {
  return !request.path.startsWith('/api/') && request.accepts(['json', 'html']) === 'html';
}

function bodyParserStatus(error: unknown): number | undefined {
  const { status, expose } = (error ?? {}) as { status?: unknown; expose?: unknown };
  return typeof status === 'number' && status >= 400 && status < 500 && expose === true ? status : undefined;
}
