import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import type { SubscriberRow } from './domain/subscriber-row.js';
import type { EndedReason, SubscriptionStatus } from './domain/subscription-status.js';

/** A subscription with what its pages show. */
export interface SubscriptionView {
  readonly id: string;
  readonly status: SubscriptionStatus;
  readonly endedReason: EndedReason | null;
  readonly language: 'zh-CN' | 'en';
  readonly profileId: string;
  readonly listId: string;
  readonly listSlug: string;
  readonly listName: string;
  readonly company: string;
  readonly confirmedAt: Date | null;
  readonly pausedUntil: Date | null;
  /** The person behind it was erased; what is left names nobody. */
  readonly isErased: boolean;
}

/** One of the subscriptions of a person, as their own pages list it. */
export interface OwnSubscription {
  readonly id: string;
  readonly status: SubscriptionStatus;
  readonly endedReason: EndedReason | null;
  readonly listSlug: string;
  readonly listName: string;
}

/** Companies, subscribers and subscriptions as stored. */
@Injectable()
export class SubscribersRepository {
  constructor(private readonly db: Database) {}

  /** The status of the subscription each address has to a list; addresses without one are left out. */
  async subscriptionsOf(
    addresses: readonly string[],
    listId: string,
    tx: Transaction,
  ): Promise<Map<string, { readonly id: string; readonly status: SubscriptionStatus }>> {
    const rows = await this.db.rows<{ address: string; id: string; status: SubscriptionStatus }>(
      `select p.address, s.id, s.status from subscribers p join subscriptions s on s.subscriber_id = p.id and s.list_id = $2
        where p.address = any($1)`,
      [addresses, listId],
      tx,
    );
    return new Map(rows.map(({ address, id, status }) => [address, { id, status }]));
  }

  /** Adds active subscriptions with their companies, subscribers and consents: four statements, whatever the number. Returns the id of each row's. */
  async addActive(
    rows: readonly (SubscriberRow & { readonly profileId: string })[],
    to: { readonly listId: string; readonly consent: string; readonly at: Date; readonly isSample: boolean },
    tx: Transaction,
  ): Promise<{ row: number; id: string }[]> {
    if (rows.length === 0) return [];
    const made = rows.map((row) => ({
      ...row,
      companyId: newId<'company'>(),
      subscriberId: newId<'subscriber'>(),
      subscriptionId: newId<'subscription'>(),
      consentId: newId<'consent'>(),
    }));
    const json = JSON.stringify(made);
    await this.db.affected(
      `insert into companies (id, name)
       select distinct on (company) "companyId", company from jsonb_to_recordset($1::jsonb) as r("companyId" uuid, company text)
       on conflict (name) do nothing`,
      [json],
      tx,
    );
    await this.db.affected(
      `insert into subscribers (id, company_id, address, contact, is_sample)
       select r."subscriberId", c.id, r.address, r.contact, $2
         from jsonb_to_recordset($1::jsonb) as r("subscriberId" uuid, company text, address text, contact text)
         join companies c on c.name = r.company
       on conflict (address) do nothing`,
      [json, to.isSample],
      tx,
    );
    await this.db.affected(
      `insert into subscriptions (id, subscriber_id, list_id, profile_id, language, status, confirmed_at)
       select r."subscriptionId", p.id, $2, r."profileId", r.language, 'active', $3
         from jsonb_to_recordset($1::jsonb) as r("subscriptionId" uuid, address text, "profileId" uuid, language text)
         join subscribers p on p.address = r.address`,
      [json, to.listId, to.at],
      tx,
    );
    await this.db.affected(
      `insert into consents (id, subscription_id, wording, source, given_at, confirmed_at)
       select r."consentId", r."subscriptionId", $2, 'import', $3, $3
         from jsonb_to_recordset($1::jsonb) as r("consentId" uuid, "subscriptionId" uuid)`,
      [json, to.consent, to.at],
      tx,
    );
    return made.map(({ row, subscriptionId }) => ({ row, id: subscriptionId }));
  }

  async subscription(id: string, tx?: Transaction): Promise<SubscriptionView | null> {
    return await this.db.row<SubscriptionView>(
      `select s.id, s.status, s.ended_reason as "endedReason", s.language, s.profile_id as "profileId", l.id as "listId",
              l.slug as "listSlug", l.name as "listName", c.name as company, s.confirmed_at as "confirmedAt",
              s.paused_until as "pausedUntil", p.erased_at is not null as "isErased"
         from subscriptions s
         join lists l on l.id = s.list_id
         join subscribers p on p.id = s.subscriber_id
         join companies c on c.id = p.company_id
        where s.id = $1`,
      [id],
      tx,
    );
  }

  /** From pending or active to ended; false when it had ended before. */
  async end(id: string, reason: EndedReason, at: Date, tx: Transaction): Promise<boolean> {
    const changed = await this.db.affected(
      `update subscriptions set status = 'ended', ended_reason = $2, ended_at = $3 where id = $1 and status <> 'ended'`,
      [id, reason, at],
      tx,
    );
    return changed === 1;
  }

  /** Every subscription of the person who has this one, ended ones too. */
  async allOfSamePerson(id: string, tx?: Transaction): Promise<OwnSubscription[]> {
    return await this.db.rows<OwnSubscription>(
      `select s.id, s.status, s.ended_reason as "endedReason", l.slug as "listSlug", l.name as "listName"
         from subscriptions one
         join subscriptions s on s.subscriber_id = one.subscriber_id
         join lists l on l.id = s.list_id
        where one.id = $1 order by s.status, l.name`,
      [id],
      tx,
    );
  }

  /** The address mail of a subscription goes to; null after erasure. */
  async addressOf(id: string, tx?: Transaction): Promise<string | null> {
    const row = await this.db.row<{ address: string | null }>(
      'select p.address from subscriptions s join subscribers p on p.id = s.subscriber_id where s.id = $1',
      [id],
      tx,
    );
    return row?.address ?? null;
  }

  /** False when the subscription is not active. */
  async changeProfile(
    id: string,
    to: { readonly profileId: string; readonly language: 'zh-CN' | 'en' },
    tx: Transaction,
  ): Promise<boolean> {
    const changed = await this.db.affected(
      `update subscriptions set profile_id = $2, language = $3 where id = $1 and status = 'active'`,
      [id, to.profileId, to.language],
      tx,
    );
    return changed === 1;
  }

  /** False when the subscription is not active; null takes it up again. */
  async setPausedUntil(id: string, until: Date | null): Promise<boolean> {
    const changed = await this.db.affected(
      `update subscriptions set paused_until = $2 where id = $1 and status = 'active'`,
      [id, until],
    );
    return changed === 1;
  }
}
