import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IndexUnpublishedPolicies1795000000026 implements MigrationInterface {
  name = 'IndexUnpublishedPolicies1795000000026';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- drafts and withdrawn policies are few among the published, and a search looks through them one by one
      create index policies_unpublished on policies (id) where status <> 'published';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop index policies_unpublished');
  }
}
