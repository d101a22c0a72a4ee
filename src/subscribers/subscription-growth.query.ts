import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { growthOf, type WeekOfChange, type WeekOfGrowth } from './domain/growth.js';

/** How the number of active subscriptions came to be what it is. */
@Injectable()
export class SubscriptionGrowthQuery {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * The last `weeks` times seven days up to now, the oldest first. Somebody who left and came back counts from the day
   * of coming back.
   */
  async weekly(weeks: number): Promise<WeekOfGrowth[]> {
    const now = this.clock.now();
    const changes = await this.db.rows<WeekOfChange>(
      `select "weeksAgo", sum(joined)::int as joined, sum(gone)::int as "left"
         from (select floor(extract(epoch from $1 - confirmed_at) / 604800)::int as "weeksAgo", 1 as joined, 0 as gone
                 from subscriptions
                where status <> 'pending' and confirmed_at > $1 - make_interval(weeks => $2) and confirmed_at <= $1
               union all
               select floor(extract(epoch from $1 - ended_at) / 604800)::int, 0, 1
                 from subscriptions
                where status = 'ended' and confirmed_at is not null
                  and ended_at > $1 - make_interval(weeks => $2) and ended_at <= $1) changes
        group by "weeksAgo"`,
      [now, weeks],
    );
    const row = await this.db.row<{ active: number }>(
      `select count(*)::int as active from subscriptions where status = 'active'`,
    );
    return growthOf(row?.active ?? 0, changes, weeks);
  }
}
