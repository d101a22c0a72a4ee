import pg from 'pg';
import { MIGRATIONS } from '../migrations/index.js';
import { environment } from '../src/platform/config/environment.js';
import { migrate } from '../src/platform/database/migrate.js';
import { startEmbeddedPostgres } from '../src/platform/embedded/embedded-postgres.js';

/** A database of its own for one benchmark, dropped at the end. */
export interface BenchDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** On the server of `DATABASE_URL`, else on an embedded one with full durability. */
export async function createBenchDatabase(): Promise<BenchDatabase> {
  const { databaseUrl, dataDir } = environment();
  const embedded = databaseUrl ? null : await startEmbeddedPostgres({ dataDir: `${dataDir}/bench` });
  const admin = new URL(databaseUrl ?? (embedded?.url as string));
  const name = `dibao_bench_${process.pid}`;
  await execute(admin.href, `drop database if exists ${name}`, `create database ${name}`);
  const own = new URL(admin);
  own.pathname = `/${name}`;
  await migrate(own.href, MIGRATIONS);
  return {
    url: own.href,
    drop: async () => {
      await execute(admin.href, `drop database ${name} with (force)`);
      await embedded?.release();
    },
  };
}

/** Runs statements one after another on a connection of their own. */
export async function execute(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
