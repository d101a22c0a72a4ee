import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAdmins1795000000010 implements MigrationInterface {
  name = 'CreateAdmins1795000000010';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table admins (
        id              uuid primary key,
        email           text not null unique check (email = lower(email) and email <> ''),
        role            text not null check (role in ('owner', 'approver', 'editor', 'viewer')),
        -- argon2id in the PHC string format
        password_hash   text not null,
        created_at      timestamptz not null,
        signed_in_at    timestamptz,
        deactivated_at  timestamptz
      );
      create table admin_sessions (
        -- SHA-256 of the cookie: whoever reads this table cannot sign in with it
        token_hash   bytea primary key,
        admin_id     uuid not null references admins (id) on delete cascade,
        csrf_secret  bytea not null,
        language     text not null check (language in ('zh-CN', 'en')),
        created_at   timestamptz not null,
        seen_at      timestamptz not null
      );
      create index admin_sessions_admin on admin_sessions (admin_id);
      create index admin_sessions_age on admin_sessions (created_at);
      create table sign_in_attempts (
        -- HMAC of an account name or a network
        key_hash    bytea primary key,
        attempts    integer not null check (attempts > 0),
        started_at  timestamptz not null
      );
      create index sign_in_attempts_age on sign_in_attempts (started_at);
      -- who did what to which id, and when; never an address
      create table audit_entries (
        id            uuid primary key,
        at            timestamptz not null,
        admin_id      uuid references admins (id),
        action        text not null check (action ~ '^[a-z-]+\\.[a-z-]+$'),
        subject_kind  text not null check (subject_kind ~ '^[a-z-]+$'),
        subject_id    text,
        details       jsonb not null default '{}'
      );
      create index audit_entries_time on audit_entries (at desc);
      create index audit_entries_subject on audit_entries (subject_id, action);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `drop table audit_entries; drop table sign_in_attempts; drop table admin_sessions; drop table admins`,
    );
  }
}
