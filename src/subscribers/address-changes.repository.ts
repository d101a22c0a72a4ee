import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import type { ChangeOutcome } from './domain/address-change.js';

/** A change of address as stored. */
export interface AddressChange {
  readonly id: string;
  readonly subscriptionId: string;
  /** Null once it is settled. */
  readonly newAddress: string | null;
  readonly requestedAt: Date;
  readonly outcome: ChangeOutcome | null;
}

const CHANGE = `
  select id, subscription_id as "subscriptionId", new_address as "newAddress", requested_at as "requestedAt", outcome
    from address_changes`;

/** Wishes to be mailed elsewhere; at most one is open per subscription. */
@Injectable()
export class AddressChangesRepository {
  constructor(private readonly db: Database) {}

  /** Opens a change; one that was open is replaced by it. */
  async open(
    change: { readonly subscriptionId: string; readonly newAddress: string; readonly at: Date },
    tx: Transaction,
  ): Promise<string> {
    await this.settleOpen([change.subscriptionId], 'replaced', change.at, tx);
    const id = newId<'address-change'>();
    await this.db.affected(
      'insert into address_changes (id, subscription_id, new_address, requested_at) values ($1, $2, $3, $4)',
      [id, change.subscriptionId, change.newAddress, change.at],
      tx,
    );
    return id;
  }

  async byId(id: string): Promise<AddressChange | null> {
    return await this.db.row<AddressChange>(`${CHANGE} where id = $1`, [id]);
  }

  /** The same, held until the transaction ends: of ten clicks at once one finds it open. */
  async lock(id: string, tx: Transaction): Promise<AddressChange | null> {
    return await this.db.row<AddressChange>(`${CHANGE} where id = $1 for update`, [id], tx);
  }

  async openOf(subscriptionId: string): Promise<AddressChange | null> {
    return await this.db.row<AddressChange>(`${CHANGE} where subscription_id = $1 and settled_at is null`, [
      subscriptionId,
    ]);
  }

  /** Every change ever asked for by these subscriptions: the references of its mails. */
  async idsOf(subscriptionIds: readonly string[], tx: Transaction): Promise<string[]> {
    const rows = await this.db.rows<{ id: string }>(
      'select id from address_changes where subscription_id = any($1)',
      [subscriptionIds],
      tx,
    );
    return rows.map((row) => row.id);
  }

  async settle(id: string, outcome: ChangeOutcome, at: Date, tx: Transaction): Promise<void> {
    await this.db.affected(
      `update address_changes set outcome = $2, settled_at = $3, new_address = null where id = $1 and settled_at is null`,
      [id, outcome, at],
      tx,
    );
  }

  async settleOpen(
    subscriptionIds: readonly string[],
    outcome: ChangeOutcome,
    at: Date,
    tx?: Transaction,
  ): Promise<void> {
    await this.db.affected(
      `update address_changes set outcome = $2, settled_at = $3, new_address = null
        where subscription_id = any($1) and settled_at is null`,
      [subscriptionIds, outcome, at],
      tx,
    );
  }
}
