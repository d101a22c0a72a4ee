import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Metrics } from '../platform/observability/metrics.js';
import { EventLog } from '../platform/observability/log.js';
import { type ClaimedDelivery, DeliveriesRepository } from './deliveries.repository.js';
import { type AttemptOutcome, nextDeliveryStatus } from './domain/delivery-status.js';
import { retryAfterSeconds } from './domain/retry-schedule.js';
import { RunsRepository } from './runs.repository.js';
import { SuppressionsService } from './suppressions.service.js';

/** Writes what an attempt came to: the row's next state, a suppression for a dead address, a pause for our own fault. */
@Injectable()
export class RecordOutcomeService {
  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly runs: RunsRepository,
    private readonly suppressions: SuppressionsService,
    private readonly log: EventLog,
    private readonly metrics: Metrics,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async record(runId: string, delivery: ClaimedDelivery, outcome: AttemptOutcome): Promise<void> {
    const next = nextDeliveryStatus(outcome, {
      retryAfterSeconds: retryAfterSeconds(delivery.attempts + 1, Math.random()) * this.config.timeScale,
      secondsToExpiry: delivery.secondsToExpiry,
    });
    const text = 'text' in outcome ? outcome.text : null;
    const replyCode = 'code' in outcome ? outcome.code : null;
    if (next.state === 'unchanged') return;
    if (next.state === 'pending') {
      await this.deliveries.defer(delivery, {
        seconds: next.retryAfterSeconds,
        countsAsAttempt: true,
        reason: text ?? '',
        replyCode,
      });
      if (next.pauseRun) await this.pause(runId, text ?? 'configuration');
    } else {
      await this.deliveries.settle(delivery, {
        state: next.state,
        reason: outcome.kind === 'refused' ? outcome.class : outcome.kind,
        replyCode,
        replyText: text,
      });
    }
    if (outcome.kind === 'refused' && outcome.class === 'hard')
      await this.suppressions.suppress(delivery.address, 'bounce', `reply ${outcome.code}`);
    this.metrics.count('dibao_attempts_total', 'Delivery attempts by what they came to', {
      state: next.state,
    });
    this.log.info(`delivery.${next.state}`, {
      deliveryId: delivery.id,
      smtpCode: replyCode,
      outcome: outcome.kind,
    });
  }

  private async pause(runId: string, reason: string): Promise<void> {
    if (await this.runs.pause(runId, `configuration: ${reason.slice(0, 300)}`))
      this.log.warn('run.paused', { runId, cause: 'configuration' });
  }
}
