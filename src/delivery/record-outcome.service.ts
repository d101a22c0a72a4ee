import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { isDataFault } from '../platform/database/data-fault.js';
import { ConfigurationBreakerService } from './configuration-breaker.service.js';
import {
  type AcceptedDelivery,
  type ClaimedDelivery,
  DeliveriesRepository,
} from './deliveries.repository.js';
import { configurationFault } from './domain/configuration-fault.js';
import { type AttemptOutcome, nextDeliveryStatus, type NextStatus } from './domain/delivery-status.js';
import { domainOf } from './domain/mail-headers.js';
import { classifyReply, providerOf } from './domain/reply-classifier.js';
import { retryAfterSeconds } from './domain/retry-schedule.js';
import { OutcomeEvents } from './outcome-events.js';
import { PointOfNoReturn } from './point-of-no-return.js';
import { rulesOf } from './reply-rules.js';
import type { RunGoesOn } from './row-queue.js';
import { SuppressionsService } from './suppressions.service.js';

type Failure = Exclude<AttemptOutcome, { kind: 'accepted' }>;

const WRITE_TRIES = 600;
const WRITE_AGAIN_MS = 1_000;

/** Writes what an attempt came to: the row's next state, a suppression for a dead address, a pause for our own fault. */
@Injectable()
export class RecordOutcomeService {
  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly suppressions: SuppressionsService,
    private readonly breaker: ConfigurationBreakerService,
    private readonly pointOfNoReturn: PointOfNoReturn,
    private readonly events: OutcomeEvents,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Resolves when the outcome is written, with whether the run goes on; while the database is away it is tried again. What the ledger cannot take
   * of a reply is left out, and the row named.
   */
  async record(runId: string, delivery: ClaimedDelivery, reported: AttemptOutcome): Promise<RunGoesOn> {
    let outcome = inProviderWords(reported, delivery);
    for (let failures = 0; ; failures += 1) {
      try {
        if (outcome.kind !== 'accepted') return await this.recordOther(runId, delivery, outcome);
        await this.recordAccepted({ delivery, ...outcome });
        return true;
      } catch (error) {
        // Unwritten, the row becomes uncertain at its deadline: visible, and never sent again by itself.
        if (failures >= WRITE_TRIES) throw error;
        this.events.notWritten(delivery, error);
        if (isDataFault(error)) {
          if (isWithoutReply(outcome)) throw error;
          outcome = withoutReply(outcome);
          continue;
        }
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

  private async recordOther(runId: string, delivery: ClaimedDelivery, outcome: Failure): Promise<RunGoesOn> {
    const next = nextDeliveryStatus(outcome, {
      retryAfterSeconds: retryAfterSeconds(delivery.attempts + 1, Math.random()) * this.config.timeScale,
      secondsToExpiry: delivery.secondsToExpiry,
    });
    const text = 'text' in outcome ? outcome.text : null;
    const replyCode = 'code' in outcome ? outcome.code : null;
    let goesOn = true;
    if (next.state === 'unchanged')
      await this.deliveries.defer(delivery, {
        seconds: 0,
        countsAsAttempt: false,
        reason: 'point of no return refused',
      });
    else if (next.state === 'pending')
      goesOn = await this.putOff(runId, delivery, next, { text: text ?? '', replyCode });
    else
      await this.deliveries.settle(delivery, {
        state: next.state,
        reason: outcome.kind === 'refused' ? outcome.class : outcome.kind,
        replyCode,
        replyText: text,
      });
    if (outcome.kind === 'refused' && outcome.class === 'hard')
      await this.suppressions.suppress(delivery.address, 'bounce', `reply ${outcome.code}`);
    this.events.written(delivery, outcome, next.state);
    return goesOn;
  }

  private async putOff(
    runId: string,
    delivery: ClaimedDelivery,
    next: Extract<NextStatus, { state: 'pending' }>,
    { text, replyCode }: { readonly text: string; readonly replyCode: number | null },
  ): Promise<RunGoesOn> {
    const fault = next.isOurFault ? configurationFault(text) : null;
    await this.deliveries.defer(delivery, {
      seconds: next.retryAfterSeconds,
      countsAsAttempt: true,
      reason: text,
      replyCode,
      fault: fault?.key ?? null,
    });
    return fault ? await this.breaker.refused(runId, delivery, fault, text) : true;
  }
}

/** The same outcome, with the refusal read in the words of the mailbox's provider. */
function inProviderWords(outcome: AttemptOutcome, delivery: ClaimedDelivery): AttemptOutcome {
  if (outcome.kind !== 'refused') return outcome;
  const rules = rulesOf(providerOf(domainOf(delivery.address)));
  return rules.length === 0 ? outcome : { ...outcome, class: classifyReply(outcome.text, rules).class };
}

const UNKEPT_REPLY = 'the reply could not be kept';

/** What it came to, without the words and the number the ledger refused. */
function withoutReply(outcome: AttemptOutcome): AttemptOutcome {
  if (outcome.kind === 'withdrawn') return outcome;
  return { ...outcome, text: UNKEPT_REPLY, ...('code' in outcome ? { code: 0 } : {}) };
}

function isWithoutReply(outcome: AttemptOutcome): boolean {
  return !('text' in outcome) || outcome.text === UNKEPT_REPLY;
}
