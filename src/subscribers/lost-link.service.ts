import { Injectable } from '@nestjs/common';
import { ListsRepository } from '../lists/lists.repository.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { EventLog } from '../platform/observability/log.js';
import type { FormFields, FormProblem } from './domain/form-fields.js';
import { readAddress } from './domain/subscription-request.js';
import { FormRefused } from './form-refused.error.js';
import { NoticeMailService } from './notice-mail.service.js';
import { RequestGate, type RequestOrigin } from './request-gate.service.js';
import { SubscriberAddressesRepository } from './subscriber-addresses.repository.js';
import { SubscribersRepository } from './subscribers.repository.js';

/** Mails a person the link to their own pages again. Answers alike whether the address is known or not. */
@Injectable()
export class LostLinkService {
  constructor(
    private readonly people: SubscriberAddressesRepository,
    private readonly subscribers: SubscribersRepository,
    private readonly lists: ListsRepository,
    private readonly gate: RequestGate,
    private readonly mails: NoticeMailService,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly log: EventLog,
  ) {}

  /** Reads `email`. Throws `FormRefused`, or `TooManyRequests` past the limits of a network or domain. */
  async request(form: FormFields, origin: RequestOrigin): Promise<void> {
    const problems: FormProblem[] = [];
    const read = readAddress(form, (field, problem) => problems.push({ field, problem }));
    if (!read) throw new FormRefused(problems);
    await this.gate.once(`lost ${read.address}`, async () => {
      await this.gate.admit(read.domain, origin);
      const subscriptionId = await this.people.subscriptionBehind(read.address);
      if (subscriptionId && (await this.gate.mayMail(read.address)))
        await this.write(subscriptionId, read.address);
    });
  }

  private async write(subscriptionId: string, address: string): Promise<void> {
    const subscription = await this.subscribers.subscription(subscriptionId);
    if (!subscription) return;
    const { company, language, listSlug } = subscription;
    const list = await this.lists.bySlug(listSlug);
    const requestedAt = this.clock.now();
    const runId = await this.db.transaction(
      async (tx) =>
        await this.mails.enqueue(
          { kind: 'lost-link', reference: subscriptionId, address, company, language, requestedAt },
          list,
          tx,
        ),
    );
    await this.mails.wake(runId);
    this.log.info('subscriber.link-sent-again', { subscriptionId });
  }
}
