import pg from 'pg';

/** A database with every migration, the queue's schema and the taxonomies; nobody is connected to it afterwards. */
export async function makeTemplateDatabase(adminUrl, built) {
  const name = `dibao_template_${process.pid}_${Date.now().toString(36)}`;
  await administer(adminUrl, `create database "${name}"`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const { migrate } = await built('platform/database/migrate.js');
  const { MIGRATIONS } = await built('../migrations/index.js');
  await migrate(url.href, MIGRATIONS);
  await seedTaxonomies(url.href, built);
  await makeQueueSchema(url.href);
  return { name, drop: () => administer(adminUrl, `drop database if exists "${name}" with (force)`) };
}

async function seedTaxonomies(url, built) {
  const { createDataSource } = await built('platform/database/data-source.js');
  const { Database } = await built('platform/database/database.js');
  const { SeedTaxonomyService } = await built('taxonomy/seed-taxonomy.service.js');
  const source = await createDataSource({ url, entities: [], migrations: [], poolSize: 1 }).initialize();
  try {
    await new SeedTaxonomyService(new Database(source)).seed();
  } finally {
    await source.destroy();
  }
}

async function makeQueueSchema(url) {
  const { createPostgresBackend, Queue, withBackend } = await import('bullmq');
  const connection = { connectionString: url, migrate: true, max: 1 };
  const queue = new (withBackend(createPostgresBackend).Queue ?? Queue)('template', { connection });
  await queue.waitUntilReady();
  await queue.close();
}

async function administer(url, statement) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
