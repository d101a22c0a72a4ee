import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

/** Warnings of imported documents that nobody has settled. */
@Injectable()
export class OpenWarningsQuery {
  constructor(private readonly db: Database) {}

  /**
   * Entries of a list's bulletins, imported since a moment, that would be announced but for warnings nobody has
   * settled: neither published nor dropped. Sample bulletins are there to be looked at.
   */
  async entriesWaiting(listId: string, since: Date): Promise<number> {
    const row = await this.db.row<{ count: number }>(
      `select count(*) as count
         from bulletins b
         join review_entries r on r.bulletin_id = b.id and r.warnings @? '$[*] ? (@.settled == null)'
         left join policies p on p.id = r.policy_id
        where b.list_id = $1 and b.imported_at > $2 and not b.is_sample
          and (r.state = 'open' or (r.state = 'draft' and p.status = 'draft'))
          and coalesce(r.facts ->> 'announce', 'next') = 'next'`,
      [listId, since],
    );
    return row?.count ?? 0;
  }
}
