import { Injectable } from '@nestjs/common';
import { AuditLog } from '../admins/audit-log.js';
import { ListsRepository } from '../lists/lists.repository.js';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Edition } from './editions.repository.js';
import { EditionsRepository } from './editions.repository.js';
import { EditionChangedMeanwhile, NotInThisState, SecondPersonNeeded } from './edition-changed.error.js';

/** Acts that make an admin the first person of an edition. */
const HAND_IN_IT = [
  'edition.opened',
  'edition.refrozen',
  'policy.added',
  'policy.corrected',
  'policy.published',
];

/** Approves a frozen edition as one person saw it. */
@Injectable()
export class ApproveEditionService {
  constructor(
    private readonly editions: EditionsRepository,
    private readonly lists: ListsRepository,
    private readonly audit: AuditLog,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** The hash (hex) of what stands frozen; null before it is composed. */
  async contentHash(id: string): Promise<string | null> {
    const row = await this.db.row<{ hash: string | null }>(
      `select encode(content_hash, 'hex') as hash from editions where id = $1`,
      [id],
    );
    return row?.hash ?? null;
  }

  /** Binds to the hash the approver was shown. Refuses another content, another state, and a first person where two are wanted. */
  async approve(id: string, contentHash: string, adminId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const before = await this.editions.byId(id, tx);
      await this.editions.lockList(before.listId, tx);
      const edition = await this.editions.byId(id, tx);
      if (edition.status !== 'in-review' || edition.heldReason)
        throw new NotInThisState('This edition is not in review.');
      const list = await this.lists.byId(edition.listId, tx);
      if (list.approval === 'second-person' && (await this.hadAHand(edition, adminId, tx)))
        throw new SecondPersonNeeded('This list wants the approval of a second person.');
      const approved = await this.db.affected(
        `update editions set status = 'approved', approved_hash = content_hash, approved_by = $3, approved_at = $4
          where id = $1 and status = 'in-review' and encode(content_hash, 'hex') = $2`,
        [id, contentHash, adminId, this.clock.now()],
        tx,
      );
      if (approved !== 1) throw new EditionChangedMeanwhile('This edition changed since it was shown.');
    });
  }

  private async hadAHand(edition: Edition, adminId: string, tx: Transaction): Promise<boolean> {
    const policies = await this.db.rows<{ id: string }>(
      `select policy_id as id from edition_policies where edition_id = $1 and role <> 'reminder'`,
      [edition.id],
      tx,
    );
    return await this.audit.hasDone(adminId, HAND_IN_IT, [edition.id, ...policies.map((one) => one.id)], tx);
  }
}
