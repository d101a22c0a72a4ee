import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAddressChanges1795000000018 implements MigrationInterface {
  name = 'CreateAddressChanges1795000000018';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- a person's wish to be mailed elsewhere; nothing changes before the new address has confirmed it
      create table address_changes (
        id               uuid primary key,
        subscription_id  uuid not null references subscriptions (id),
        -- null once it is settled
        new_address      text check (new_address = lower(new_address)),
        requested_at     timestamptz not null,
        settled_at       timestamptz,
        outcome          text check (outcome in ('confirmed', 'withdrawn', 'replaced', 'taken', 'erased')),
        check ((settled_at is null) = (outcome is null)),
        check ((settled_at is null) = (new_address is not null))
      );
      create unique index address_changes_open on address_changes (subscription_id) where settled_at is null;
      create index address_changes_subscription on address_changes (subscription_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table address_changes`);
  }
}
