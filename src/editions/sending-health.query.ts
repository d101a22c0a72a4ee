import { Injectable } from '@nestjs/common';
import type { Tally } from '../delivery/deliveries.repository.js';
import { Database } from '../platform/database/database.js';

/** What became of the deliveries of one released edition. */
export interface SentEdition {
  readonly id: string;
  readonly key: string;
  readonly listName: string;
  readonly timeZone: string;
  readonly releasedAt: Date;
  readonly tally: Partial<Tally>;
}

/** A run that was started and stands still. */
export interface StandingRun {
  readonly reason: string;
  /** Null for mail that people asked for one by one. */
  readonly edition: { readonly id: string; readonly key: string; readonly listName: string } | null;
}

/** Deliveries whose outcome nobody knows, of one edition; the ones without an edition last. */
export interface UncertainCount {
  readonly count: number;
  readonly edition: { readonly id: string; readonly key: string; readonly listName: string } | null;
}

/** What runs that were started still owe, also those that stand still. */
export interface OpenWork {
  readonly waiting: number;
  readonly working: number;
  /** Of those waiting, how many were put off by an answer of the relay or its absence. */
  readonly putOff: number;
}

const EDITION = `case when e.id is null then null
  else json_build_object('id', e.id, 'key', e.key, 'listName', l.name) end as edition`;

/** Whether sending goes well: what came of the last editions, what stands still, what nobody knows. */
@Injectable()
export class SendingHealthQuery {
  constructor(private readonly db: Database) {}

  /** The editions released last, the newest first. */
  async sent(limit: number): Promise<SentEdition[]> {
    return await this.db.rows<SentEdition>(
      `with latest as (
         select e.id, e.key, e.run_id, e.released_at, l.name, l.time_zone
           from editions e join lists l on l.id = e.list_id
          where e.released_at is not null order by e.released_at desc limit $1),
       tallies as (
         select run_id, json_object_agg(state, count) as tally
           from (select run_id, state, count(*) as count from deliveries
                  where run_id = any(array(select run_id from latest)) group by run_id, state) counted
          group by run_id)
       select latest.id, latest.key, latest.name as "listName", latest.time_zone as "timeZone",
              latest.released_at as "releasedAt", coalesce(t.tally, '{}') as tally
         from latest left join tallies t on t.run_id = latest.run_id
        order by latest.released_at desc`,
      [limit],
    );
  }

  /** Runs that a person or the relay's refusals brought to a stand, the newest first. */
  async standing(): Promise<StandingRun[]> {
    return await this.db.rows<StandingRun>(
      `select coalesce(r.reason, '') as reason, ${EDITION}
         from runs r left join editions e on e.run_id = r.id left join lists l on l.id = e.list_id
        where r.state = 'paused' and r.started_at is not null order by r.created_at desc`,
    );
  }

  async uncertain(): Promise<UncertainCount[]> {
    return await this.db.rows<UncertainCount>(
      `select u.count, ${EDITION}
         from (select run_id, count(*)::int as count from deliveries where state = 'uncertain' group by run_id) u
         left join editions e on e.run_id = u.run_id left join lists l on l.id = e.list_id
        order by e.cut_off desc nulls last, u.count desc`,
    );
  }

  /** Read from the partial indexes of what is open: settled rows are never counted. */
  async open(): Promise<OpenWork> {
    const row = await this.db.row<OpenWork>(
      `select count(*) filter (where d.state = 'pending')::int as waiting,
              count(*) filter (where d.state <> 'pending')::int as working,
              count(*) filter (where d.state = 'pending' and d.attempts > 0)::int as "putOff"
         from runs r
         cross join lateral (select state, attempts from deliveries where run_id = r.id and state = 'pending'
                             union all
                             select state, attempts from deliveries where run_id = r.id and state in ('claimed', 'sending')) d
        where r.state in ('running', 'paused') and r.started_at is not null`,
    );
    return row ?? { waiting: 0, working: 0, putOff: 0 };
  }
}
