import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { DeliveryState } from './domain/delivery-status.js';
import { keptWords } from './domain/reply-text.js';
import type { Lane } from './runs.repository.js';

/** A row this process may work on while its lease lasts. */
export interface ClaimedDelivery {
  readonly id: number;
  readonly messageId: string;
  readonly reference: string;
  readonly address: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly attempts: number;
  readonly secondsToExpiry: number;
  readonly fence: number;
}

/** Deliveries `fromId`…`toId` of one run, inclusive. */
export interface DeliveryRange {
  readonly runId: string;
  readonly fromId: number;
  readonly toId: number;
}

/** A row whose dot was answered with 2xx. */
export interface AcceptedDelivery {
  readonly delivery: ClaimedDelivery;
  readonly code: number;
  readonly text: string;
}

/** A row that asks for its point of no return. */
export interface WantedDelivery {
  readonly runId: string;
  readonly delivery: ClaimedDelivery;
}

/** What a row settles to, or why it waits. */
export interface Settlement {
  readonly state: Exclude<DeliveryState, 'claimed' | 'sending' | 'pending'>;
  readonly reason?: string | null;
  readonly replyCode?: number | null;
  readonly replyText?: string | null;
}

/** How many rows a run has in each state. */
export type Tally = Readonly<Record<DeliveryState, number>>;

const LEASE_SECONDS = 60;
/** DATA-done timeout of RFC 5321 §4.5.3.2.6 (600 s) and a minute. */
const SENDING_DEADLINE_SECONDS = 660;

const SETTLE_AND_PASS = `
  with settled as (
         update deliveries d
            set state = 'accepted', reason = null, reply_code = w.code,
                reply_text = case when d.address is null then null else w.text end, attempts = attempts + 1,
                lease_until = null, settled_at = now()
           from unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::text[]) as w(id, fence, code, text)
          where d.id = w.id and d.fence = w.fence and d.state in ('sending', 'uncertain')),
       wanted as (select * from unnest($5::bigint[], $6::bigint[], $7::uuid[]) as w(id, fence, run_id)),
       live as materialized (
         select id from runs where id = any($8) and state = 'running' order by id for share)
  update deliveries d
     set state = 'sending', sending_at = now(), lease_until = now() + make_interval(secs => $9)
    from wanted w join live on live.id = w.run_id
   where d.id = w.id and d.fence = w.fence and d.run_id = w.run_id and d.state = 'claimed' and d.lease_until > now()
  returning d.id`;

/** The ledger. Every change names the state it comes from; the database's clock decides leases. */
@Injectable()
export class DeliveriesRepository {
  private readonly leaseSeconds: number;
  private readonly deadlineSeconds: number;

  constructor(
    private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.leaseSeconds = LEASE_SECONDS * config.timeScale;
    this.deadlineSeconds = SENDING_DEADLINE_SECONDS * config.timeScale;
  }

  /**
   * Fills a run from a query that yields (message_id, reference, address, fields), in the order in which
   * they shall be sent. The caller's query is parameterised from `$3` on.
   */
  async enqueueFromSelect(
    run: { readonly id: string; readonly expirySeconds: number },
    select: string,
    parameters: readonly unknown[],
    tx: Transaction,
  ): Promise<number> {
    return await this.db.affected(
      `insert into deliveries (run_id, expires_at, message_id, reference, address, fields)
       select $1, now() + make_interval(secs => $2), s.* from (${select}) s`,
      [run.id, run.expirySeconds, ...parameters],
      tx,
    );
  }

