import { Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AuditLog } from '../../admins/audit-log.js';
import { type Session, SessionsRepository } from '../../admins/sessions.repository.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { ConsoleController } from '../console/console-controller.js';
import { Needs } from '../console/console.guard.js';
import { Who } from '../console/console-request.js';
import { clearConsoleCookie, cookieOf, SESSION_COOKIE } from '../console/cookies.js';

/** Ends the session, not only its cookie. */
@ConsoleController('sign-out')
export class SignOutController {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly audit: AuditLog,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post()
  @Needs('console.view')
  async create(@Who() who: Session, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.sessions.end(cookieOf(request, SESSION_COOKIE));
    await this.audit.record({
      adminId: who.adminId,
      action: 'session.ended',
      subject: { kind: 'admin', id: who.adminId },
    });
    clearConsoleCookie(response, SESSION_COOKIE, this.config.publicUrl);
    response.redirect(303, `/console/sign-in?done=signed-out&lang=${who.language}`);
  }
}
