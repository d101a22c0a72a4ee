import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import {
  type AcceptedDelivery,
  type ClaimedDelivery,
  DeliveriesRepository,
} from './deliveries.repository.js';
import { type AttemptOutcome, nextDeliveryStatus } from './domain/delivery-status.js';
import { domainOf } from './domain/mail-headers.js';
import { classifyReply, providerOf } from './domain/reply-classifier.js';
import { retryAfterSeconds } from './domain/retry-schedule.js';
import { OutcomeEvents } from './outcome-events.js';
import { PointOfNoReturn } from './point-of-no-return.js';
import { rulesOf } from './reply-rules.js';
import { RunsRepository } from './runs.repository.js';
import { SuppressionsService } from './suppressions.service.js';

type Failure = Exclude<AttemptOutcome, { kind: 'accepted' }>;

const WRITE_TRIES = 600;
const WRITE_AGAIN_MS = 1_000;

/** Writes what an attempt came to: the row's next state, a suppression for a dead address, a pause for our own fault. */
@Injectable()
export class RecordOutcomeService {
  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly runs: RunsRepository,
    private readonly suppressions: SuppressionsService,
    private readonly pointOfNoReturn: PointOfNoReturn,
    private readonly events: OutcomeEvents,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Resolves when the outcome is written; while the database is away it is tried again. */
  async record(runId: string, delivery: ClaimedDelivery, reported: AttemptOutcome): Promise<void> {
    const outcome = inProviderWords(reported, delivery);
    for (let failures = 0; ; failures += 1) {
      try {
        if (outcome.kind === 'accepted') await this.recordAccepted({ delivery, ...outcome });
        else await this.recordOther(runId, delivery, outcome);
        return;
      } catch (error) {
        // Unwritten, the row becomes uncertain at its deadline: visible, and never sent again by itself.
        if (failures >= WRITE_TRIES) throw error;
        this.events.notWritten(delivery, error);
        await new Promise((resolve) => setTimeout(resolve, WRITE_AGAIN_MS));
      }
    }
  }

  /** To be told when an accepted row was settled together with a point of no return. */
  acceptedIsWritten(accepted: AcceptedDelivery): void {
    this.events.written(accepted.delivery, { kind: 'accepted', ...accepted });
  }

  private async recordAccepted(accepted: AcceptedDelivery): Promise<void> {
    await this.pointOfNoReturn.settle(accepted);
    this.acceptedIsWritten(accepted);
  }

  private async recordOther(runId: string, delivery: ClaimedDelivery, outcome: Failure): Promise<void> {
    const next = nextDeliveryStatus(outcome, {
      retryAfterSeconds: retryAfterSeconds(delivery.attempts + 1, Math.random()) * this.config.timeScale,
      secondsToExpiry: delivery.secondsToExpiry,
    });
    const text = 'text' in outcome ? outcome.text : null;
    const replyCode = 'code' in outcome ? outcome.code : null;
    if (next.state === 'unchanged')
      await this.deliveries.defer(delivery, {
        seconds: 0,
        countsAsAttempt: false,
        reason: 'point of no return refused',
      });
    else if (next.state === 'pending')
      await this.deliveries.defer(delivery, {
        seconds: next.retryAfterSeconds,
        countsAsAttempt: true,
        reason: text ?? '',
        replyCode,
      });
    else
      await this.deliveries.settle(delivery, {
        state: next.state,
        reason: outcome.kind === 'refused' ? outcome.class : outcome.kind,
        replyCode,
        replyText: text,
      });
    if (next.state === 'pending' && next.pauseRun) await this.pause(runId, text ?? 'configuration');
    if (outcome.kind === 'refused' && outcome.class === 'hard')
      await this.suppressions.suppress(delivery.address, 'bounce', `reply ${outcome.code}`);
    this.events.written(delivery, outcome, next.state);
  }

  private async pause(runId: string, reason: string): Promise<void> {
    if (await this.runs.pause(runId, `configuration: ${reason.slice(0, 300)}`)) this.events.paused(runId);
  }
}

/** The same outcome, with the refusal read in the words of the mailbox's provider. */
function inProviderWords(outcome: AttemptOutcome, delivery: ClaimedDelivery): AttemptOutcome {
  if (outcome.kind !== 'refused') return outcome;
  const rules = rulesOf(providerOf(domainOf(delivery.address)));
  return rules.length === 0 ? outcome : { ...outcome, class: classifyReply(outcome.text, rules).class };
}
