import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Metrics } from '../platform/observability/metrics.js';
import { Grouping } from '../platform/grouping.js';
import { EventLog } from '../platform/observability/log.js';
import { type ClaimedDelivery, DeliveriesRepository } from './deliveries.repository.js';
import { type AttemptOutcome, nextDeliveryStatus } from './domain/delivery-status.js';
import { domainOf } from './domain/mail-headers.js';
import { classifyReply, providerOf } from './domain/reply-classifier.js';
import { retryAfterSeconds } from './domain/retry-schedule.js';
import { rulesOf } from './reply-rules.js';
import { RunsRepository } from './runs.repository.js';
import { SuppressionsService } from './suppressions.service.js';

interface Accepted {
  readonly delivery: ClaimedDelivery;
  readonly code: number;
  readonly text: string;
}

const WRITE_TRIES = 600;
const WRITE_AGAIN_MS = 1_000;

/** Writes what an attempt came to: the row's next state, a suppression for a dead address, a pause for our own fault. */
@Injectable()
export class RecordOutcomeService {
  private readonly accepted: Grouping<Accepted, undefined>;

  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly runs: RunsRepository,
    private readonly suppressions: SuppressionsService,
    private readonly log: EventLog,
    private readonly metrics: Metrics,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.accepted = new Grouping(
      async (group) => {
        await deliveries.settleAccepted(group);
        for (const { delivery, code } of group)
          log.info('delivery.accepted', { deliveryId: delivery.id, smtpCode: code });
        return group.map(() => undefined);
      },
      { atOnce: 2, most: 250, patienceMs: 20 },
    );
  }

  /** Resolves when the outcome is written; while the database is away it is tried again. */
  async record(runId: string, delivery: ClaimedDelivery, reported: AttemptOutcome): Promise<void> {
    const outcome = inProviderWords(reported, delivery);
    for (let failures = 0; ; failures += 1) {
      try {
        if (outcome.kind === 'accepted')
          await this.accepted.add({ delivery, code: outcome.code, text: outcome.text });
        else await this.recordOther(runId, delivery, outcome);
        this.metrics.count('dibao_attempts_total', 'Delivery attempts by what they came to', {
          outcome: outcome.kind,
        });
        return;
      } catch (error) {
        // Unwritten, the row becomes uncertain at its deadline: visible, and never sent again by itself.
        if (failures >= WRITE_TRIES) throw error;
        this.log.error('delivery.outcome-not-written', error, { deliveryId: delivery.id });
        await new Promise((resolve) => setTimeout(resolve, WRITE_AGAIN_MS));
      }
    }
  }

  private async recordOther(
    runId: string,
    delivery: ClaimedDelivery,
    outcome: Exclude<AttemptOutcome, { kind: 'accepted' }>,
  ): Promise<void> {
    const next = nextDeliveryStatus(outcome, {
      retryAfterSeconds: retryAfterSeconds(delivery.attempts + 1, Math.random()) * this.config.timeScale,
      secondsToExpiry: delivery.secondsToExpiry,
    });
    const text = 'text' in outcome ? outcome.text : null;
    const replyCode = 'code' in outcome ? outcome.code : null;
    if (next.state === 'unchanged') {
      await this.deliveries.defer(delivery, {
        seconds: 0,
        countsAsAttempt: false,
        reason: 'point of no return refused',
      });
      return;
    }
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

/** The same outcome, with the refusal read in the words of the mailbox's provider. */
function inProviderWords(outcome: AttemptOutcome, delivery: ClaimedDelivery): AttemptOutcome {
  if (outcome.kind !== 'refused') return outcome;
  const rules = rulesOf(providerOf(domainOf(delivery.address)));
  return rules.length === 0 ? outcome : { ...outcome, class: classifyReply(outcome.text, rules).class };
}
