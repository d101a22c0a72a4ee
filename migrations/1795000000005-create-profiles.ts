import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateProfiles1795000000005 implements MigrationInterface {
  name = 'CreateProfiles1795000000005';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table profiles (
        id            uuid primary key,
        content_hash  bytea not null unique,
        districts     text[] not null check (cardinality(districts) > 0),
        sectors       text[] not null check (cardinality(sectors) > 0),
        levels        text[] not null default '{}',
        types         text[] not null default '{}',
        created_at    timestamptz not null default now()
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table profiles`);
  }
}
