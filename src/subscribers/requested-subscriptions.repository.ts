import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import type { SubscriptionStatus } from './domain/subscription-status.js';

/** What a person asked for by a form, ready to be kept. */
export interface RequestedSubscription {
  readonly listId: string;
  readonly address: string;
  readonly company: string;
  readonly profileId: string;
  readonly language: 'zh-CN' | 'en';
  readonly consent: { readonly wording: string; readonly givenAt: Date };
}

/** A kept request: what the subscription was before, and the company it now stands under. */
export interface KeptRequest {
  readonly id: string;
  readonly before: SubscriptionStatus | null;
  readonly company: string;
}

/** Subscriptions on their way from a form to the person's confirmation. */
@Injectable()
export class RequestedSubscriptionsRepository {
  constructor(private readonly db: Database) {}

  /**
   * Keeps the request as a pending subscription with its consent and says what it was before. An active
   * subscription stays as it is: whoever fills in a form need not be its owner.
   */
  async keep(request: RequestedSubscription, tx: Transaction): Promise<KeptRequest> {
    const companyId = await this.companyNamed(request.company, tx);
    const subscriber = await this.subscriberAt(request.address, companyId, tx);
    const { company } = subscriber;
    const known = await this.db.row<{ id: string; status: SubscriptionStatus }>(
      'select id, status from subscriptions where subscriber_id = $1 and list_id = $2 for update',
      [subscriber.id, request.listId],
      tx,
    );
    if (known?.status === 'active') return { id: known.id, before: 'active', company };
    const id = known?.id ?? newId<'subscription'>();
    await this.db.affected(
      `insert into subscriptions (id, subscriber_id, list_id, profile_id, language, status)
       values ($1, $2, $3, $4, $5, 'pending')
       on conflict (id) do update
          set profile_id = excluded.profile_id, language = excluded.language, status = 'pending',
              ended_reason = null, ended_at = null, paused_until = null`,
      [id, subscriber.id, request.listId, request.profileId, request.language],
      tx,
    );
    await this.recordConsent(id, request.consent, tx);
    return { id, before: known?.status ?? null, company };
  }

  /** When the mail was made whose link this is; null when it is not one of that subscription's mails. */
  async mailDatedAt(deliveryId: number, subscriptionId: string): Promise<Date | null> {
    const row = await this.db.row<{ dated_at: Date }>(
      `select m.dated_at from deliveries d join messages m on m.id = d.message_id
        where d.id = $1 and d.reference = $2`,
      [deliveryId, subscriptionId],
    );
    return row?.dated_at ?? null;
  }

  /** From pending to active, with the newest consent; false when it was not pending. */
  async confirm(id: string, at: Date, tx: Transaction): Promise<boolean> {
    const changed = await this.db.affected(
      `update subscriptions set status = 'active', confirmed_at = $2 where id = $1 and status = 'pending'`,
      [id, at],
      tx,
    );
    if (changed === 0) return false;
    await this.db.affected(
      `update consents set confirmed_at = $2
        where id = (select id from consents where subscription_id = $1 order by given_at desc, id desc limit 1)`,
      [id, at],
      tx,
    );
    return true;
  }

  private async recordConsent(
    subscriptionId: string,
    consent: RequestedSubscription['consent'],
    tx: Transaction,
  ): Promise<void> {
    await this.db.affected(
      `insert into consents (id, subscription_id, wording, source, given_at) values ($1, $2, $3, 'form', $4)`,
      [newId<'consent'>(), subscriptionId, consent.wording, consent.givenAt],
      tx,
    );
  }

  private async companyNamed(name: string, tx: Transaction): Promise<string> {
    await this.db.affected(
      'insert into companies (id, name) values ($1, $2) on conflict (name) do nothing',
      [newId<'company'>(), name],
      tx,
    );
    const row = await this.db.row<{ id: string }>('select id from companies where name = $1', [name], tx);
    return (row as { id: string }).id;
  }

  /** A known person keeps the company while any subscription of theirs is active. */
  private async subscriberAt(address: string, companyId: string, tx: Transaction) {
    await this.db.affected(
      `insert into subscribers as p (id, company_id, address) values ($1, $2, $3)
       on conflict (address) do update set company_id = excluded.company_id
        where not exists (select from subscriptions s where s.subscriber_id = p.id and s.status = 'active')`,
      [newId<'subscriber'>(), companyId, address],
      tx,
    );
    const row = await this.db.row<{ id: string; company: string }>(
      `select p.id, c.name as company from subscribers p join companies c on c.id = p.company_id where p.address = $1`,
      [address],
      tx,
    );
    return row as { id: string; company: string };
  }
}
