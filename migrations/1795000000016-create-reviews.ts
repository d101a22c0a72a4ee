import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateReviews1795000000016 implements MigrationInterface {
  name = 'CreateReviews1795000000016';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table bulletins
        add column hints      jsonb,
        add column is_sample  boolean not null default false;

      -- one entry of a bulletin under review: as it was read, and as an editor left it
      create table review_entries (
        id           uuid primary key,
        bulletin_id  uuid not null references bulletins (id),
        -- stable: a part split off takes the next free one; pages order by line
        position     integer not null check (position > 0),
        line_start   integer not null check (line_start > 0),
        line_end     integer not null,
        read         jsonb not null,
        -- while a policy is a draft its own row holds them
        facts        jsonb not null,
        warnings     jsonb not null default '[]',
        state        text not null default 'open'
                     check (state in ('open', 'draft', 'published', 'dropped', 'duplicate', 'merged')),
        policy_id    uuid references policies (id),
        twin_of      jsonb,
        merged_into  uuid references review_entries (id),
        version      integer not null default 1,
        updated_at   timestamptz not null default now(),
        unique (bulletin_id, position),
        check (line_end >= line_start),
        check (state not in ('draft', 'published') or policy_id is not null),
        check ((state = 'merged') = (merged_into is not null))
      );
      create index review_entries_policy on review_entries (policy_id) where policy_id is not null;
      create index review_entries_live on review_entries (bulletin_id) where state in ('open', 'draft');

      -- what an editor decided about a relation the source speaks of; written to policy_relations once both are stored
      create table review_relations (
        entry_id           uuid not null references review_entries (id),
        kind               text not null check (kind in ('explains', 'amends', 'repeals')),
        target             text not null,
        related_policy_id  uuid references policies (id),
        related_entry_id   uuid references review_entries (id),
        is_confirmed       boolean not null,
        primary key (entry_id, kind, target),
        check (num_nonnulls(related_policy_id, related_entry_id) = 1)
      );

      -- a document on its way in that takes longer than a request: a large file, a page to be fetched
      create table bulletin_imports (
        id           uuid primary key,
        list_id      uuid not null references lists (id),
        admin_id     uuid,
        name         text not null,
        kind         text not null check (kind in ('text', 'file', 'url')),
        link         text,
        content      bytea,
        state        text not null default 'waiting' check (state in ('waiting', 'reading', 'storing', 'done', 'failed')),
        attempts     integer not null default 0,
        problem      text,
        bulletin_id  uuid references bulletins (id),
        created_at   timestamptz not null default now(),
        updated_at   timestamptz not null default now(),
        check (kind <> 'url' or link is not null),
        check (state <> 'done' or bulletin_id is not null),
        check (state <> 'failed' or problem is not null)
      );
      create index bulletin_imports_open on bulletin_imports (created_at) where state in ('waiting', 'reading', 'storing');
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop table bulletin_imports; drop table review_relations; drop table review_entries;
      alter table bulletins drop column hints, drop column is_sample`);
  }
}
