import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { newId } from '../platform/ids.js';
import type { Anomaly } from './domain/edition-anomalies.js';
import type { FrozenCounts } from './domain/edition-progress.js';
import type { EditionStatus } from './domain/edition-status.js';

/** The list has no edition with this key. */
export class EditionNotFound extends DomainError {
  readonly code = 'edition.not-found';
  override readonly kind = 'not-found';
}

/** One dated issue of a list. */
export interface Edition {
  readonly id: string;
  readonly listId: string;
  readonly key: string;
  readonly windowFrom: Date;
  readonly cutOff: Date;
  readonly status: EditionStatus;
  readonly heldReason: string | null;
  /** What is unusual about it as it stands frozen. */
  readonly anomalies: readonly Anomaly[];
  /** Whether any of it is yet to be let pass by a person. */
  readonly isUnusual: boolean;
  readonly runId: string | null;
  readonly issuedOn: string | null;
  readonly counts: FrozenCounts;
  readonly freezeSeconds: number;
  readonly composeSeconds: number;
  readonly frozenAt: Date | null;
  readonly releasedAt: Date | null;
  readonly completedAt: Date | null;
}

const COLUMNS = `
  id, list_id as "listId", key, window_from as "windowFrom", cut_off as "cutOff", status, held_reason as "heldReason", anomalies,
  not accepted_anomalies @> array(select jsonb_array_elements(anomalies) ->> 'kind') as "isUnusual",
  run_id as "runId", issued_on as "issuedOn",
  json_build_object('policies', coalesce(policies, 0), 'profiles', coalesce(profiles, 0), 'digests', coalesce(digests, 0),
    'active', coalesce(active, 0), 'paused', coalesce(excluded_paused, 0), 'nothingNew', coalesce(excluded_nothing_new, 0)) as counts,
  coalesce(freeze_seconds, 0) as "freezeSeconds", coalesce(compose_seconds, 0) as "composeSeconds",
  frozen_at as "frozenAt", released_at as "releasedAt", completed_at as "completedAt"`;

/** Editions as stored, and their changes of status. */
@Injectable()
export class EditionsRepository {
  constructor(private readonly db: Database) {}

  async byKey(listId: string, key: string): Promise<Edition | null> {
    return await this.db.row<Edition>(`select ${COLUMNS} from editions where list_id = $1 and key = $2`, [
      listId,
      key,
    ]);
  }

  async byId(id: string, tx?: Transaction): Promise<Edition> {
    const edition = await this.db.row<Edition>(`select ${COLUMNS} from editions where id = $1`, [id], tx);
    if (!edition) throw new EditionNotFound('This edition does not exist.');
    return edition;
  }

  async ofList(listId: string): Promise<Edition[]> {
    return await this.db.rows<Edition>(
      `select ${COLUMNS} from editions where list_id = $1 order by cut_off desc`,
      [listId],
    );
  }

  /** Serialises opening, freezing and releasing of one list's editions until the transaction ends. */
  async lockList(listId: string, tx: Transaction): Promise<void> {
    await this.db.rows(`select pg_advisory_xact_lock(hashtextextended('edition:' || $1, 0))`, [listId], tx);
  }

  /** The cut-off of the last released edition; where the next window begins. */
  async lastReleasedCutOff(listId: string, tx: Transaction): Promise<Date | null> {
    const row = await this.db.row<{ at: Date | null }>(
      'select max(cut_off) as at from editions where list_id = $1 and released_at is not null',
      [listId],
      tx,
    );
    return row?.at ?? null;
  }

  /** A new edition in `collecting`; the one that is there already when the key is taken. */
  async open(
    edition: {
      readonly listId: string;
      readonly key: string;
      readonly windowFrom: Date;
      readonly cutOff: Date;
    },
    tx: Transaction,
  ): Promise<string> {
    const row = await this.db.row<{ id: string }>(
      `with made as (
         insert into editions (id, list_id, key, window_from, cut_off) values ($1, $2, $3, $4, $5)
         on conflict (list_id, key) do nothing returning id)
       select id from made union all select id from editions where list_id = $2 and key = $3 limit 1`,
      [newId<'edition'>(), edition.listId, edition.key, edition.windowFrom, edition.cutOff],
      tx,
    );
    if (!row) throw new Error('The edition was opened and removed at the same moment.');
    return row.id;
  }

  /** Begins a cancelled edition anew with another window: nothing of it was released. False when it is not cancelled. */
  async reopen(
    id: string,
    window: { readonly windowFrom: Date; readonly cutOff: Date },
    tx: Transaction,
  ): Promise<boolean> {
    const changed = await this.db.affected(
      `update editions
          set status = 'collecting', window_from = $2, cut_off = $3, held_reason = null, anomalies = default,
              accepted_anomalies = default, content_hash = null, approved_hash = null, approved_by = null, approved_at = null
        where id = $1 and status = 'cancelled' and released_at is null`,
      [id, window.windowFrom, window.cutOff],
      tx,
    );
    return changed === 1;
  }

