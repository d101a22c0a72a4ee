import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSubscribers1795000000007 implements MigrationInterface {
  name = 'CreateSubscribers1795000000007';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table companies (
        id          uuid primary key,
        name        text not null unique check (name <> '' and name !~ '[[:cntrl:]]'),
        created_at  timestamptz not null default now()
      );
      create table subscribers (
        id          uuid primary key,
        company_id  uuid not null references companies (id),
        -- lower case, domain in punycode; null after erasure
        address     text unique check (address = lower(address)),
        contact     text,
        is_sample   boolean not null default false,
        erased_at   timestamptz,
        created_at  timestamptz not null default now(),
        check ((address is null) = (erased_at is not null))
      );
      create index subscribers_company on subscribers (company_id);
      create table subscriptions (
        id             uuid primary key,
        subscriber_id  uuid not null references subscribers (id),
        list_id        uuid not null references lists (id),
        profile_id     uuid not null references profiles (id),
        language       text not null check (language in ('zh-CN', 'en')),
        status         text not null check (status in ('pending', 'active', 'ended')),
        ended_reason   text check (ended_reason in ('unsubscribed', 'one-click', 'bounce', 'complaint', 'erased', 'operator')),
        paused_until   timestamptz,
        confirmed_at   timestamptz,
        ended_at       timestamptz,
        created_at     timestamptz not null default now(),
        unique (subscriber_id, list_id),
        check ((status = 'ended') = (ended_at is not null and ended_reason is not null))
      );
      create index subscriptions_audience on subscriptions (list_id, profile_id) where status = 'active';
      create index subscriptions_profile on subscriptions (profile_id);
      -- consent is on record: the wording shown, when, from where, and its confirmation
      create table consents (
        id               uuid primary key,
        subscription_id  uuid not null references subscriptions (id),
        wording          text not null check (wording <> ''),
        source           text not null check (source in ('import', 'form', 'console', 'api')),
        given_at         timestamptz not null,
        confirmed_at     timestamptz
      );
      create index consents_subscription on consents (subscription_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `drop table consents; drop table subscriptions; drop table subscribers; drop table companies`,
    );
  }
}
