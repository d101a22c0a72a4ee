import type { MigrationInterface, QueryRunner } from 'typeorm';

export class HoldUnusualEditions1795000000021 implements MigrationInterface {
  name = 'HoldUnusualEditions1795000000021';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- what is unusual about the edition as it stands frozen; the kinds a person has let pass
      alter table editions
        add column anomalies jsonb not null default '[]',
        add column accepted_anomalies text[] not null default '{}';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`alter table editions drop column anomalies, drop column accepted_anomalies`);
  }
}
