import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeTemplateDatabase } from './template-database.mjs';

/**
 * One PostgreSQL for all workers: the server of TEST_DATABASE_URL (its user may create databases), else an embedded
 * one in a temporary folder. On it one migrated template with the taxonomies; every test copies it.
 */
export default async function setUp() {
  const { startEmbeddedPostgres } = await built('platform/embedded/embedded-postgres.js');
  const releases = [];
  if (!process.env.TEST_DATABASE_URL) {
    const dataDir = await mkdtemp(join(tmpdir(), 'dibao-test-'));
    const server = await startEmbeddedPostgres({ dataDir, durability: 'none' });
    process.env.TEST_DATABASE_URL = server.url;
    releases.push(async () => {
      await server.release();
      await rm(dataDir, { recursive: true, force: true });
    });
  }
  const template = await makeTemplateDatabase(process.env.TEST_DATABASE_URL, built);
  process.env.TEST_TEMPLATE_DATABASE = template.name;
  globalThis.releaseTestServices = async () => {
    await template.drop();
    for (const release of releases) await release();
  };
}

/** A module as `npm run build` left it: this file runs before Jest can read TypeScript. */
async function built(path) {
  return await import(new URL(`../../dist/src/${path}`, import.meta.url).href);
}
