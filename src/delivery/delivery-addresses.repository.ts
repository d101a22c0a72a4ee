import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';

/** A delivery as its recipient may know it: no content, no reply of a server. */
export interface OwnDelivery {
  readonly reference: string;
  readonly kind: string;
  readonly state: string;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
}

/** Whose address the ledger's rows carry: followed when a person moves, emptied when they go. */
@Injectable()
export class DeliveryAddressesRepository {
  constructor(private readonly db: Database) {}

  /** Sends what has not begun its way to another address of the same person. */
  async readdress(references: readonly string[], address: string, tx: Transaction): Promise<void> {
    await this.db.affected(
      `update deliveries set address = $2 where reference = any($1) and state = 'pending' and address is not null`,
      [references, address],
      tx,
    );
  }

  /** Empties what a person may be known by, and keeps the rows: the books balance. Cancel what is open first. */
  async forget(references: readonly string[], tx: Transaction): Promise<void> {
    await this.db.affected(
      `update deliveries set address = null, fields = '{}', reply_text = null where reference = any($1)`,
      [references],
      tx,
    );
  }

  /** Everything owed for the given references, oldest first. */
  async ofReferences(references: readonly string[]): Promise<OwnDelivery[]> {
    return await this.db.rows<OwnDelivery>(
      `select d.reference, m.kind, d.state, d.created_at as "createdAt", d.settled_at as "settledAt"
         from deliveries d join messages m on m.id = d.message_id
        where d.reference = any($1) order by d.id`,
      [references],
    );
  }
}
