import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePolicies1795000000003 implements MigrationInterface {
  name = 'CreatePolicies1795000000003';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table policies (
        id                     uuid primary key,
        title                  text not null check (title <> ''),
        level                  text not null check (level in ('national', 'provincial', 'municipal', 'district')),
        districts              text[] not null,
        issuers                text[] not null default '{}',
        document_number        text,
        written_on             text check (written_on ~ '^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$'),
        published_on           text check (published_on ~ '^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$'),
        effective_from         text check (effective_from ~ '^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$'),
        effective_until        text check (effective_until ~ '^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$'),
        type                   text not null check (type in ('plan', 'opinion', 'rule', 'law', 'notice', 'call', 'fund',
                                                             'publicity', 'explain', 'draft', 'repeal')),
        sectors                text[] not null,
        summary                text,
        who_can_apply          text,
        how_much               text,
        application_opens_on   text check (application_opens_on ~ '^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$'),
        application_closes_on  text check (application_closes_on ~ '^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$'),
        how_to_apply           text,
        contact                text,
        source_link            text check (source_link ~* '^https?://'),
        attachments            jsonb not null default '[]',
        full_text              text,
        status                 text not null default 'draft' check (status in ('draft', 'published', 'withdrawn')),
        announce               text not null default 'next' check (announce in ('next', 'never')),
        visible_at             timestamptz,
        -- the same policy from two documents has the same fingerprint
        fingerprint            bytea not null unique,
        is_sample              boolean not null default false,
        version                integer not null default 1,
        created_at             timestamptz not null default now(),
        updated_at             timestamptz not null default now(),
        check (status = 'draft' or visible_at is not null),
        check (status = 'draft' or (cardinality(districts) > 0 and cardinality(sectors) > 0))
      );
      create index policies_visible on policies (visible_at) where status = 'published';

      -- what decided who gets a policy, and since when; 补发 compares two moments of it
      create table policy_revisions (
        policy_id   uuid not null references policies (id),
        number      integer not null,
        valid_from  timestamptz not null,
        announced   boolean not null,
        level       text not null,
        type        text not null,
        districts   text[] not null,
        sectors     text[] not null,
        primary key (policy_id, number)
      );
      create index policy_revisions_moment on policy_revisions (valid_from);

      -- 解读, 修改, 废止 of another policy
      create table policy_relations (
        policy_id   uuid not null references policies (id),
        kind        text not null check (kind in ('explains', 'amends', 'repeals')),
        related_id  uuid not null references policies (id),
        primary key (policy_id, kind, related_id),
        check (policy_id <> related_id)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table policy_relations; drop table policy_revisions; drop table policies`);
  }
}
