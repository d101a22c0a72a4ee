import { Injectable } from '@nestjs/common';
import { parseMailbox } from '../delivery/domain/address.js';
import { counted, countedByPage, type Counted, countingSome } from '../platform/database/counted.js';
import { containing, type Containing } from '../platform/database/containing.js';
import { Database } from '../platform/database/database.js';
import type { DeliveryState } from '../delivery/domain/delivery-status.js';
import type { EndedReason, SubscriptionStatus } from './domain/subscription-status.js';

/** One subscription in a list of them. */
export interface SubscriptionLine {
  readonly id: string;
  readonly company: string;
  readonly contact: string | null;
  /** Null after erasure. */
  readonly address: string | null;
  readonly listSlug: string;
  readonly listName: string;
  readonly profileId: string;
  readonly language: 'zh-CN' | 'en';
  readonly status: SubscriptionStatus;
  readonly endedReason: EndedReason | null;
  readonly confirmedAt: Date | null;
  readonly pausedUntil: Date | null;
  readonly createdAt: Date;
  readonly isSample: boolean;
}

/** One consent as it is on record. */
export interface ConsentLine {
  readonly wording: string;
  readonly source: 'import' | 'form' | 'console' | 'api';
  readonly givenAt: Date;
  readonly confirmedAt: Date | null;
}

/** One message owed to a subscription, and what became of it. */
export interface DeliveryLine {
  readonly id: number;
  readonly kind: string;
  readonly state: DeliveryState;
  readonly reason: string | null;
  readonly replyCode: number | null;
  readonly replyText: string | null;
  readonly attempts: number;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
}

/** What to look for: a part of the company's name or the whole address; '' lets all through. */
export interface SubscriptionFilter {
  readonly text: string;
  readonly list: string;
  readonly status: string;
}

const LINE = `
  select s.id, c.name as company, p.contact, p.address, l.slug as "listSlug", l.name as "listName",
         s.profile_id as "profileId", s.language, s.status, s.ended_reason as "endedReason",
         s.confirmed_at as "confirmedAt", s.paused_until as "pausedUntil", s.created_at as "createdAt",
         p.is_sample as "isSample"`;
const FROM = `
  from subscriptions s join subscribers p on p.id = s.subscriber_id join companies c on c.id = p.company_id
  join lists l on l.id = s.list_id`;
const where = (operator: Containing['operator']) => `
 where ($1 = '' or p.address = $1 or c.name ${operator} $2) and ($3 = '' or l.slug = $3) and ($4 = '' or s.status = $4)`;
/** The same rows as `FROM` and `where` find, without a join that no filter needs. */
const counting = (operator: Containing['operator']) => `
  from subscriptions s
 where ($1 = '' or exists (select from subscribers p join companies c on c.id = p.company_id
                            where p.id = s.subscriber_id and (p.address = $1 or c.name ${operator} $2)))
   and ($3 = '' or s.list_id = (select id from lists where slug = $3)) and ($4 = '' or s.status = $4)`;

/** Subscriptions as the console lists them. An address is found whole or not at all. */
@Injectable()
export class SubscriptionListQuery {
  constructor(private readonly db: Database) {}

  async page(
    filter: SubscriptionFilter,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<Counted & { readonly lines: readonly SubscriptionLine[] }> {
    const { operator, pattern } = containing(filter.text);
    const mailbox = parseMailbox(filter.text);
    const parameters = [mailbox.ok ? mailbox.address : filter.text, pattern, filter.list, filter.status];
    const lines = await this.db.rows<SubscriptionLine>(
      `${LINE} ${FROM} ${where(operator)} order by c.name, s.id limit $5 offset $6`,
      [...parameters, page.limit, page.offset],
    );
    const known = countedByPage(page, lines.length);
    if (known) return { ...known, lines };
    return { ...counted(await this.db.row(countingSome(counting(operator)), parameters)), lines };
  }

  async byId(id: string): Promise<SubscriptionLine | null> {
    return await this.db.row<SubscriptionLine>(`${LINE} ${FROM} where s.id = $1`, [id]);
  }

  async consents(subscriptionId: string): Promise<ConsentLine[]> {
    return await this.db.rows<ConsentLine>(
      `select wording, source, given_at as "givenAt", confirmed_at as "confirmedAt"
         from consents where subscription_id = $1 order by given_at desc`,
      [subscriptionId],
    );
  }

  async deliveries(subscriptionId: string, limit: number): Promise<DeliveryLine[]> {
    return await this.db.rows<DeliveryLine>(
      `select d.id, m.kind, d.state, d.reason, d.reply_code as "replyCode", d.reply_text as "replyText", d.attempts,
              d.created_at as "createdAt", d.settled_at as "settledAt"
         from deliveries d join messages m on m.id = d.message_id
        where d.reference = $1 order by d.id desc limit $2`,
      [subscriptionId, limit],
    );
  }
}
