import {
  type CanActivate,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { FileInterceptor } from '@nestjs/platform-express';
import { lastValueFrom, of } from 'rxjs';
import { may, type Permission } from '../../admins/domain/permissions.js';
import { isFormToken } from '../../admins/form-tokens.js';
import { SessionsRepository } from '../../admins/sessions.repository.js';
import { cookieOf, SESSION_COOKIE } from './cookies.js';
import { FormRefused, RoleTooLow, SignInNeeded } from './console-errors.js';
import type { ConsoleRequest, FormBody } from './console-request.js';

const NEEDS = 'console:needs';

/** What a role must allow for this route. A console route without it is closed to everybody. */
export const Needs = (permission: Permission) => SetMetadata(NEEDS, permission);

const UPLOAD_LIMITS = { fileSize: 20_000_000, files: 1, fields: 2_000, fieldSize: 6_000_000, parts: 2_001 };

/** Who is it, may they, and does the form come from them: in this order, before any handler. */
@Injectable()
export class ConsoleGuard implements CanActivate {
  private readonly multipart: NestInterceptor = new (FileInterceptor('file', { limits: UPLOAD_LIMITS }))();

  constructor(
    private readonly sessions: SessionsRepository,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<ConsoleRequest>();
    const needs = this.reflector.get<Permission | undefined>(NEEDS, context.getHandler());
    if (!needs) throw new Error('A console route does not say what it needs.');
    const session = await this.sessions.find(cookieOf(request, SESSION_COOKIE));
    if (session) request.consoleSession = session;
    const changes = request.method !== 'GET' && request.method !== 'HEAD';
    if (changes && request.is('multipart/form-data')) await this.readMultipart(context);
    if (!session) throw new SignInNeeded('Please sign in.');
    if (!may(session.role, needs)) throw new RoleTooLow(needs);
    const body = (request.body ?? {}) as FormBody;
    if (changes && !isFormToken(session.csrfSecret, pathOf(request), body['_csrf']))
      throw new FormRefused('This form does not belong to your session.');
    return true;
  }

  private async readMultipart(context: ExecutionContext): Promise<void> {
    await lastValueFrom(await this.multipart.intercept(context, { handle: () => of(null) }));
  }
}

/** The path a form was sent to, as its token names it. */
export function pathOf(request: ConsoleRequest): string {
  return request.originalUrl.split('?')[0] ?? '';
}
