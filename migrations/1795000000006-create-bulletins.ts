import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateBulletins1795000000006 implements MigrationInterface {
  name = 'CreateBulletins1795000000006';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table bulletins (
        id            uuid primary key,
        list_id       uuid not null references lists (id),
        name          text not null,
        content_hash  bytea not null,
        format        text not null,
        source_text   text not null,
        warnings      jsonb not null default '[]',
        imported_at   timestamptz not null default now(),
        unique (list_id, content_hash)
      );
      -- the provenance of a policy: bulletin, position, lines, warnings
      create table bulletin_entries (
        bulletin_id  uuid not null references bulletins (id),
        position     integer not null check (position > 0),
        policy_id    uuid not null references policies (id),
        made_policy  boolean not null,
        line_start   integer not null,
        line_end     integer not null,
        warnings     jsonb not null default '[]',
        primary key (bulletin_id, position)
      );
      create index bulletin_entries_policy on bulletin_entries (policy_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table bulletin_entries; drop table bulletins`);
  }
}
