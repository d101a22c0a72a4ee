import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { RunState } from '../delivery/runs.repository.js';
import type { EditionStatus } from './domain/edition-status.js';

/** One edition in a list of them. */
export interface EditionLine {
  readonly id: string;
  readonly key: string;
  readonly status: EditionStatus;
  readonly heldReason: string | null;
  readonly cutOff: Date;
  readonly releasedAt: Date | null;
  readonly policies: number;
  readonly active: number;
  readonly rows: number;
  readonly accepted: number;
  readonly open: number;
}

/** How fast a run goes now. */
export interface RunPace {
  readonly state: RunState;
  readonly reason: string | null;
  /** Settled per second over the last 20 seconds. */
  readonly perSecond: number;
}

/** One policy of an edition, and how many mails announce it. */
export interface EditionPolicyLine {
  readonly id: string;
  readonly title: string;
  readonly level: 'national' | 'provincial' | 'municipal' | 'district';
  readonly role: 'new' | 'late' | 'reminder';
  readonly mails: number;
}

/** One distinct digest, and how many get it. */
export interface DigestLine {
  readonly messageId: string;
  readonly language: 'zh-CN' | 'en';
  readonly policies: number;
  readonly mails: number;
}

interface EditionRow extends Omit<EditionLine, 'rows' | 'accepted' | 'open'> {
  readonly runId: string | null;
}

/** The rows of a run by what became of them. */
interface Tally {
  readonly rows: number;
  readonly accepted: number;
  readonly open: number;
  readonly uncertain: number;
}

const NOTHING: Tally = { rows: 0, accepted: 0, open: 0, uncertain: 0 };
const PACE_SECONDS = 20;
/** Ten years of weeks of four lists. */
const KEPT_TALLIES = 2_000;

/** Editions as the console shows them. */
@Injectable()
export class EditionBoardQuery {
  private readonly finalTallies = new Map<string, Tally>();

  constructor(private readonly db: Database) {}

  async ofList(listId: string, limit: number): Promise<EditionLine[]> {
    const editions = await this.db.rows<EditionRow>(
      `select id, key, status, held_reason as "heldReason", cut_off as "cutOff", released_at as "releasedAt",
              coalesce(policies, 0) as policies, coalesce(active, 0) as active, run_id as "runId"
         from editions where list_id = $1 order by cut_off desc limit $2`,
      [listId, limit],
    );
    const tallies = await this.talliesOf(editions);
    return editions.map(({ runId, ...edition }) => {
      const { rows, accepted, open } = tallies.get(runId ?? '') ?? NOTHING;
      return { ...edition, rows, accepted, open };
    });
  }

  /** By run. What can change no more is counted once: a list of editions costs what is under way, not its history. */
  private async talliesOf(editions: readonly EditionRow[]): Promise<ReadonlyMap<string, Tally>> {
    const runIds = editions.flatMap(({ runId }) => runId ?? []);
    const known = new Map(
      runIds.flatMap((id) => {
        const tally = this.finalTallies.get(id);
        return tally ? [[id, tally] as const] : [];
      }),
    );
    const counted = await this.db.rows<Tally & { readonly runId: string }>(
      `select run_id as "runId", count(*) as rows, count(*) filter (where state = 'accepted') as accepted,
              count(*) filter (where state in ('pending', 'claimed', 'sending')) as open,
              count(*) filter (where state = 'uncertain') as uncertain
         from deliveries where run_id = any($1) group by run_id`,
      [runIds.filter((id) => !known.has(id))],
    );
    for (const { runId, ...tally } of counted) known.set(runId, tally);
    for (const { runId, status } of editions) this.keepFinal(runId, status, known.get(runId ?? ''));
    return known;
  }

  private keepFinal(runId: string | null, status: EditionStatus, tally: Tally | undefined): void {
    if (!runId || !tally || status !== 'complete' || tally.open + tally.uncertain > 0) return;
    this.finalTallies.set(runId, tally);
    const [oldest] = this.finalTallies.keys();
    if (this.finalTallies.size > KEPT_TALLIES && oldest !== undefined) this.finalTallies.delete(oldest);
  }

  /** Up to when policies are in an edition already; a cancelled one gave its policies back. */
  async lastCutOff(listId: string): Promise<Date | null> {
    const row = await this.db.row<{ at: Date | null }>(
      `select max(cut_off) as at from editions where list_id = $1 and status <> 'cancelled'`,
      [listId],
    );
    return row?.at ?? null;
  }

  async inReview(): Promise<number> {
    const row = await this.db.row<{ count: number }>(
      `select count(*) as count from editions where status = 'in-review'`,
    );
    return row?.count ?? 0;
  }

  async pace(runId: string): Promise<RunPace | null> {
    return await this.db.row<RunPace>(
      `select r.state, r.reason,
              (select count(*)::float8 / $2 from deliveries
                where run_id = r.id and settled_at > now() - make_interval(secs => $2)) as "perSecond"
         from runs r where r.id = $1`,
      [runId, PACE_SECONDS],
    );
  }

  async policies(editionId: string): Promise<EditionPolicyLine[]> {
    return await this.db.rows<EditionPolicyLine>(
      `select p.policy_id as id, p.facts ->> 'title' as title, p.facts ->> 'level' as level, p.role,
              (select count(*) from digest_policies dp join digests g on g.id = dp.digest_id
                 join editions e on e.id = g.edition_id
                 join deliveries d on d.run_id = e.run_id and d.message_id = g.message_id
                where g.edition_id = $1 and dp.policy_id = p.policy_id) as mails
         from edition_policies p where p.edition_id = $1
        order by p.role = 'reminder', p.position`,
      [editionId],
    );
  }

  /** The digests that most mails are made of. */
  async digests(editionId: string, limit: number): Promise<DigestLine[]> {
    return await this.db.rows<DigestLine>(
      `select g.message_id as "messageId", g.language,
              (select count(*) from digest_policies where digest_id = g.id) as policies,
              (select count(*) from deliveries d where d.run_id = e.run_id and d.message_id = g.message_id) as mails
         from digests g join editions e on e.id = g.edition_id
        where g.edition_id = $1 order by mails desc, policies desc, g.id limit $2`,
      [editionId, limit],
    );
  }

  /** Whether a message is a digest of this edition. */
  async hasDigest(editionId: string, messageId: string): Promise<boolean> {
    const row = await this.db.row<{ found: boolean }>(
      'select exists (select from digests where edition_id = $1 and message_id = $2) as found',
      [editionId, messageId],
    );
    return row?.found ?? false;
  }
}
