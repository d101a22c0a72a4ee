import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { EventLog } from '../platform/observability/log.js';
import type { FormFields, FormProblem } from './domain/form-fields.js';
import { readLeavingReason } from './domain/leaving-reason.js';
import { FormRefused } from './form-refused.error.js';
import { LeavingReasonsRepository } from './leaving-reasons.repository.js';
import { OpenLinkService } from './open-link.service.js';

/** Keeps why a person left, if they say so. */
@Injectable()
export class LeavingReasonService {
  constructor(
    private readonly links: OpenLinkService,
    private readonly reasons: LeavingReasonsRepository,
    private readonly clock: Clock,
    private readonly log: EventLog,
  ) {}

  /** False when the subscription has not ended: then there is nothing to give a reason for. Throws `LinkInvalid`, `FormRefused`. */
  async give(token: string, form: FormFields): Promise<boolean> {
    const { subscription } = await this.links.open('unsubscribe', token);
    const problems: FormProblem[] = [];
    const read = readLeavingReason(form, (field, problem) => problems.push({ field, problem }));
    if (!read) throw new FormRefused(problems);
    if (subscription.status !== 'ended' || subscription.isErased) return false;
    await this.reasons.keep(subscription.id, { ...read, at: this.clock.now() });
    this.log.info('subscription.leaving-reason', { subscriptionId: subscription.id, reason: read.reason });
    return true;
  }
}
