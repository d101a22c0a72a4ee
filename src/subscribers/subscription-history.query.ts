import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { ChangeOutcome } from './domain/address-change.js';
import type { LeavingReason } from './domain/leaving-reason.js';
import type { EndedReason } from './domain/subscription-status.js';
import type { ConsentLine } from './subscription-list.query.js';

/** Something that happened to a subscription or its person. */
export type HistoryEvent = { readonly at: Date } & (
  | { readonly kind: 'consent-given'; readonly detail: ConsentLine['source'] }
  | { readonly kind: 'confirmed' | 'erased'; readonly detail: null }
  /** The detail is the new address, and null once it is settled: what was not taken is not kept. */
  | { readonly kind: 'address-asked'; readonly detail: string | null }
  | { readonly kind: 'address-settled'; readonly detail: ChangeOutcome }
  | { readonly kind: 'ended'; readonly detail: EndedReason }
  | { readonly kind: 'reason-given'; readonly detail: LeavingReason; readonly note: string }
);

/** What happened to a subscription, as far as it is on record; its mail is in the ledger. */
@Injectable()
export class SubscriptionHistoryQuery {
  constructor(private readonly db: Database) {}

  /** The newest first; changes of address of all subscriptions of the same person. */
  async of(subscriptionId: string): Promise<HistoryEvent[]> {
    return await this.db.rows<HistoryEvent>(
      `with person as (select p.id, p.erased_at from subscribers p join subscriptions s on s.subscriber_id = p.id where s.id = $1),
            changes as (select a.* from address_changes a join subscriptions s on s.id = a.subscription_id
                         where s.subscriber_id = (select id from person))
       select * from (
         select given_at as at, 'consent-given' as kind, source as detail, '' as note from consents where subscription_id = $1
         union all select confirmed_at, 'confirmed', null, '' from consents where subscription_id = $1 and confirmed_at is not null
         union all select requested_at, 'address-asked', new_address, '' from changes
         union all select settled_at, 'address-settled', outcome, '' from changes where settled_at is not null
         union all select ended_at, 'ended', ended_reason, '' from subscriptions where id = $1 and ended_at is not null
         union all select given_at, 'reason-given', reason, note from leaving_reasons where subscription_id = $1
         union all select erased_at, 'erased', null, '' from person where erased_at is not null) events
        order by at desc, kind desc`,
      [subscriptionId],
    );
  }
}
