import pg from 'pg';
import type { DataSource, MigrationInterface } from 'typeorm';
import { DomainError } from '../errors/domain-error.js';
import { createDataSource } from './data-source.js';

/** The database does not answer, or refuses us. */
export class DatabaseUnavailable extends DomainError {
  readonly code = 'database.unavailable';
  override readonly kind = 'unavailable';
}

/** Key of the advisory lock that lets one process migrate while the others wait. */
const MIGRATION_LOCK = 0x64_69_62_61;

/** Applies what is missing, once, however many processes start together; returns the names applied. */
export async function migrate(url: string, migrations: (new () => MigrationInterface)[]): Promise<string[]> {
  const lock = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    application_name: 'dibao-migrate',
  });
  await connect(lock, url);
  let source: DataSource | undefined;
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    source = await createDataSource({ url, entities: [], migrations, poolSize: 1 }).initialize();
    return (await source.runMigrations()).map((migration) => migration.name);
  } finally {
    await source?.destroy();
    await lock.end();
  }
}

async function connect(client: pg.Client, url: string): Promise<void> {
  try {
    await client.connect();
  } catch (error) {
    const { hostname, port, pathname } = new URL(url);
    const why =
      error instanceof AggregateError ? error.errors.map(String).join(', ') : (error as Error).message;
    throw new DatabaseUnavailable(
      `PostgreSQL at ${hostname}:${port || 5432}${pathname} does not answer: ${why}`,
    );
  }
}
