import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { ClaimedDelivery } from './deliveries.repository.js';
import { domainOf } from './domain/mail-headers.js';

/** What may be sent now, and what waits for its domain's next minute. */
export interface Admission {
  readonly admitted: readonly ClaimedDelivery[];
  readonly deferred: readonly ClaimedDelivery[];
  readonly waitSeconds: number;
}

const REMEMBER_MS = 15_000;

/**
 * An optional table of how many messages a minute a recipient domain takes, counted in the database and so
 * shared by all workers. Without rows it costs one query in a quarter of a minute.
 */
@Injectable()
export class DomainRatesService {
  private limited: ReadonlySet<string> = new Set();
  private askedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly db: Database) {}

  /** Reserves what each limited domain has left of its minute; the others pass untouched. */
  async admit(claimed: readonly ClaimedDelivery[]): Promise<Admission> {
    await this.refresh();
    const byDomain = new Map<string, ClaimedDelivery[]>();
    const admitted: ClaimedDelivery[] = [];
    for (const delivery of claimed) {
      const domain = domainOf(delivery.address);
      if (this.limited.has(domain)) byDomain.set(domain, [...(byDomain.get(domain) ?? []), delivery]);
      else admitted.push(delivery);
    }
    const deferred: ClaimedDelivery[] = [];
    let waitSeconds = 0;
    for (const [domain, rows] of byDomain) {
      const { granted, untilNext } = await this.reserve(domain, rows.length);
      admitted.push(...rows.slice(0, granted));
      deferred.push(...rows.slice(granted));
      waitSeconds = Math.max(waitSeconds, untilNext);
    }
    return { admitted, deferred, waitSeconds };
  }

  /** Sets or lifts (null) a domain's rate, messages a minute. */
  async setRate(domain: string, perMinute: number | null): Promise<void> {
    if (perMinute === null) await this.db.affected('delete from domain_rates where domain = $1', [domain]);
    else
      await this.db.affected(
        `insert into domain_rates (domain, per_minute) values ($1, $2)
         on conflict (domain) do update set per_minute = excluded.per_minute`,
        [domain, perMinute],
      );
    this.askedAt = Number.NEGATIVE_INFINITY;
  }

  private async reserve(domain: string, wanted: number): Promise<{ granted: number; untilNext: number }> {
    const row = await this.db.row<{ granted: number; until_next: number }>(
      `with before as (
         select domain, per_minute, window_start,
                case when window_start < now() - interval '1 minute' then 0 else used end as used
           from domain_rates where domain = $1 for update)
       update domain_rates r
          set window_start = case when b.used = 0 then now() else b.window_start end,
              used = b.used + least($2::int, b.per_minute - least(b.used, b.per_minute))
         from before b where r.domain = b.domain
       returning least($2::int, b.per_minute - least(b.used, b.per_minute)) as granted,
                 extract(epoch from r.window_start + interval '1 minute' - now())::float8 as until_next`,
      [domain, wanted],
    );
    return { granted: row?.granted ?? wanted, untilNext: Math.max(1, row?.until_next ?? 1) };
  }

  private async refresh(): Promise<void> {
    if (performance.now() - this.askedAt < REMEMBER_MS) return;
    this.askedAt = performance.now();
    const rows = await this.db.rows<{ domain: string }>('select domain from domain_rates');
    this.limited = new Set(rows.map((row) => row.domain));
  }
}
