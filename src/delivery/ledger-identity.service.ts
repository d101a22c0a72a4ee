import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { keyedHashes } from '../platform/sealed-token.js';
import { EventLog } from '../platform/observability/log.js';

/** Why a run that was under way stands still after a restore. */
export const RESTORED = 'the database was restored from a backup; an operator must release this run';

/** The keys of this process do not open the links of this database. */
export class SecretKeysForeign extends DomainError {
  readonly code = 'config.secret-keys-foreign';
}

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

  /**
   * Before any work. In a restored database it pauses what was running and holds the ledger, so that no
   * edition is begun either, until an operator lifts it. Refuses keys with which the links of this database
   * were not sealed. Returns whether the ledger is held.
   */
  async check(): Promise<boolean> {
    const held = await this.db.transaction(async (tx) => {
      await this.db.rows(`select pg_advisory_xact_lock(hashtextextended('ledger-identity', 0))`, [], tx);
      const current = await this.fingerprint(tx);
      const known = await this.db.row<{ fingerprint: string; seal: Buffer | null; held: boolean }>(
        'select fingerprint, seal, held_since is not null as held from ledger_identity',
        [],
        tx,
      );
      this.refuseForeignKeys(known?.seal ?? null);
      const isRestored =
        known !== null && (known.fingerprint !== current || (await this.isBehindWitness(tx)));
      await this.db.affected(
        `insert into ledger_identity (fingerprint, seal) values ($1, $2)
         on conflict (only_one) do update
            set fingerprint = excluded.fingerprint, seal = excluded.seal, recognised_at = now(),
                held_since = case when $3 then coalesce(ledger_identity.held_since, now()) else ledger_identity.held_since end`,
        [current, this.seals()[0], isRestored],
        tx,
      );
      if (isRestored) this.log.warn('ledger.restored', { pausedRuns: await this.pauseRunning(tx) });
      return isRestored || (known?.held ?? false);
    });
    await this.witness();
    return held;
  }

  /** Whether a restore was noticed that no operator has looked at. */
  async isHeld(): Promise<boolean> {
    const row = await this.db.row<{ held: boolean }>(
      'select held_since is not null as held from ledger_identity',
    );
    return row?.held ?? false;
  }

  /** An operator has compared the ledger with what was sent: editions go on; paused runs are resumed one by one. */
  async lift(): Promise<boolean> {
    const lifted = await this.db.affected(
      'update ledger_identity set held_since = null where held_since is not null',
    );
    if (lifted > 0) this.log.warn('ledger.lifted');
    return lifted > 0;
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

  private refuseForeignKeys(seal: Buffer | null): void {
    if (seal === null || this.seals().some((own) => own.equals(seal))) return;
    if (this.config.secretKeysGenerated) {
      this.log.warn('config.secret-keys-differ', { advice: 'set SECRET_KEYS to the same keys everywhere' });
      return;
    }
    throw new SecretKeysForeign(
      'SECRET_KEYS lacks the key that sealed the links of this database: give every process the same keys, old ones after the new.',
    );
  }

  private seals(): Buffer[] {
    return keyedHashes(this.config.secretKeys, 'seal-identity', 'dibao');
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
