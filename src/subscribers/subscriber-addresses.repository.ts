import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';

/** The company of all who were erased. */
const ERASED_COMPANY = '（已删除）';

/** By which address a person is known: found, moved, emptied. */
@Injectable()
export class SubscriberAddressesRepository {
  constructor(private readonly db: Database) {}

  /** The subscription to write about when an address asks for its link: an active one first; null for an unknown address. */
  async subscriptionBehind(address: string): Promise<string | null> {
    const row = await this.db.row<{ id: string }>(
      `select s.id from subscribers p join subscriptions s on s.subscriber_id = p.id
        where p.address = $1
        order by array_position(array['active', 'pending', 'ended'], s.status), s.created_at desc limit 1`,
      [address],
    );
    return row?.id ?? null;
  }

  /** The address, held until the transaction ends; null after erasure. */
  async lockAddressOf(id: string, tx: Transaction): Promise<string | null> {
    const row = await this.db.row<{ address: string | null }>(
      `select p.address from subscribers p
        where p.id = (select subscriber_id from subscriptions where id = $1) for update`,
      [id],
      tx,
    );
    return row?.address ?? null;
  }

  /** Gives the person of a subscription another address; false when somebody has it. */
  async move(id: string, address: string, tx: Transaction): Promise<boolean> {
    await this.lockAddress(address, tx);
    const changed = await this.db.affected(
      `update subscribers set address = $2
        where id = (select subscriber_id from subscriptions where id = $1) and address is not null
          and not exists (select from subscribers where address = $2)`,
      [id, address],
      tx,
    );
    return changed === 1;
  }

  /** One request for an address at a time, until the transaction ends. */
  async lockAddress(address: string, tx: Transaction): Promise<void> {
    await this.db.affected('select pg_advisory_xact_lock(hashtextextended($1, 1))', [address], tx);
  }

  /** Empties what the person of a subscription is known by; a company nobody else belongs to goes too. */
  async erase(id: string, at: Date, tx: Transaction): Promise<void> {
    await this.db.affected(
      'insert into companies (id, name) values ($1, $2) on conflict (name) do nothing',
      [newId<'company'>(), ERASED_COMPANY],
      tx,
    );
    const before = await this.db.row<{ company_id: string }>(
      `select company_id from subscribers where id = (select subscriber_id from subscriptions where id = $1)`,
      [id],
      tx,
    );
    await this.db.affected(
      `update subscribers set address = null, contact = null, erased_at = $2,
              company_id = (select id from companies where name = $3)
        where id = (select subscriber_id from subscriptions where id = $1)`,
      [id, at, ERASED_COMPANY],
      tx,
    );
    await this.db.affected(
      'delete from companies c where c.id = $1 and not exists (select from subscribers p where p.company_id = c.id)',
      [before?.company_id],
      tx,
    );
  }
}
