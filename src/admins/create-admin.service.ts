import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { DomainError, InvalidInput } from '../platform/errors/domain-error.js';
import { newId } from '../platform/ids.js';
import { Admin } from './admin.entity.js';
import { AdminsRepository } from './admins.repository.js';
import { AuditLog } from './audit-log.js';
import { problemOfPassword } from './domain/password-rules.js';
import { type Role, ROLES } from './domain/permissions.js';
import { generatePassword, hashPassword } from './passwords.js';

/** The address is an admin's already. */
export class AdminAlreadyThere extends DomainError {
  readonly code = 'admin.already-there';
  override readonly kind = 'conflict';
}

/** The password is here in plain text for the last time. */
export interface CreatedAdmin {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly password: string;
}

const EMAIL = /^[^\s@<>"(),:;[\]\\]{1,64}@[a-z0-9.-]{1,189}$/;
const FIRST_OWNER = 'owner@dibao.local';

/** Makes admins. */
@Injectable()
export class CreateAdminService {
  constructor(
    private readonly admins: AdminsRepository,
    private readonly audit: AuditLog,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Generates a password when none is given. Refuses a broken address, an unknown role, a weak password, a known address. */
  async create(
    given: {
      readonly email: string;
      readonly role: string;
      readonly password?: string;
      readonly by?: string | null;
    },
    tx?: Transaction,
  ): Promise<CreatedAdmin> {
    const email = given.email.normalize('NFKC').trim().toLowerCase();
    const password = given.password ?? generatePassword();
    const problems = [
      ...(EMAIL.test(email) ? [] : [{ field: 'email', message: 'must be one mail address' }]),
      ...(isRole(given.role) ? [] : [{ field: 'role', message: `must be one of ${ROLES.join(', ')}` }]),
      ...(given.password !== undefined && problemOfPassword(password, email)
        ? [{ field: 'password', message: 'is too short or too easy' }]
        : []),
    ];
    if (problems.length > 0) throw InvalidInput.of(problems);
    const admin = Object.assign(new Admin(), {
      id: newId<'admin'>(),
      email,
      role: given.role as Role,
      passwordHash: await hashPassword(password),
      createdAt: this.clock.now(),
      signedInAt: null,
      deactivatedAt: null,
    });
    if (tx) await this.insert(admin, given.by ?? null, tx);
    else await this.db.transaction(async (own) => await this.insert(admin, given.by ?? null, own));
    return { id: admin.id, email, role: admin.role, password };
  }

  /** The first owner where there is no admin at all, once; null ever after. */
  async ensureFirstOwner(): Promise<{ email: string; password: string } | null> {
    if (!(await this.admins.isEmpty())) return null;
    return await this.db.transaction(async (tx) => {
      await this.admins.lock(tx);
      if (!(await this.admins.isEmpty(tx))) return null;
      const { email, password } = await this.create({ email: FIRST_OWNER, role: 'owner' }, tx);
      return { email, password };
    });
  }

  private async insert(admin: Admin, by: string | null, tx: Transaction): Promise<void> {
    await this.admins.lock(tx);
    if (await this.admins.byEmail(admin.email, tx))
      throw new AdminAlreadyThere('There is an admin with this address already.');
    await this.admins.save(admin, tx);
    await this.audit.record(
      {
        adminId: by,
        action: 'admin.created',
        subject: { kind: 'admin', id: admin.id },
        details: { role: admin.role },
      },
      tx,
    );
  }
}

function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}
