import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { EventLog } from '../platform/observability/log.js';
import { EXPIRY_SECONDS } from './domain/retry-schedule.js';

/** No uncertain delivery has this id: it does not exist, or was resolved. */
export class DeliveryNotUncertain extends DomainError {
  readonly code = 'delivery.not-uncertain';
  override readonly kind = 'not-found';
}

/** `accepted`: it arrived; `resend`: send it again, at the risk of a second copy; `drop`: leave it. */
export const RESOLUTIONS = ['accepted', 'resend', 'drop'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** One delivery whose final dot was written and whose reply never came. */
export interface UncertainDelivery {
  readonly id: number;
  readonly runId: string;
  readonly reference: string;
  /** The recipient's domain; the address stays in the ledger. */
  readonly domain: string | null;
  readonly sendingAt: Date | null;
  readonly reason: string | null;
}

/** The queue of what nobody knows, and an operator's decisions about it. Nothing here is resent by itself. */
@Injectable()
export class UncertainDeliveriesService {
  constructor(
    private readonly db: Database,
    private readonly log: EventLog,
  ) {}

  /** The oldest first. */
  async list(limit = 1_000): Promise<UncertainDelivery[]> {
    return await this.db.rows<UncertainDelivery>(
      `select id, run_id as "runId", reference, split_part(address, '@', 2) as domain, sending_at as "sendingAt",
              coalesce(reply_text, reason) as reason
         from deliveries where state = 'uncertain' order by id limit $1`,
      [limit],
    );
  }

  /** Records who decided what and carries it out, in one transaction. Refuses a delivery that is not uncertain. */
  async resolve(id: number, resolution: Resolution, decidedBy: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const changed = await this.db.affected(
        `update deliveries d
            set state = case $2::text when 'accepted' then 'accepted' when 'resend' then 'pending' else 'cancelled' end,
                reason = 'resolved: ' || $2::text,
                settled_at = case when $2::text = 'resend' then null else now() end,
                next_attempt_at = now(),
                expires_at = case when $2::text = 'resend' then now() + make_interval(secs => $3) else expires_at end
          where id = $1 and state = 'uncertain' and (address is not null or $2::text <> 'resend')`,
        [id, resolution, EXPIRY_SECONDS],
        tx,
      );
      if (changed === 0) throw new DeliveryNotUncertain(`There is no uncertain delivery ${id}.`);
      await this.db.affected(
        'insert into delivery_resolutions (delivery_id, resolution, decided_by) values ($1, $2, $3)',
        [id, resolution, decidedBy],
        tx,
      );
      if (resolution === 'resend')
        await this.db.affected(
          `update runs set state = 'running', completed_at = null
            where id = (select run_id from deliveries where id = $1) and state = 'complete'`,
          [id],
          tx,
        );
    });
    this.log.info('delivery.resolved', { deliveryId: id, resolution });
  }
}
