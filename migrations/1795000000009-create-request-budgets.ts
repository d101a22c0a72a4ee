import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateRequestBudgets1795000000009 implements MigrationInterface {
  name = 'CreateRequestBudgets1795000000009';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- how often something was asked for by one address, network or domain, which are kept as keyed hashes only
      create table request_budgets (
        purpose    text not null check (purpose <> ''),
        key_hash   bytea not null,
        used       integer not null check (used > 0),
        resets_at  timestamptz not null,
        primary key (purpose, key_hash)
      );
      create index request_budgets_over on request_budgets (resets_at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table request_budgets`);
  }
}
