import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { EventLog } from '../platform/observability/log.js';

/** Why a run that was under way stands still after a restore. */
export const RESTORED = 'the database was restored from a backup; an operator must release this run';

/**
 * Notices a database that was restored from a backup: it no longer knows what was sent after the backup, so
 * what it takes for pending may have arrived. Such runs are paused until an operator releases them. Signs:
 * another cluster, timeline or database than the one the ledger was last seen in, or a fence counter below
 * the highest this data folder has seen.
 */
@Injectable()
export class LedgerIdentityService {
  constructor(
    private readonly db: Database,
    private readonly log: EventLog,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Before any work: pauses what was running in a restored database. Returns how many runs were paused. */
  async check(): Promise<number> {
    const paused = await this.db.transaction(async (tx) => {
      await this.db.rows(`select pg_advisory_xact_lock(hashtextextended('ledger-identity', 0))`, [], tx);
      const current = await this.fingerprint(tx);
      const known = await this.db.row<{ fingerprint: string }>(
        'select fingerprint from ledger_identity',
        [],
        tx,
      );
      const isRestored =
        (known !== null && known.fingerprint !== current) || (await this.isBehindWitness(tx));
      await this.db.affected(
        `insert into ledger_identity (fingerprint) values ($1)
         on conflict (only_one) do update set fingerprint = excluded.fingerprint, recognised_at = now()`,
        [current],
        tx,
      );
      return isRestored ? await this.pauseRunning(tx) : 0;
    });
    if (paused > 0) this.log.warn('ledger.restored', { pausedRuns: paused });
    await this.witness();
    return paused;
  }

  /** Writes the highest fence down where a restore of the database does not reach. */
  async witness(): Promise<void> {
    const fence = await this.lastFence();
    const file = this.witnessFile();
    mkdirSync(this.config.dataDir, { recursive: true });
    writeFileSync(`${file}.${process.pid}`, JSON.stringify({ fence }));
    renameSync(`${file}.${process.pid}`, file);
  }

  private async fingerprint(tx: Transaction): Promise<string> {
    const row = await this.db.row<{ fingerprint: string }>(
      `select concat_ws(':', (select system_identifier from pg_control_system()), (select timeline_id from pg_control_checkpoint()),
                        (select oid from pg_database where datname = current_database())) as fingerprint`,
      [],
      tx,
    );
    return row?.fingerprint ?? '';
  }

  private async isBehindWitness(tx: Transaction): Promise<boolean> {
    const file = this.witnessFile();
    if (!existsSync(file)) return false;
    const { fence } = JSON.parse(readFileSync(file, 'utf8')) as { fence: number };
    return (await this.lastFence(tx)) < fence;
  }

  private async lastFence(tx?: Transaction): Promise<number> {
    const row = await this.db.row<{ fence: number }>(
      'select last_value as fence from delivery_fences',
      [],
      tx,
    );
    return row?.fence ?? 0;
  }

  private async pauseRunning(tx: Transaction): Promise<number> {
    return await this.db.affected(
      `update runs set state = 'paused', reason = $1 where state = 'running'`,
      [RESTORED],
      tx,
    );
  }

  /** One file for each database this folder has worked with. */
  private witnessFile(): string {
    const { pathname } = new URL(this.config.databaseUrl);
    return join(
      this.config.dataDir,
      `ledger-witness-${pathname.slice(1).replace(/\W/g, '_') || 'default'}.json`,
    );
  }
}
