import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { AdminsRepository } from './admins.repository.js';
import { AuditLog } from './audit-log.js';
import { networkOf } from './domain/sign-in-limits.js';
import { isPassword } from './passwords.js';
import { SessionsRepository } from './sessions.repository.js';
import { SignInAttemptsRepository } from './sign-in-attempts.repository.js';

/** The new session's cookie, or why there is none: the same answer for an unknown address and a wrong password. */
export type SignInOutcome =
  | { readonly ok: true; readonly token: string }
  | { readonly ok: false; readonly reason: 'refused' | 'too-many' };

/** Lets an admin in. */
@Injectable()
export class SignInService {
  constructor(
    private readonly admins: AdminsRepository,
    private readonly sessions: SessionsRepository,
    private readonly attempts: SignInAttemptsRepository,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Every attempt counts before the password is looked at. A session the browser had before ends (rotation). */
  async signIn(
    given: { readonly email: string; readonly password: string },
    from: { readonly ip: string; readonly language: 'zh-CN' | 'en'; readonly formerToken: unknown },
  ): Promise<SignInOutcome> {
    const email = given.email.trim().toLowerCase();
    const mayTry =
      (await this.attempts.count('network', networkOf(from.ip))) &&
      (await this.attempts.count('account', email));
    if (!mayTry) return { ok: false, reason: 'too-many' };
    const admin = await this.admins.byEmail(email);
    const isActive = admin !== null && admin.deactivatedAt === null;
    const isRight = await isPassword(isActive ? admin.passwordHash : null, given.password);
    if (!isRight || !isActive) {
      await this.record('session.refused', admin?.id ?? null);
      return { ok: false, reason: 'refused' };
    }
    await this.attempts.forget('account', email);
    await this.sessions.end(from.formerToken);
    admin.signedInAt = this.clock.now();
    await this.admins.save(admin);
    await this.record('session.started', admin.id);
    return { ok: true, token: await this.sessions.start(admin.id, from.language) };
  }

  private async record(action: 'session.started' | 'session.refused', adminId: string | null): Promise<void> {
    await this.audit.record({ adminId, action, subject: { kind: 'admin', id: adminId } });
  }
}
