import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { DomainError, InvalidInput } from '../platform/errors/domain-error.js';
import { AdminsRepository } from './admins.repository.js';
import { AuditLog } from './audit-log.js';
import { PASSWORD_LENGTH, problemOfPassword } from './domain/password-rules.js';
import { generatePassword, hashPassword, isPassword } from './passwords.js';
import { type Session, SessionsRepository } from './sessions.repository.js';
import { SignInAttemptsRepository } from './sign-in-attempts.repository.js';

/** Too many wrong passwords for now. */
export class TooManyAttempts extends DomainError {
  readonly code = 'admin.too-many-attempts';
  override readonly kind = 'too-many';
}

/** Changes passwords; every session of the admin ends with the old one. */
@Injectable()
export class ChangePasswordService {
  constructor(
    private readonly admins: AdminsRepository,
    private readonly sessions: SessionsRepository,
    private readonly attempts: SignInAttemptsRepository,
    private readonly audit: AuditLog,
    private readonly db: Database,
  ) {}

  /** One's own; refuses a wrong current and a weak new one by field. Returns the cookie of the new session. */
  async change(
    session: Session,
    given: { readonly current: string; readonly next: string },
  ): Promise<string> {
    if (!(await this.attempts.count('account', session.email)))
      throw new TooManyAttempts('Too many attempts; please wait a quarter of an hour.');
    const admin = await this.admins.byId(session.adminId);
    if (!(await isPassword(admin.passwordHash, given.current)))
      throw InvalidInput.of([{ field: 'current', message: 'is not your password' }]);
    const problem = problemOfPassword(given.next, admin.email);
    if (problem) throw InvalidInput.of([{ field: 'next', message: says(problem) }]);
    await this.attempts.forget('account', session.email);
    await this.store(admin.id, await hashPassword(given.next), admin.id);
    return await this.sessions.start(admin.id, session.language);
  }

  /** Someone else's: a generated one, shown to the owner once. */
  async reset(adminId: string, by: string): Promise<string> {
    const password = generatePassword();
    await this.store(adminId, await hashPassword(password), by);
    return password;
  }

  private async store(adminId: string, passwordHash: string, by: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const admin = await this.admins.byId(adminId, tx);
      admin.passwordHash = passwordHash;
      await this.admins.save(admin, tx);
      await this.sessions.endAllOf(adminId, tx);
      await this.audit.record(
        { adminId: by, action: 'admin.password-changed', subject: { kind: 'admin', id: adminId } },
        tx,
      );
    });
  }
}

function says(problem: 'too-short' | 'too-long' | 'too-easy'): string {
  if (problem === 'too-short') return `must have at least ${PASSWORD_LENGTH.least} characters`;
  if (problem === 'too-long') return `must have at most ${PASSWORD_LENGTH.most} characters`;
  return 'is too easy to guess';
}
