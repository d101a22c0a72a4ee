import { Injectable } from '@nestjs/common';
import { OpenWarningsQuery } from '../bulletins/open-warnings.query.js';
import { Database } from '../platform/database/database.js';
import { EventLog } from '../platform/observability/log.js';
import { anomaliesOf, type Anomaly, type EditionSize } from './domain/edition-anomalies.js';
import type { Edition } from './editions.repository.js';

const EARLIER_EDITIONS = 8;

/** Holds a composed edition that does not look like the ones before it, until an approver has looked. */
@Injectable()
export class HoldUnusualEditionService {
  constructor(
    private readonly warnings: OpenWarningsQuery,
    private readonly db: Database,
    private readonly log: EventLog,
  ) {}

  /** Notes what is unusual and holds the edition for what no person has let pass. Again, it does the same. */
  async check(edition: Edition): Promise<void> {
    const anomalies = anomaliesOf(
      await this.sizeOf(edition),
      await this.earlier(edition),
      await this.warnings.entriesWaiting(edition.listId, edition.windowFrom),
    );
    await this.db.affected('update editions set anomalies = $2 where id = $1', [
      edition.id,
      JSON.stringify(anomalies),
    ]);
    const held = await this.db.affected(
      `update editions set held_reason = $2
        where id = $1 and status = 'frozen' and held_reason is null
          and not accepted_anomalies @> array(select jsonb_array_elements(anomalies) ->> 'kind')`,
      [edition.id, inWords(anomalies)],
    );
    if (held > 0) this.log.warn('edition.held', { editionId: edition.id, reason: inWords(anomalies) });
  }

  private async sizeOf(edition: Edition): Promise<EditionSize & { readonly announced: number }> {
    const { active, paused, nothingNew, policies } = edition.counts;
    const row = await this.db.row<{ announced: number }>(
      `select count(distinct p.policy_id) as announced
         from digests g join digest_policies p on p.digest_id = g.id where g.edition_id = $1`,
      [edition.id],
    );
    return { active, policies, eligible: active - paused - nothingNew, announced: row?.announced ?? 0 };
  }

  private async earlier(edition: Edition): Promise<EditionSize[]> {
    return await this.db.rows<EditionSize>(
      `select active, policies, active - excluded_paused - excluded_nothing_new as eligible
         from editions
        where list_id = $1 and cut_off < $2 and released_at is not null
        order by cut_off desc limit $3`,
      [edition.listId, edition.cutOff, EARLIER_EDITIONS],
    );
  }
}

/** One line for the log, the command line and the audit; the console says it in its own words. */
function inWords(anomalies: readonly Anomaly[]): string {
  return anomalies
    .map(({ kind, count, usual }) => `${kind} ${count}${usual === null ? '' : ` (usually ${usual})`}`)
    .join(', ');
}
