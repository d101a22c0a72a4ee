import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { EventLog } from '../platform/observability/log.js';
import { AddressChangesRepository } from './address-changes.repository.js';
import { SubscriptionNotActive } from './change-profile.service.js';
import type { FormFields, FormProblem } from './domain/form-fields.js';
import { readAddress } from './domain/subscription-request.js';
import { FormRefused } from './form-refused.error.js';
import { NoticeMailService } from './notice-mail.service.js';
import { type Preferences, PreferencesQuery } from './preferences.query.js';
import { RequestGate, type RequestOrigin } from './request-gate.service.js';
import { SubscribersRepository } from './subscribers.repository.js';

/**
 * Takes a person's wish to be mailed elsewhere. Nothing changes before the new address confirms it, and the answer is
 * the same whether somebody has that address or not.
 */
@Injectable()
export class RequestAddressChangeService {
  constructor(
    private readonly preferences: PreferencesQuery,
    private readonly subscribers: SubscribersRepository,
    private readonly changes: AddressChangesRepository,
    private readonly gate: RequestGate,
    private readonly mails: NoticeMailService,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly log: EventLog,
  ) {}

  /** Reads `email`. Throws `LinkInvalid`, `FormRefused`, `SubscriptionNotActive` or `TooManyRequests`. */
  async request(token: string, form: FormFields, origin: RequestOrigin): Promise<void> {
    const preferences = await this.preferences.open(token);
    const { subscription } = preferences;
    const problems: FormProblem[] = [];
    const read = readAddress(form, (field, problem) => problems.push({ field, problem }));
    const present = await this.subscribers.addressOf(subscription.id);
    if (read && read.address === present) problems.push({ field: 'email', problem: 'unchanged' });
    if (!read || problems.length > 0) throw new FormRefused(problems);
    if (subscription.status !== 'active') throw new SubscriptionNotActive('This subscription is not active.');
    await this.gate.once(`address ${subscription.id} ${read.address}`, async () => {
      await this.gate.admit(read.domain, origin);
      if (await this.gate.mayMail(read.address)) await this.openAndWrite(preferences, read.address);
    });
  }

  /** Takes an open wish back; none is no harm. */
  async withdraw(token: string): Promise<void> {
    const { subscription } = await this.preferences.open(token);
    await this.changes.settleOpen([subscription.id], 'withdrawn', this.clock.now());
  }

  private async openAndWrite({ subscription, offer }: Preferences, newAddress: string): Promise<void> {
    const at = this.clock.now();
    const { id: subscriptionId, company, language } = subscription;
    const runId = await this.db.transaction(async (tx) => {
      const reference = await this.changes.open({ subscriptionId, newAddress, at }, tx);
      return await this.mails.enqueue(
        { kind: 'address-confirmation', reference, address: newAddress, company, language, requestedAt: at },
        offer.list,
        tx,
      );
    });
    await this.mails.wake(runId);
    this.log.info('subscriber.address-change-requested', { subscriptionId });
  }
}
