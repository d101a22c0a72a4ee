import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateDelivery1795000000004 implements MigrationInterface {
  name = 'CreateDelivery1795000000004';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table messages (
        id            uuid primary key,
        kind          text not null,
        language      text not null,
        -- compressed canonical form; null between freeze and compose
        content       bytea,
        content_hash  bytea,
        boundary      text not null,
        -- the Date header of every copy (RFC 5322)
        dated_at      timestamptz not null,
        created_at    timestamptz not null default now(),
        check ((content is null) = (content_hash is null))
      );

      create table runs (
        id            uuid primary key,
        lane          text not null check (lane in ('bulk', 'transactional')),
        state         text not null check (state in ('running', 'paused', 'cancelled', 'complete')),
        reason        text,
        is_sample     boolean not null default false,
        created_at    timestamptz not null default now(),
        started_at    timestamptz,
        completed_at  timestamptz
      );
      create index runs_open on runs (created_at) where state in ('running', 'paused');

      create sequence delivery_fences;

      create table deliveries (
        id               bigint generated always as identity primary key,
        run_id           uuid not null references runs (id),
        message_id       uuid not null references messages (id),
        -- what the duty is owed for, e.g. a subscription; opaque here
        reference        uuid not null,
        -- null after erasure: the row stays, the books balance
        address          text,
        fields           jsonb not null default '{}',
        state            text not null default 'pending'
                         check (state in ('pending', 'claimed', 'sending', 'accepted', 'rejected', 'suppressed',
                                          'uncertain', 'cancelled', 'expired')),
        reason           text,
        lease_until      timestamptz,
        fence            bigint,
        attempts         smallint not null default 0,
        next_attempt_at  timestamptz not null default now(),
        expires_at       timestamptz not null,
        reply_code       smallint,
        reply_text       text,
        created_at       timestamptz not null default now(),
        sending_at       timestamptz,
        settled_at       timestamptz,
        unique (run_id, reference),
        check ((state in ('claimed', 'sending')) = (lease_until is not null)),
        check (lease_until is null or fence is not null),
        check ((state in ('accepted', 'rejected', 'suppressed', 'uncertain', 'cancelled', 'expired')) = (settled_at is not null))
      );
      create index deliveries_due on deliveries (run_id, id) where state = 'pending';
      create index deliveries_working on deliveries (lease_until) where state in ('claimed', 'sending');
      create index deliveries_uncertain on deliveries (id) where state = 'uncertain';
      create index deliveries_reference on deliveries (reference, id);

      create table suppressions (
        -- HMAC of the address: all that stays after erasure
        address_hash  bytea primary key,
        address       text,
        reason        text not null check (reason in ('bounce', 'complaint', 'erasure', 'manual')),
        source        text not null default '',
        created_at    timestamptz not null default now()
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `drop table suppressions; drop table deliveries; drop sequence delivery_fences; drop table runs; drop table messages`,
    );
  }
}
