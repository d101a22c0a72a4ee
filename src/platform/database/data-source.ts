import pg from 'pg';
import { DataSource, type EntityTarget, type MigrationInterface } from 'typeorm';

const INT8 = 20;
const DATE = 1082;

/** How this project reads PostgreSQL's types: `bigint` as number (exact below 2^53), `date` as its text. */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === INT8) return Number;
    if (oid === DATE) return (text: string) => text;
    return pg.types.getTypeParser(oid, format);
  },
};

/** No statement here runs long enough to win back what compiling it costs; not as a start-up option, which poolers refuse. */
async function withoutJit(client: pg.ClientBase): Promise<void> {
  await client.query('set jit = off');
}

/** A data source that is not yet connected. */
export function createDataSource(options: {
  readonly url: string;
  readonly entities: EntityTarget<object>[];
  readonly migrations: (new () => MigrationInterface)[];
  readonly poolSize?: number;
}): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    entities: options.entities as never,
    migrations: options.migrations,
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    applicationName: 'dibao',
    connectTimeoutMS: 5_000,
    poolSize: options.poolSize ?? 10,
    extra: { types, keepAlive: true, onConnect: withoutJit },
    logging: false,
  });
}