  /** Claims up to `limit` due rows of a range of a running run; one fence per claim. */
  async claimDue(range: DeliveryRange, limit: number): Promise<ClaimedDelivery[]> {
    return await this.db.rows<ClaimedDelivery>(
      `with fence as materialized (select nextval('delivery_fences') as value),
            due as materialized (
              select d.id from deliveries d join runs r on r.id = d.run_id
               where d.run_id = $1 and d.id between $2 and $3 and d.state = 'pending'
                 and d.next_attempt_at <= now() and d.expires_at > now()
                 and r.state = 'running' and (not r.is_sample or $6)
               order by d.id limit $4 for update of d skip locked)
       update deliveries d
          set state = 'claimed', fence = fence.value, lease_until = now() + make_interval(secs => $5)
         from due, fence where d.id = due.id
       returning d.id, d.message_id as "messageId", d.reference, d.address, d.fields, d.attempts, d.fence,
                 extract(epoch from d.expires_at - now())::float8 as "secondsToExpiry"`,
      [range.runId, range.fromId, range.toId, limit, this.leaseSeconds, this.config.localInbox],
    );
  }

  /** Keeps claims alive while their holder works. */
  async renewLeases(fences: readonly number[]): Promise<void> {
    await this.db.affected(
      `update deliveries set lease_until = now() + make_interval(secs => $2)
        where fence = any($1) and state = 'claimed' and lease_until > now()`,
      [fences, this.leaseSeconds],
    );
  }

  /**
   * One commit for a whole group: what was accepted is settled (also what meanwhile counted as uncertain), and
   * points of no return are passed, before their final dots are written, each only if its claim is still ours,
   * its lease alive and its run running. Returns the ids that passed.
   */
  async settleAndPass(
    accepted: readonly AcceptedDelivery[],
    wanted: readonly WantedDelivery[],
  ): Promise<Set<number>> {
    const rows = await this.db.repeated<{ id: number }>('settle-and-pass', SETTLE_AND_PASS, [
      accepted.map(({ delivery }) => delivery.id),
      accepted.map(({ delivery }) => delivery.fence),
      accepted.map(({ code }) => code),
      accepted.map(({ text }) => keptWords(text)),
      wanted.map(({ delivery }) => delivery.id),
      wanted.map(({ delivery }) => delivery.fence),
      wanted.map(({ runId }) => runId),
      [...new Set(wanted.map(({ runId }) => runId))],
      this.deadlineSeconds,
    ]);
    return new Set(rows.map((row) => row.id));
  }

  /** Ends our duty for a row this fence holds; also one that meanwhile counted as uncertain. */
  async settle(delivery: ClaimedDelivery, settlement: Settlement): Promise<void> {
    await this.db.affected(
      `update deliveries
          set state = $3, reason = $4, reply_code = $5,
              reply_text = case when address is null then null else $6 end, attempts = attempts + 1,
              lease_until = null, settled_at = now()
        where id = $1 and fence = $2 and state in ('claimed', 'sending', 'uncertain')`,
      [
        delivery.id,
        delivery.fence,
        settlement.state,
        settlement.reason ?? null,
        settlement.replyCode ?? null,
        settlement.replyText ? keptWords(settlement.replyText) : null,
      ],
    );
  }

  /** Back to pending after a failure that certainly delivered nothing; a row that was erased meanwhile is cancelled. */
  async defer(
    delivery: ClaimedDelivery,
    wait: {
      readonly seconds: number;
      readonly countsAsAttempt: boolean;
      readonly reason: string;
      readonly replyCode?: number | null;
      /** Of ours, by its key. */
      readonly fault?: string | null;
    },
  ): Promise<void> {
    await this.db.affected(
      `update deliveries
          set state = case when address is null then 'cancelled' else 'pending' end,
              settled_at = case when address is null then now() end,
              reason = case when address is null then 'erased' else reason end,
              lease_until = null, next_attempt_at = now() + make_interval(secs => $3),
              attempts = attempts + $4::int, reply_code = $6,
              reply_text = case when address is null then null else $5 end, fault = $7
        where id = $1 and fence = $2 and state in ('claimed', 'sending', 'uncertain')`,
      [
        delivery.id,
        delivery.fence,
        wait.seconds,
        wait.countsAsAttempt ? 1 : 0,
        keptWords(wait.reason),
        wait.replyCode ?? null,
        wait.fault ?? null,
      ],
    );
  }