  /** Earlier editions that were never released: their policies belong to the newer one now. */
  async unreleasedBefore(listId: string, cutOff: Date, tx: Transaction): Promise<Edition[]> {
    return await this.db.rows<Edition>(
      `select ${COLUMNS} from editions
        where list_id = $1 and cut_off < $2 and status in ('collecting', 'frozen', 'in-review', 'approved')`,
      [listId, cutOff],
      tx,
    );
  }

  async setWindow(id: string, windowFrom: Date, tx: Transaction): Promise<void> {
    await this.db.affected('update editions set window_from = $2 where id = $1', [id, windowFrom], tx);
  }

  /** From one status to another; false when it was in neither `from`. */
  async move(
    id: string,
    from: readonly EditionStatus[],
    to: EditionStatus,
    tx?: Transaction,
  ): Promise<boolean> {
    const changed = await this.db.affected(
      'update editions set status = $3 where id = $1 and status = any($2)',
      [id, from, to],
      tx,
    );
    return changed === 1;
  }

  async markFrozen(
    id: string,
    frozen: {
      readonly runId: string;
      readonly issuedOn: string;
      readonly counts: FrozenCounts;
      readonly at: Date;
      readonly seconds: number;
    },
    tx: Transaction,
  ): Promise<void> {
    const { counts } = frozen;
    await this.db.affected(
      `update editions
          set status = 'frozen', run_id = $2, issued_on = $3, frozen_at = $4, freeze_seconds = $5, policies = $6, profiles = $7,
              digests = $8, active = $9, excluded_paused = $10, excluded_nothing_new = $11, content_hash = null, anomalies = '[]'
        where id = $1`,
      [
        id,
        frozen.runId,
        frozen.issuedOn,
        frozen.at,
        frozen.seconds,
        counts.policies,
        counts.profiles,
        counts.digests,
        counts.active,
        counts.paused,
        counts.nothingNew,
      ],
      tx,
    );
  }

  /** The hash approval binds to: policies, digest contents and delivery ids. */
  async markComposed(id: string, seconds: number): Promise<void> {
    await this.db.affected(
      `update editions e
          set compose_seconds = coalesce(compose_seconds, 0) + $2,
              content_hash = sha256(convert_to(concat_ws('|',
                (select string_agg(policy_id::text || role, ',' order by policy_id) from edition_policies where edition_id = e.id),
                (select string_agg(encode(m.content_hash, 'hex'), ',' order by d.id) from digests d join messages m on m.id = d.message_id
                  where d.edition_id = e.id),
                (select string_agg(id::text, ',' order by id) from deliveries where run_id = e.run_id)), 'UTF8'))
        where id = $1`,
      [id, seconds],
    );
  }

  /** Approves what stands frozen now; false when nothing is in review. */
  async approve(id: string, by: string, at: Date): Promise<boolean> {
    const changed = await this.db.affected(
      `update editions set status = 'approved', approved_hash = content_hash, approved_by = $2, approved_at = $3
        where id = $1 and status in ('frozen', 'in-review') and content_hash is not null`,
      [id, by, at],
    );
    return changed === 1;
  }

  /** Whether what was approved is what stands frozen now. */
  async isAsApproved(id: string, tx: Transaction): Promise<boolean> {
    const row = await this.db.row<{ same: boolean }>(
      'select approved_hash is not null and approved_hash = content_hash as same from editions where id = $1',
      [id],
      tx,
    );
    return row?.same ?? false;
  }

  async markReleased(id: string, at: Date, tx: Transaction): Promise<void> {
    await this.db.affected(
      `update editions set status = 'sending', released_at = $2 where id = $1`,
      [id, at],
      tx,
    );
  }

  /** Editions whose run has ended are complete. */
  async completeFinished(): Promise<string[]> {
    const rows = await this.db.rows<{ id: string }>(
      `update editions e set status = 'complete', completed_at = r.completed_at
         from runs r where r.id = e.run_id and e.status = 'sending' and r.state in ('complete', 'cancelled')
       returning e.id`,
    );
    return rows.map((row) => row.id);
  }

  /** Editions that can go on by themselves: not held, not waiting for a person. */
  async unfinished(): Promise<string[]> {
    const rows = await this.db.rows<{ id: string }>(
      `select id from editions where status in ('collecting', 'frozen', 'approved') and held_reason is null order by cut_off`,
    );
    return rows.map((row) => row.id);
  }

  /** Removes what a freeze made, so that the next one replaces all of it. */
  async discardFrozen(edition: Edition, tx: Transaction): Promise<void> {
    const statements = [
      'delete from edition_audience where edition_id = $1',
      'delete from digest_policies where digest_id in (select id from digests where edition_id = $1)',
      'delete from deliveries where run_id = (select run_id from editions where id = $1)',
      `with gone as (delete from digests where edition_id = $1 returning message_id)
       delete from messages where id in (select message_id from gone)`,
      'delete from edition_policies where edition_id = $1',
      `update runs set state = 'cancelled', reason = 'frozen again', completed_at = now()
        where id = (select run_id from editions where id = $1) and state = 'paused'`,
    ];
    for (const sql of statements) await this.db.affected(sql, [edition.id], tx);
  }
}
