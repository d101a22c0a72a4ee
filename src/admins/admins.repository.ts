import { Injectable } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import { Database, type Transaction } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { Admin } from './admin.entity.js';

/** No admin has this id. */
export class AdminNotFound extends DomainError {
  readonly code = 'admin.not-found';
  override readonly kind = 'not-found';
}

/** The admins as stored. */
@Injectable()
export class AdminsRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly db: Database,
  ) {}

  async all(): Promise<Admin[]> {
    return await this.dataSource.manager.find(Admin, { order: { createdAt: 'ASC' } });
  }

  async byId(id: string, tx?: Transaction): Promise<Admin> {
    const admin = await (tx ?? this.dataSource.manager).findOneBy(Admin, { id });
    if (!admin) throw new AdminNotFound('This admin does not exist.');
    return admin;
  }

  async byEmail(email: string, tx?: Transaction): Promise<Admin | null> {
    return await (tx ?? this.dataSource.manager).findOneBy(Admin, { email });
  }

  async activeOwners(tx: Transaction): Promise<number> {
    return await tx.countBy(Admin, { role: 'owner', deactivatedAt: IsNull() });
  }

  async isEmpty(tx?: Transaction): Promise<boolean> {
    return (await (tx ?? this.dataSource.manager).count(Admin)) === 0;
  }

  async save(admin: Admin, tx?: Transaction): Promise<void> {
    await (tx ?? this.dataSource.manager).save(Admin, admin);
  }

  /** Serialises changes that must leave an owner, until the transaction ends. */
  async lock(tx: Transaction): Promise<void> {
    await this.db.rows(`select pg_advisory_xact_lock(hashtextextended('admins', 0))`, [], tx);
  }
}
