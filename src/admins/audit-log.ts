import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';

/** One act: `policy.published` on one id, with counts or codes; never an address or a text. */
export interface AuditAct {
  readonly adminId: string | null;
  readonly action: `${string}.${string}`;
  readonly subject: { readonly kind: string; readonly id: string | null };
  readonly details?: Readonly<Record<string, string | number | boolean>>;
}

/** One act as the log's page shows it. */
export interface AuditEntry {
  readonly id: string;
  readonly at: Date;
  readonly adminEmail: string | null;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string | null;
  readonly details: Readonly<Record<string, string | number | boolean>>;
}

/** Who did what to which id, and when. Entries are added and read, never changed. */
@Injectable()
export class AuditLog {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async record(act: AuditAct, tx?: Transaction): Promise<void> {
    await this.db.affected(
      `insert into audit_entries (id, at, admin_id, action, subject_kind, subject_id, details)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        newId<'audit-entry'>(),
        this.clock.now(),
        act.adminId,
        act.action,
        act.subject.kind,
        act.subject.id,
        JSON.stringify(act.details ?? {}),
      ],
      tx,
    );
  }

  /** The newest first; `limit` of them after skipping `offset`. */
  async latest(page: { readonly limit: number; readonly offset: number }): Promise<AuditEntry[]> {
    return await this.db.rows<AuditEntry>(
      `select e.id, e.at, a.email as "adminEmail", e.action, e.subject_kind as "subjectKind",
              e.subject_id as "subjectId", e.details
         from audit_entries e left join admins a on a.id = e.admin_id
        order by e.at desc, e.id desc limit $1 offset $2`,
      [page.limit, page.offset],
    );
  }

  async count(): Promise<number> {
    const row = await this.db.row<{ count: number }>('select count(*) as count from audit_entries');
    return row?.count ?? 0;
  }

  /** Whether an admin did one of these acts to one of these ids. */
  async hasDone(
    adminId: string,
    actions: readonly string[],
    subjectIds: readonly string[],
    tx?: Transaction,
  ): Promise<boolean> {
    const row = await this.db.row<{ found: boolean }>(
      `select exists (select from audit_entries
                       where admin_id = $1 and action = any($2) and subject_id = any($3)) as found`,
      [adminId, actions, subjectIds],
      tx,
    );
    return row?.found ?? false;
  }
}
