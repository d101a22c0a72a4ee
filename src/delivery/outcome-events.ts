import { Injectable } from '@nestjs/common';
import { EventLog } from '../platform/observability/log.js';
import { Metrics } from '../platform/observability/metrics.js';
import type { ClaimedDelivery } from './deliveries.repository.js';
import type { AttemptOutcome, NextStatus } from './domain/delivery-status.js';

/** What is told of outcomes: one event and one count for each, when it is written and not before. */
@Injectable()
export class OutcomeEvents {
  constructor(
    private readonly log: EventLog,
    private readonly metrics: Metrics,
  ) {}

  written(delivery: ClaimedDelivery, outcome: AttemptOutcome, state: NextStatus['state'] = 'accepted'): void {
    this.metrics.count('dibao_attempts_total', 'Delivery attempts by what they came to', {
      outcome: outcome.kind,
    });
    if (state === 'unchanged') return;
    this.log.info(`delivery.${state}`, {
      deliveryId: delivery.id,
      smtpCode: 'code' in outcome ? outcome.code : null,
      ...(outcome.kind === 'accepted' ? {} : { outcome: outcome.kind }),
    });
  }

  notWritten(delivery: ClaimedDelivery, error: unknown): void {
    this.log.error('delivery.outcome-not-written', error, { deliveryId: delivery.id });
  }

  paused(runId: string): void {
    this.log.warn('run.paused', { runId, cause: 'configuration' });
  }
}
