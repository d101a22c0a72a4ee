import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';

export type Lane = 'bulk' | 'transactional';
export type RunState = 'running' | 'paused' | 'cancelled' | 'complete';

export interface Run {
  readonly id: string;
  readonly lane: Lane;
  readonly state: RunState;
  readonly reason: string | null;
  readonly startedAt: Date | null;
  readonly completedAt: Date | null;
}

/** The state of bulk and single sends. */
@Injectable()
export class RunsRepository {
  constructor(private readonly db: Database) {}

  /** A new run that sends nothing before it is started. */
  async open(lane: Lane, options: { readonly isSample: boolean }, tx: Transaction): Promise<string> {
    const id = newId<'run'>();
    await this.db.affected(
      `insert into runs (id, lane, state, reason, is_sample) values ($1, $2, 'paused', 'not released', $3)`,
      [id, lane, options.isSample],
      tx,
    );
    return id;
  }

  async byId(id: string, tx?: Transaction): Promise<Run | null> {
    return await this.db.row<Run>(
      `select id, lane, state, reason, started_at as "startedAt", completed_at as "completedAt" from runs where id = $1`,
      [id],
      tx,
    );
  }

  /** From paused to running, the faults it was paused for forgotten; anything else stays. */
  async start(id: string, tx?: Transaction): Promise<boolean> {
    const started = await this.db.row(
      `with started as (
              update runs set state = 'running', reason = null, started_at = coalesce(started_at, now())
               where id = $1 and state = 'paused' returning id),
            forgiven as (
              update deliveries d set fault = null from started
               where d.run_id = started.id and d.state = 'pending' and d.fault is not null)
       select id from started`,
      [id],
      tx,
    );
    return started !== null;
  }

  /** After this commits no point of no return of the run does: each holds a share lock on the run's row. */
  async pause(id: string, reason: string, tx?: Transaction): Promise<boolean> {
    const changed = await this.db.affected(
      `update runs set state = 'paused', reason = $2 where id = $1 and state = 'running'`,
      [id, reason],
      tx,
    );
    return changed === 1;
  }

  /** Ends the run and cancels every row that is not past the point of no return. */
  async cancel(id: string, reason: string, tx: Transaction): Promise<number> {
    await this.db.affected(
      `update runs set state = 'cancelled', reason = $2, completed_at = now() where id = $1 and state in ('running', 'paused')`,
      [id, reason],
      tx,
    );
    return await this.db.affected(
      `update deliveries set state = 'cancelled', reason = $2, lease_until = null, settled_at = now()
        where run_id = $1 and state in ('pending', 'claimed')`,
      [id, reason],
      tx,
    );
  }

  /** Completes a running run that has no open row left. Asked after every range: each half has an index of its own. */
  async completeIfDone(id: string): Promise<boolean> {
    const changed = await this.db.affected(
      `update runs set state = 'complete', completed_at = now()
        where id = $1 and state = 'running'
          and not exists (select from deliveries where run_id = $1 and state = 'pending')
          and not exists (select from deliveries where run_id = $1 and state in ('claimed', 'sending'))`,
      [id],
    );
    return changed === 1;
  }

  /** Runs that were started and stand still, newest first. */
  async paused(): Promise<Run[]> {
    return await this.db.rows<Run>(
      `select id, lane, state, reason, started_at as "startedAt", completed_at as "completedAt"
         from runs where state = 'paused' and started_at is not null order by created_at desc`,
    );
  }

  async running(): Promise<{ readonly id: string; readonly lane: Lane }[]> {
    return await this.db.rows(`select id, lane from runs where state = 'running' order by created_at`);
  }
}
