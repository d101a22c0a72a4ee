import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { LeavingReason } from './domain/leaving-reason.js';

/** How many left a list for a reason; null where they gave none. */
export interface LeavingCount {
  readonly listId: string;
  readonly listName: string;
  readonly reason: LeavingReason | null;
  readonly count: number;
}

/** What somebody wrote on leaving; it names nobody. */
export interface LeavingNote {
  readonly listName: string;
  readonly reason: LeavingReason;
  readonly note: string;
  readonly givenAt: Date;
}

/** Why people left, over all time. */
@Injectable()
export class LeavingReasonsQuery {
  constructor(private readonly db: Database) {}

  /** Those who left by themselves, by list and reason; who has come back is not counted. */
  async counts(): Promise<LeavingCount[]> {
    return await this.db.rows<LeavingCount>(
      `select l.id as "listId", l.name as "listName", r.reason, count(*)::int as count
         from subscriptions s join lists l on l.id = s.list_id
         left join leaving_reasons r on r.subscription_id = s.id
        where s.status = 'ended' and s.ended_reason in ('unsubscribed', 'one-click')
        group by l.id, l.name, r.reason order by l.name, l.id, count desc`,
    );
  }

  /** What was written, the newest first. */
  async notes(limit: number): Promise<LeavingNote[]> {
    return await this.db.rows<LeavingNote>(
      `select l.name as "listName", r.reason, r.note, r.given_at as "givenAt"
         from leaving_reasons r join subscriptions s on s.id = r.subscription_id join lists l on l.id = s.list_id
        where r.note <> '' order by r.given_at desc limit $1`,
      [limit],
    );
  }
}
