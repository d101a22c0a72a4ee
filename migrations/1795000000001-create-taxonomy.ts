import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateTaxonomy1795000000001 implements MigrationInterface {
  name = 'CreateTaxonomy1795000000001';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table districts (
        code         text primary key check (code <> ''),
        parent_code  text references districts (code) deferrable initially deferred,
        name         text not null,
        english      text not null,
        level        text not null check (level in ('national', 'provincial', 'municipal', 'district')),
        aliases      text[] not null default '{}',
        position     integer not null default 0
      );
      create table sectors (
        code         text primary key check (code <> ''),
        parent_code  text references sectors (code) deferrable initially deferred,
        tree         text,
        name         text not null,
        english      text not null,
        aliases      text[] not null default '{}',
        position     integer not null default 0
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table sectors; drop table districts`);
  }
}
