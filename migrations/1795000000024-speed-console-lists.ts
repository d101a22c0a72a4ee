import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SpeedConsoleLists1795000000024 implements MigrationInterface {
  name = 'SpeedConsoleLists1795000000024';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- the order of the console's list of policies: drafts first, then the newest
      create index policies_listed on policies
        ((status = 'draft') desc, coalesce(visible_at, updated_at) desc, id desc);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop index policies_listed');
  }
}
