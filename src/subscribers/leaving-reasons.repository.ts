import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';
import type { LeavingReason } from './domain/leaving-reason.js';

/** Why people left, as far as they cared to say. */
@Injectable()
export class LeavingReasonsRepository {
  constructor(private readonly db: Database) {}

  /** Keeps the newest answer of a subscription. */
  async keep(
    subscriptionId: string,
    given: { readonly reason: LeavingReason; readonly note: string; readonly at: Date },
  ): Promise<void> {
    await this.db.affected(
      `insert into leaving_reasons (subscription_id, reason, note, given_at) values ($1, $2, $3, $4)
       on conflict (subscription_id) do update
          set reason = excluded.reason, note = excluded.note, given_at = excluded.given_at`,
      [subscriptionId, given.reason, given.note, given.at],
    );
  }

  /** Empties what was written freely; the choice itself says nothing about a person. */
  async forgetNotes(subscriptionIds: readonly string[], tx: Transaction): Promise<void> {
    await this.db.affected(
      `update leaving_reasons set note = '' where subscription_id = any($1)`,
      [subscriptionIds],
      tx,
    );
  }
}
