import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateLists1795000000002 implements MigrationInterface {
  name = 'CreateLists1795000000002';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table lists (
        id               uuid primary key,
        slug             text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
        name             text not null check (name <> ''),
        description      text not null default '',
        sender_name      text not null,
        from_address     text not null check (from_address !~ '[[:cntrl:]]'),
        reply_to         text check (reply_to !~ '[[:cntrl:]]'),
        postal_address   text not null,
        icp_number       text,
        time_zone        text not null,
        -- ISO weekday (1 = Monday) and minute of the local day of the weekly cut-off
        cutoff_weekday   smallint not null check (cutoff_weekday between 1 and 7),
        cutoff_minute    smallint not null check (cutoff_minute between 0 and 1439),
        language         text not null default 'zh-CN' check (language in ('zh-CN', 'en')),
        sector_trees     text[] not null check (cardinality(sector_trees) > 0),
        district_root    text not null references districts (code),
        approval         text not null default 'none' check (approval in ('none', 'any', 'second-person')),
        quiet_week_note  boolean not null default false,
        is_sample        boolean not null default false,
        -- policies visible at or before this instant are not announced by the first edition
        announces_from   timestamptz not null,
        created_at       timestamptz not null default now()
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table lists`);
  }
}
