import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateDeliveryControls1795000000011 implements MigrationInterface {
  name = 'CreateDeliveryControls1795000000011';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- who decided what about a delivery whose outcome nobody knows
      create table delivery_resolutions (
        id           bigint generated always as identity primary key,
        delivery_id  bigint not null references deliveries (id),
        resolution   text not null check (resolution in ('accepted', 'resend', 'drop')),
        decided_by   text not null check (decided_by <> ''),
        decided_at   timestamptz not null default now()
      );
      create index delivery_resolutions_delivery on delivery_resolutions (delivery_id);

      -- which database this ledger was last seen in: another one means it was restored
      create table ledger_identity (
        only_one       boolean primary key default true check (only_one),
        fingerprint    text not null,
        -- a keyed hash of the key that seals links: every process must know it
        seal           bytea,
        -- since a restore was noticed, until an operator lifts it, nothing new is begun
        held_since     timestamptz,
        recognised_at  timestamptz not null default now()
      );

      -- how many messages a minute a recipient domain takes from all workers together, and what it was given
      create table domain_rates (
        domain         text primary key check (domain = lower(domain)),
        per_minute     integer not null check (per_minute > 0),
        window_start   timestamptz not null default now(),
        used           integer not null default 0
      );

      -- one index serves the unique key and the question "what is owed to this reference"
      alter table deliveries drop constraint deliveries_run_id_reference_key;
      alter table deliveries add constraint deliveries_reference_run_key unique (reference, run_id);
      drop index deliveries_reference;
      -- suppressing an address takes back its mail that has not begun its way
      create index deliveries_address on deliveries (address) where state in ('pending', 'claimed');
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop index deliveries_address;
      create index deliveries_reference on deliveries (reference, id);
      alter table deliveries drop constraint deliveries_reference_run_key;
      alter table deliveries add constraint deliveries_run_id_reference_key unique (run_id, reference);
      drop table domain_rates; drop table ledger_identity; drop table delivery_resolutions;
    `);
  }
}
