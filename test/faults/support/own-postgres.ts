import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { MIGRATIONS } from '../../../migrations/index.js';
import { migrate } from '../../../src/platform/database/migrate.js';
import { databaseAccount } from '../../../src/platform/embedded/postgres-account.js';
import { postgresBinaries } from '../../../src/platform/embedded/postgres-binaries.js';
import { PostgresFolder } from '../../../src/platform/embedded/postgres-cluster.js';
import type { PostgresProgram } from '../../../src/platform/embedded/postgres-program.js';
import { isAlive } from '../../../src/platform/embedded/process-identity.js';
import {
  type Postmaster,
  startPostmaster,
  stopPostmaster,
} from '../../../src/platform/embedded/postmaster.js';
import { until } from './times.js';

/** A PostgreSQL of the test's own, with full durability, that can be crashed and started again on its port. */
export class OwnPostgres {
  private postmaster: Postmaster | null = null;

  private constructor(
    private readonly dataDir: string,
    private readonly folder: PostgresFolder,
    private readonly program: PostgresProgram,
  ) {}

  /** Empty but for the migrations. `below`: the folder to make its own in, e.g. a small file system. */
  static async start(below = tmpdir()): Promise<OwnPostgres> {
    const dataDir = await mkdtemp(join(below, 'dibao-faults-'));
    const folder = new PostgresFolder(dataDir);
    const account = databaseAccount(folder.cluster);
    const program = {
      account,
      binaries: postgresBinaries(account, folder.ownBinaries),
      durability: 'full',
    } as const;
    folder.initialise(program);
    const postgres = new OwnPostgres(dataDir, folder, program);
    await postgres.comeUp();
    await migrate(postgres.url, MIGRATIONS);
    return postgres;
  }

  get url(): string {
    return `postgres://dibao:${this.folder.password()}@127.0.0.1:${this.folder.lastPort()}/postgres`;
  }

  async comeUp(): Promise<void> {
    this.postmaster = await startPostmaster(this.folder, this.program);
  }

  /** `pg_ctl stop -m immediate`: no goodbye, recovery from the log at the next start. */
  async crash(): Promise<void> {
    const pid = this.postmaster?.pid;
    if (!pid) return;
    this.postmaster = null;
    process.kill(pid, 'SIGQUIT');
    await until('PostgreSQL to be gone', () => !isAlive(pid));
  }

  /** Every transaction that begins from now on may only read, or may write again. */
  async setReadOnly(readOnly: 'on' | 'off'): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url,
      options: '-c default_transaction_read_only=off',
    });
    await client.connect();
    await client.query(`alter system set default_transaction_read_only = ${readOnly}`);
    await client.query('select pg_reload_conf()');
    await client.end();
  }

  async remove(): Promise<void> {
    if (this.postmaster) await stopPostmaster(this.folder.cluster, this.postmaster.pid);
    await rm(this.dataDir, { recursive: true, force: true });
  }
}
