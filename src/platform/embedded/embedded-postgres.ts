import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Client } from 'pg';
import { withLock } from './file-lock.js';
import { databaseAccount } from './postgres-account.js';
import { postgresBinaries } from './postgres-binaries.js';
import { DATABASE_NAME, PostgresFolder } from './postgres-cluster.js';
import type { Durability } from './postgres-program.js';
import { PostgresHolders } from './postgres-holders.js';
import { EmbeddedPostgresUnavailable } from './postgres-unavailable.error.js';
import { askToStop, findPostmaster, startPostmaster, stopPostmaster } from './postmaster.js';
import type { Postmaster } from './postmaster.js';

/** Where start and stop are told, as events. */
export interface EventLog {
  info(event: string, fields: Record<string, unknown>): void;
}

/** What `startEmbeddedPostgres` needs to know. */
export interface EmbeddedPostgresOptions {
  /** The folder that keeps the database, its password and its log; shared by all processes of one installation. */
  readonly dataDir: string;
  readonly log?: EventLog;
  /** `full` (default) keeps every commit through a crash. */
  readonly durability?: Durability;
}

/** A hold on the server of a data folder. */
export interface EmbeddedPostgres {
  /** `postgres://dibao:<password>@127.0.0.1:<port>/dibao` */
  readonly url: string;
  /** Whether this call started the server; false when it found one running, be it an orphan. */
  readonly startedHere: boolean;
  /** Gives up the hold; the last of all processes stops the server and waits for it. Harmless when repeated. */
  release(): Promise<void>;
}

const PATIENCE = {
  patienceSeconds: 180,
  onTimeout: (pid: number | null) =>
    new EmbeddedPostgresUnavailable(
      `Another process (pid ${pid ?? '?'}) is still starting or stopping PostgreSQL.`,
    ),
};

/**
 * A PostgreSQL of our own on loopback, below `dataDir`: made at the first start, shared between processes, found again
 * after a kill -9. Refuses with `EmbeddedPostgresUnavailable` where it cannot run.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = new PostgresFolder(resolve(options.dataDir));
  const holders = new PostgresHolders(folder.holders);
  return withLock(folder.lock, PATIENCE, async () => {
    const found = folder.isInitialised() ? await findPostmaster(folder.cluster) : null;
    const postmaster = found ?? (await start(folder, options.durability ?? 'full'));
    const leave = holders.register();
    try {
      await ensureDatabase(serverUrl(folder, postmaster, 'postgres'));
    } catch (error) {
      leave();
      if (!found) await stopPostmaster(folder.cluster, postmaster.pid);
      throw new EmbeddedPostgresUnavailable(`PostgreSQL runs but refuses us: ${(error as Error).message}`);
    }
    options.log?.info('postgres.ready', { port: postmaster.port, pid: postmaster.pid, startedHere: !found });
    return {
      url: serverUrl(folder, postmaster, DATABASE_NAME),
      startedHere: !found,
      release: releaser(folder, { holders, leave, postmaster, log: options.log }),
    };
  });
}

async function start(folder: PostgresFolder, durability: Durability): Promise<Postmaster> {
  const account = databaseAccount(folder.cluster);
  const program = { binaries: postgresBinaries(account, folder.ownBinaries), account, durability };
  if (!folder.isInitialised()) folder.initialise(program);
  return startPostmaster(folder, program);
}

interface Hold {
  readonly holders: PostgresHolders;
  readonly leave: () => void;
  readonly postmaster: Postmaster;
  readonly log: EventLog | undefined;
}

function releaser(folder: PostgresFolder, { holders, leave, postmaster, log }: Hold): () => Promise<void> {
  // A process that ends without release() must not leave the server running for nobody.
  const abandon = () => {
    leave();
    if (!existsSync(folder.lock) && !holders.anyRunning()) askToStop(postmaster.pid);
  };
  process.once('exit', abandon);
  let released: Promise<void> | null = null;
  return () =>
    (released ??= withLock(folder.lock, PATIENCE, async () => {
      process.off('exit', abandon);
      leave();
      if (holders.anyRunning()) return;
      await stopPostmaster(folder.cluster, postmaster.pid);
      log?.info('postgres.stopped', { pid: postmaster.pid });
    }));
}

function serverUrl(folder: PostgresFolder, { port }: Postmaster, database: string): string {
  return `postgres://${DATABASE_NAME}:${folder.password()}@127.0.0.1:${port}/${database}`;
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE_NAME]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE_NAME}`);
  } finally {
    await client.end();
  }
}
