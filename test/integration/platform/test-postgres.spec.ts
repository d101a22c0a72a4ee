import { Client } from 'pg';
import { createTestDatabase, dropTestDatabase, startTestPostgres } from '../../support/postgres.js';

describe('the server for tests', () => {
  it('gives copies of a template and drops them', async () => {
    const server = await startTestPostgres();
    const template = await createTestDatabase();
    await run(template.url, 'CREATE TABLE kept AS SELECT 7 AS value');
    const copy = await createTestDatabase(template.name);
    expect(await run(copy.url, 'SELECT value FROM kept')).toEqual([{ value: 7 }]);
    await dropTestDatabase(copy.name);
    await expect(run(copy.url, 'SELECT 1')).rejects.toThrow('does not exist');
    await dropTestDatabase(template.name);
    await server.release();
  });
});

async function run(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
