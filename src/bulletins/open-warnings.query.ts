import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

/** Warnings of imported documents that nobody has settled. */
@Injectable()
export class OpenWarningsQuery {
  constructor(private readonly db: Database) {}

  /** Entries imported for a list since a moment that came with warnings and are still drafts: neither published nor given up. */
  async entriesWaiting(listId: string, since: Date): Promise<number> {
    const row = await this.db.row<{ count: number }>(
      `select count(*) as count
         from bulletins b
         join bulletin_entries e on e.bulletin_id = b.id and e.warnings <> '[]'
         join policies p on p.id = e.policy_id and p.status = 'draft' and p.announce = 'next'
        where b.list_id = $1 and b.imported_at > $2`,
      [listId, since],
    );
    return row?.count ?? 0;
  }
}
