import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SpeedPublicReading1795000000020 implements MigrationInterface {
  name = 'SpeedPublicReading1795000000020';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Changes with every change of the trees, in the same transaction: a process asks it whether its copy is good.
      create table taxonomy_version (
        only_row  boolean primary key default true check (only_row),
        version   bigint not null
      );
      insert into taxonomy_version (version) values (1);
      create function bump_taxonomy_version() returns trigger language plpgsql as $$
        begin update taxonomy_version set version = version + 1; return null; end $$;
      create trigger districts_changed after insert or update or delete or truncate on districts
        for each statement execute function bump_taxonomy_version();
      create trigger sectors_changed after insert or update or delete or truncate on sectors
        for each statement execute function bump_taxonomy_version();

      -- What published policies are found by, in rows so narrow that counting a hundred thousand is quick:
      -- the lexemes (words, codes) live out of line, only their index is read. Written by the application.
      create table policy_search (
        policy_id        uuid primary key references policies (id) on delete cascade,
        search_key       text not null,
        level            text not null,
        -- first and last day that the date can mean; a month counts whole
        published_from   date,
        published_until  date,
        -- the window of application, open ends as infinity; null where the source gives none
        opens_from       date,
        closes_until     date,
        -- the closing day where the source gives the day
        closes_on        date,
        visible_at       timestamptz not null,
        issuers          text not null,
        words            tsvector not null
      ) with (toast_tuple_target = 256);
      alter table policy_search alter column issuers set storage plain;
      create index policy_search_words on policy_search using gin (words) with (fastupdate = off);
      create index policy_search_newest on policy_search
        (published_from desc nulls last, visible_at desc, policy_id desc);
      create index policy_search_closing on policy_search (closes_on, policy_id) where closes_on is not null;
      create index policy_search_window on policy_search (closes_until) where closes_until is not null;

      create function forget_unpublished_policy() returns trigger language plpgsql as $$
        begin delete from policy_search where policy_id = new.id; return null; end $$;
      create trigger policy_unpublished after update of status on policies
        for each row when (new.status <> 'published') execute function forget_unpublished_policy();

      drop index policies_search; drop index policies_newest;
      alter table policies drop column search_title, drop column search_words, drop column search_key;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table policies add column search_title tsvector, add column search_words tsvector, add column search_key text;
      create index policies_search on policies using gin (search_words) where status = 'published';
      create index policies_newest on policies (coalesce(published_on, '') desc, visible_at desc, id desc)
        where status = 'published';
      drop trigger policy_unpublished on policies; drop function forget_unpublished_policy(); drop table policy_search;
      drop trigger districts_changed on districts; drop trigger sectors_changed on sectors;
      drop function bump_taxonomy_version(); drop table taxonomy_version;
    `);
  }
}
