import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { keyedHashes } from '../platform/sealed-token.js';

export type SuppressionReason = 'bounce' | 'complaint' | 'erasure' | 'manual';

/** A stronger reason is never replaced by a weaker one: what a confirmation lifts must not cover what it does not. */
const STRENGTH: readonly SuppressionReason[] = ['bounce', 'complaint', 'manual', 'erasure'];

/** "May we mail this address?" Kept as keyed hashes, so that the answer survives erasure. */
@Injectable()
export class SuppressionsService {
  constructor(
    private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Suppresses an address and, in the same transaction, its mail that is not past the point of no return. An
   * erased address keeps nothing but its hash.
   */
  async suppress(
    address: string,
    reason: SuppressionReason,
    source: string,
    tx?: Transaction,
  ): Promise<void> {
    if (!tx)
      return await this.db.transaction(async (own) => await this.suppress(address, reason, source, own));
    await this.db.affected(
      `update deliveries set state = 'suppressed', reason = $2, lease_until = null, settled_at = now()
        where address = $1 and state in ('pending', 'claimed')`,
      [address, reason],
      tx,
    );
    await this.db.affected(
      `insert into suppressions (address_hash, address, reason, source) values ($1, $2, $3, $4)
       on conflict (address_hash) do update
          set reason = excluded.reason, address = excluded.address, source = excluded.source
        where array_position($5::text[], excluded.reason) > array_position($5::text[], suppressions.reason)`,
      [this.hashes(address)[0], reason === 'erasure' ? null : address, reason, source, STRENGTH],
      tx,
    );
  }

  /** Lifts a suppression of the given reasons: a person's new confirmation lifts a bounce, an import nothing. */
  async lift(address: string, reasons: readonly SuppressionReason[], tx?: Transaction): Promise<void> {
    await this.db.affected(
      'delete from suppressions where address_hash = any($1) and reason = any($2)',
      [this.hashes(address), reasons],
      tx,
    );
  }

  /** Those of the addresses that must not be mailed, with the reason. One query, whatever the number. */
  async among(addresses: readonly string[], tx?: Transaction): Promise<Map<string, SuppressionReason>> {
    const byHash = new Map(
      addresses.flatMap((address) =>
        this.hashes(address).map((hash) => [hash.toString('hex'), address] as const),
      ),
    );
    const rows = await this.db.rows<{ address_hash: Buffer; reason: SuppressionReason }>(
      'select address_hash, reason from suppressions where address_hash = any($1)',
      [[...byHash.keys()].map((hex) => Buffer.from(hex, 'hex'))],
      tx,
    );
    return new Map(rows.map((row) => [byHash.get(row.address_hash.toString('hex')) as string, row.reason]));
  }

  private hashes(address: string): Buffer[] {
    return keyedHashes(this.config.secretKeys, 'suppression', address);
  }
}
