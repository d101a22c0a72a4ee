import { Injectable } from '@nestjs/common';
import { DeliveryAddressesRepository } from '../delivery/delivery-addresses.repository.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { OpenLinkService } from './open-link.service.js';

interface PersonRow {
  readonly id: string;
  readonly address: string | null;
  readonly contact: string | null;
  readonly company: string;
  readonly createdAt: Date;
  readonly erasedAt: Date | null;
}

interface SubscriptionRow {
  readonly id: string;
  readonly consents: readonly object[];
  readonly addressChanges: readonly object[];
}

/** All that is held about one person, for themselves: ready to be written as JSON, instants in ISO 8601, UTC. */
export interface PersonalData {
  readonly madeAt: Date;
  readonly subscriber: Omit<PersonRow, 'id'>;
  readonly subscriptions: readonly object[];
}

/** What we hold about the person behind a preferences link: subscriber, subscriptions, consents, what was mailed and when. */
@Injectable()
export class PersonalDataQuery {
  constructor(
    private readonly links: OpenLinkService,
    private readonly deliveries: DeliveryAddressesRepository,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Throws `LinkInvalid` for anything but a preferences token. */
  async of(token: string): Promise<PersonalData> {
    const { subscription } = await this.links.open('preferences', token);
    const { id, ...subscriber } = (await this.person(subscription.id)) as PersonRow;
    const subscriptions = await this.subscriptions(id);
    const mails = await this.deliveries.ofReferences(subscriptions.map((one) => one.id));
    return {
      madeAt: this.clock.now(),
      subscriber,
      subscriptions: subscriptions.map(({ id: reference, ...one }) => ({
        ...one,
        mails: mails
          .filter((mail) => mail.reference === reference)
          .map(({ kind, state, createdAt, settledAt }) => ({ kind, state, createdAt, settledAt })),
      })),
    };
  }

  private async person(subscriptionId: string): Promise<PersonRow | null> {
    return await this.db.row<PersonRow>(
      `select p.id, p.address, p.contact, c.name as company, p.created_at as "createdAt", p.erased_at as "erasedAt"
         from subscribers p join companies c on c.id = p.company_id
        where p.id = (select subscriber_id from subscriptions where id = $1)`,
      [subscriptionId],
    );
  }

  private async subscriptions(subscriberId: string): Promise<SubscriptionRow[]> {
    return await this.db.rows<SubscriptionRow>(
      `select s.id, l.name as list, s.status, s.ended_reason as "endedReason", s.language,
              s.created_at as "createdAt", s.confirmed_at as "confirmedAt", s.paused_until as "pausedUntil",
              s.ended_at as "endedAt",
              jsonb_build_object('districts', f.districts, 'sectors', f.sectors, 'levels', f.levels, 'types', f.types) as profile,
              (select jsonb_build_object('reason', r.reason, 'note', r.note, 'givenAt', r.given_at)
                 from leaving_reasons r where r.subscription_id = s.id) as "leavingReason",
              (select coalesce(jsonb_agg(jsonb_build_object('wording', c.wording, 'source', c.source, 'givenAt', c.given_at,
                                                            'confirmedAt', c.confirmed_at) order by c.given_at), '[]')
                 from consents c where c.subscription_id = s.id) as consents,
              (select coalesce(jsonb_agg(jsonb_build_object('newAddress', a.new_address, 'requestedAt', a.requested_at,
                                                            'settledAt', a.settled_at, 'outcome', a.outcome)
                                         order by a.requested_at), '[]')
                 from address_changes a where a.subscription_id = s.id) as "addressChanges"
         from subscriptions s join lists l on l.id = s.list_id join profiles f on f.id = s.profile_id
        where s.subscriber_id = $1 order by s.created_at`,
      [subscriberId],
    );
  }
}
