import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { DeliveriesRepository } from '../delivery/deliveries.repository.js';
import { EXPIRY_SECONDS } from '../delivery/domain/retry-schedule.js';

/** Subscriptions that get the same digest: same profile, language, and late policies they already had. */
export interface AudienceGroup {
  readonly profileId: string;
  readonly language: 'zh-CN' | 'en';
  /** Ids of late policies announced to them before, sorted, joined by commas; empty for most. */
  readonly had: string;
}

/** Sample subscribers exist only while mail goes to the local inbox. */
const AUDIENCE = `
  from subscriptions s
  join subscribers p on p.id = s.subscriber_id and p.address is not null and (not p.is_sample or $2)
 where s.list_id = $1 and s.status = 'active'`;

/** The audience of an edition, asked in sets: no statement per subscriber. */
@Injectable()
export class EditionAudienceQuery {
  constructor(
    private readonly db: Database,
    private readonly deliveries: DeliveriesRepository,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async counts(
    listId: string,
    cutOff: Date,
    tx: Transaction,
  ): Promise<{ active: number; paused: number; sample: number }> {
    const row = await this.db.row<{ active: number; paused: number; sample: number }>(
      `select count(*) as active, count(*) filter (where s.paused_until > $3) as paused,
              count(*) filter (where p.is_sample) as sample ${AUDIENCE}`,
      [listId, this.config.localInbox, cutOff],
      tx,
    );
    return row ?? { active: 0, paused: 0, sample: 0 };
  }

  async profileIds(listId: string, cutOff: Date, tx: Transaction): Promise<string[]> {
    const rows = await this.db.rows<{ profile_id: string }>(
      `select distinct s.profile_id ${AUDIENCE} and (s.paused_until is null or s.paused_until <= $3)`,
      [listId, this.config.localInbox, cutOff],
      tx,
    );
    return rows.map((row) => row.profile_id);
  }

  /** Notes for the rest of the transaction which subscriptions were told which late policies before. */
  async noteHad(listId: string, latePolicyIds: readonly string[], tx: Transaction): Promise<void> {
    await this.db.affected(
      'create temporary table edition_had (subscription_id uuid primary key, had text not null) on commit drop',
      [],
      tx,
    );
    if (latePolicyIds.length === 0) return;
    await this.db.affected(
      `insert into edition_had
       select s.id, string_agg(distinct dp.policy_id::text, ',' order by dp.policy_id::text)
         from digest_policies dp
         join digests g on g.id = dp.digest_id
         join editions e on e.id = g.edition_id and e.list_id = $1 and e.released_at is not null
         join deliveries d on d.run_id = e.run_id and d.message_id = g.message_id
         join subscriptions s on s.id = d.reference
        where dp.policy_id = any($2)
        group by s.id`,
      [listId, latePolicyIds],
      tx,
    );
  }

  async groups(listId: string, cutOff: Date, tx: Transaction): Promise<AudienceGroup[]> {
    return await this.db.rows<AudienceGroup>(
      `select distinct s.profile_id as "profileId", s.language, coalesce(h.had, '') as had
         from subscriptions s
         join subscribers p on p.id = s.subscriber_id and p.address is not null and (not p.is_sample or $2)
         left join edition_had h on h.subscription_id = s.id
        where s.list_id = $1 and s.status = 'active' and (s.paused_until is null or s.paused_until <= $3)
        order by 1, 2, 3`,
      [listId, this.config.localInbox, cutOff],
      tx,
    );
  }

  /** Makes the delivery rows of the groups that have a digest; returns how many. */
  async fill(
    edition: {
      readonly id: string;
      readonly listId: string;
      readonly cutOff: Date;
      readonly timeZone: string;
    },
    runId: string,
    tx: Transaction,
  ): Promise<number> {
    return await this.deliveries.enqueueFromSelect(
      { id: runId, expirySeconds: EXPIRY_SECONDS },
      `select g.message_id, s.id, p.address,
              jsonb_build_object('company', c.name,
                                 'subscribedSince', to_char(coalesce(s.confirmed_at, s.created_at) at time zone $7, 'YYYY-MM-DD'))
         from subscriptions s
         join subscribers p on p.id = s.subscriber_id and p.address is not null and (not p.is_sample or $5)
         join companies c on c.id = p.company_id
         left join edition_had h on h.subscription_id = s.id
         join edition_audience a on a.edition_id = $3 and a.profile_id = s.profile_id and a.language = s.language
                                and a.had = coalesce(h.had, '')
         join digests g on g.id = a.digest_id
        where s.list_id = $4 and s.status = 'active' and (s.paused_until is null or s.paused_until <= $6)
        order by g.message_id, s.id`,
      [edition.id, edition.listId, this.config.localInbox, edition.cutOff, edition.timeZone],
      tx,
    );
  }
}
