import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateLeavingReasons1795000000019 implements MigrationInterface {
  name = 'CreateLeavingReasons1795000000019';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- why a person left, if they cared to say; the newest answer of each subscription
      create table leaving_reasons (
        subscription_id  uuid primary key references subscriptions (id),
        reason           text not null
                         check (reason in ('too-many', 'not-relevant', 'elsewhere', 'left-company', 'never-asked', 'other')),
        -- emptied by erasure
        note             text not null default '' check (length(note) <= 500),
        given_at         timestamptz not null
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table leaving_reasons`);
  }
}
