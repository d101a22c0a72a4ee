import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Metrics } from '../platform/observability/metrics.js';

/** What the ledger owes and does not know, as gauges. */
@Injectable()
export class DeliveryMetrics {
  constructor(metrics: Metrics, db: Database) {
    metrics.observe(
      'dibao_deliveries_unsettled',
      'Deliveries of open runs, and uncertain ones, by state',
      'state',
      async () => {
        const rows = await db.rows<{ state: string; count: number }>(
          // One part for each partial index: settled rows are never read.
          `select state, count(*) as count from deliveries where state = 'pending' group by state
           union all
           select state, count(*) as count from deliveries where state in ('claimed', 'sending') group by state
           union all
           select state, count(*) as count from deliveries where state = 'uncertain' group by state`,
        );
        return new Map(rows.map((row) => [row.state, row.count]));
      },
    );
    metrics.observe('dibao_runs', 'Runs that are not over, by state', 'state', async () => {
      const rows = await db.rows<{ state: string; count: number }>(
        `select state, count(*) as count from runs where state in ('running', 'paused') group by state`,
      );
      return new Map(rows.map((row) => [row.state, row.count]));
    });
  }
}
