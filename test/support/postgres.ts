import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../src/platform/embedded/embedded-postgres.js';
import { newId } from '../../src/platform/ids.js';

/** A server for tests; `adminUrl` may create databases. */
export interface TestPostgres {
  readonly adminUrl: string;
  release(): Promise<void>;
}

/**
 * The server named by TEST_DATABASE_URL, else an embedded one in a temporary folder, without durability. Then
 * TEST_DATABASE_URL names it for this process and its children until `release()`, which removes the folder.
 */
export async function startTestPostgres(): Promise<TestPostgres> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { adminUrl: given, release: async () => undefined };
  const dataDir = await mkdtemp(join(tmpdir(), 'dibao-test-'));
  const server = await startEmbeddedPostgres({ dataDir, durability: 'none' });
  process.env.TEST_DATABASE_URL = server.url;
  return {
    adminUrl: server.url,
    release: async () => {
      delete process.env.TEST_DATABASE_URL;
      await server.release();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A fresh database on the server of TEST_DATABASE_URL, a copy of `templateName` if given (nobody may be in it). */
export async function createTestDatabase(templateName?: string): Promise<{ name: string; url: string }> {
  const name = `dibao_test_${newId().replaceAll('-', '')}`;
  await administer(`CREATE DATABASE ${name}${templateName ? ` TEMPLATE "${templateName}"` : ''}`);
  const url = new URL(adminUrl());
  url.pathname = `/${name}`;
  return { name, url: url.href };
}

/** Drops it, cutting the sessions that are still open; harmless when it is gone. */
export async function dropTestDatabase(name: string): Promise<void> {
  await administer(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
}

function adminUrl(): string {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error('TEST_DATABASE_URL is unset: call startTestPostgres() first.');
  return url;
}

async function administer(statement: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
