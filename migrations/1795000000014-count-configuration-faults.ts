import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CountConfigurationFaults1795000000014 implements MigrationInterface {
  name = 'CountConfigurationFaults1795000000014';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- the fault of ours a row was last put off for; null for any other cause
      alter table deliveries add column fault text;
      -- how many rows of a run wait with the same one
      create index deliveries_faults on deliveries (run_id, fault) where state = 'pending' and fault is not null;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop index deliveries_faults; alter table deliveries drop column fault');
  }
}
