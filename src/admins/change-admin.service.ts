import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { DomainError, InvalidInput } from '../platform/errors/domain-error.js';
import type { Admin } from './admin.entity.js';
import { AdminsRepository } from './admins.repository.js';
import { AuditLog } from './audit-log.js';
import { type Role, ROLES } from './domain/permissions.js';
import { SessionsRepository } from './sessions.repository.js';

/** Without this owner nobody could manage admins. */
export class LastOwner extends DomainError {
  readonly code = 'admin.last-owner';
  override readonly kind = 'conflict';
}

/** Changes what an admin may do. Whoever is changed has to sign in again: all their sessions end. */
@Injectable()
export class ChangeAdminService {
  constructor(
    private readonly admins: AdminsRepository,
    private readonly sessions: SessionsRepository,
    private readonly audit: AuditLog,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Refuses an unknown role and taking the role from the last owner. The same role again changes nothing. */
  async changeRole(id: string, role: string, by: string): Promise<void> {
    if (!(ROLES as readonly string[]).includes(role))
      throw InvalidInput.of([{ field: 'role', message: `must be one of ${ROLES.join(', ')}` }]);
    await this.change(id, by, 'admin.role-changed', (admin) => {
      if (admin.role === role) return false;
      admin.role = role as Role;
      return true;
    });
  }

  /** Refuses the last owner. */
  async deactivate(id: string, by: string): Promise<void> {
    await this.change(id, by, 'admin.deactivated', (admin) => {
      if (admin.deactivatedAt) return false;
      admin.deactivatedAt = this.clock.now();
      return true;
    });
  }

  async reactivate(id: string, by: string): Promise<void> {
    await this.change(id, by, 'admin.reactivated', (admin) => {
      if (!admin.deactivatedAt) return false;
      admin.deactivatedAt = null;
      return true;
    });
  }

  private async change(
    id: string,
    by: string,
    action: 'admin.role-changed' | 'admin.deactivated' | 'admin.reactivated',
    apply: (admin: Admin) => boolean,
  ): Promise<void> {
    await this.db.transaction(async (tx: Transaction) => {
      await this.admins.lock(tx);
      const admin = await this.admins.byId(id, tx);
      if (!apply(admin)) return;
      await this.admins.save(admin, tx);
      if ((await this.admins.activeOwners(tx)) === 0)
        throw new LastOwner('This is the last active owner; make another owner first.');
      await this.sessions.endAllOf(id, tx);
      await this.audit.record(
        { adminId: by, action, subject: { kind: 'admin', id }, details: { role: admin.role } },
        tx,
      );
    });
  }
}