  /** Back to pending, untried, in one statement; rows that meanwhile left this claim are not touched. */
  async deferAll(rows: readonly ClaimedDelivery[], seconds: number, reason: string): Promise<void> {
    if (rows.length === 0) return;
    await this.db.affected(
      `update deliveries d
          set state = 'pending', lease_until = null, next_attempt_at = now() + make_interval(secs => $3), reply_text = $4
         from unnest($1::bigint[], $2::bigint[]) as w(id, fence)
        where d.id = w.id and d.fence = w.fence and d.state = 'claimed'`,
      [rows.map((row) => row.id), rows.map((row) => row.fence), seconds, keptWords(reason)],
    );
  }

  /** After this commits no point of no return of these rows does. */
  async cancelFor(reference: string, reason: string, tx: Transaction): Promise<number> {
    return await this.db.affected(
      `update deliveries set state = 'cancelled', reason = $2, lease_until = null, settled_at = now()
        where reference = $1 and state in ('pending', 'claimed')`,
      [reference, reason],
      tx,
    );
  }

  /** Rows whose worker died: claimed ones go back, sending ones past their deadline become uncertain, old ones expire. */
  async releaseOverdue(): Promise<{
    readonly released: number;
    readonly uncertain: number;
    readonly expired: number;
  }> {
    const released = await this.db.affected(
      `update deliveries set state = 'pending', lease_until = null where state = 'claimed' and lease_until < now()`,
    );
    const uncertain = await this.db.affected(
      `update deliveries set state = 'uncertain', reason = 'no outcome before the deadline', lease_until = null, settled_at = now()
        where state = 'sending' and lease_until < now()`,
    );
    const expired = await this.db.affected(
      `update deliveries d set state = 'expired', reason = 'not accepted in time', settled_at = now()
         from runs r where r.id = d.run_id and r.state = 'running' and d.state = 'pending' and d.expires_at <= now()`,
    );
    return { released, uncertain, expired };
  }

  /**
   * Ranges of `width` ids with due rows in them, in order, from the first `limit` due rows. Their borders are
   * multiples of `width`: however far the run has come, a range that is asked for again has the same name.
   */
  async dueRanges(runId: string, width: number, limit: number): Promise<DeliveryRange[]> {
    return await this.db.rows<DeliveryRange>(
      `select $1::uuid as "runId", part * $2::bigint as "fromId", (part + 1) * $2::bigint - 1 as "toId"
         from (select distinct id / $2::bigint as part
                 from (select id from deliveries
                        where run_id = $1 and state = 'pending' and next_attempt_at <= now()
                        order by id limit $3) due) parts
        order by part`,
      [runId, width, limit],
    );
  }

  async tally(runId: string, tx?: Transaction): Promise<Tally> {
    const rows = await this.db.rows<{ state: DeliveryState; count: number }>(
      'select state, count(*) as count from deliveries where run_id = $1 group by state',
      [runId],
      tx,
    );
    const tally = Object.fromEntries(rows.map((row) => [row.state, row.count]));
    return Object.fromEntries(ALL.map((state) => [state, tally[state] ?? 0])) as unknown as Tally;
  }

  /** The message and lane of one delivery, for its own links. */
  async messageOf(deliveryId: number, reference: string): Promise<{ messageId: string; lane: Lane } | null> {
    return await this.db.row(
      `select d.message_id as "messageId", r.lane from deliveries d join runs r on r.id = d.run_id
        where d.id = $1 and d.reference = $2`,
      [deliveryId, reference],
    );
  }
}

const ALL: readonly DeliveryState[] = [
  'pending',
  'claimed',
  'sending',
  'accepted',
  'rejected',
  'suppressed',
  'uncertain',
  'cancelled',
  'expired',
];
