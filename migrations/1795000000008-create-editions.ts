import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateEditions1795000000008 implements MigrationInterface {
  name = 'CreateEditions1795000000008';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table editions (
        id                   uuid primary key,
        list_id              uuid not null references lists (id),
        key                  text not null check (key ~ '^[0-9]{4}-W[0-9]{2}$'),
        window_from          timestamptz not null,
        cut_off              timestamptz not null,
        status               text not null default 'collecting'
                             check (status in ('collecting', 'frozen', 'in-review', 'approved', 'sending', 'complete', 'cancelled')),
        held_reason          text,
        run_id               uuid references runs (id),
        policies             integer,
        profiles             integer,
        digests              integer,
        active               integer,
        excluded_paused      integer,
        excluded_nothing_new integer,
        freeze_seconds       real,
        compose_seconds      real,
        -- the local date from which days left are counted
        issued_on            date,
        content_hash         bytea,
        approved_hash        bytea,
        approved_by          text,
        approved_at          timestamptz,
        opened_at            timestamptz not null default now(),
        frozen_at            timestamptz,
        released_at          timestamptz,
        completed_at         timestamptz,
        unique (list_id, key),
        check (window_from < cut_off),
        check (status in ('collecting', 'cancelled') or (frozen_at is not null and active is not null))
      );
      create table edition_policies (
        edition_id  uuid not null references editions (id),
        policy_id   uuid not null references policies (id),
        role        text not null check (role in ('new', 'late', 'reminder')),
        position    integer not null,
        -- the facts as frozen: what the digests print
        facts       jsonb not null,
        primary key (edition_id, policy_id)
      );
      create table digests (
        id          uuid primary key,
        edition_id  uuid not null references editions (id),
        message_id  uuid not null references messages (id),
        digest_key  bytea not null,
        language    text not null check (language in ('zh-CN', 'en')),
        -- policies announced before that close within 14 days: a line each, never a card
        reminders   uuid[] not null default '{}',
        unique (edition_id, digest_key)
      );
      create index digests_message on digests (message_id);
      -- what each digest announced, with the tags printed under 为什么推给我
      create table digest_policies (
        digest_id  uuid not null references digests (id),
        policy_id  uuid not null references policies (id),
        position   integer not null,
        late       boolean not null,
        tags       jsonb not null,
        primary key (digest_id, policy_id)
      );
      create index digest_policies_policy on digest_policies (policy_id);
      -- which digest each group of subscriptions gets; had = the late policies it already had
      create table edition_audience (
        edition_id  uuid not null references editions (id),
        profile_id  uuid not null references profiles (id),
        language    text not null,
        had         text not null default '',
        digest_id   uuid not null references digests (id),
        primary key (edition_id, profile_id, language, had)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `drop table edition_audience; drop table digest_policies; drop table digests; drop table edition_policies; drop table editions`,
    );
  }
}
