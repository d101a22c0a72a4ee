import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { EventLog } from '../platform/observability/log.js';
import { DeliverOneService } from './deliver-one.service.js';
import { type ClaimedDelivery, DeliveriesRepository, type DeliveryRange } from './deliveries.repository.js';
import { RelayUnavailable } from './smtp/smtp-connect.js';
import { ConnectionPool } from './smtp/connection-pool.js';
import { relayRetryAfterSeconds } from './domain/retry-schedule.js';
import { RunsRepository } from './runs.repository.js';
import { SuppressionsService } from './suppressions.service.js';

const CLAIM_ROWS = 250;
const RENEW_MS = 15_000;

/**
 * Sends what is due in one range of a run: claim, drop the suppressed, deliver each. Running it again, or
 * twice at once, sends nothing twice: the claim decides.
 */
@Injectable()
export class SendRangeService {
  private relayFailures = 0;
  private stopping = false;

  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly runs: RunsRepository,
    private readonly suppressions: SuppressionsService,
    private readonly deliverOne: DeliverOneService,
    private readonly pool: ConnectionPool,
    private readonly log: EventLog,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async send(range: DeliveryRange): Promise<void> {
    while (!this.stopping) {
      const claimed = await this.deliveries.claimDue(range, CLAIM_ROWS);
      if (claimed.length === 0) break;
      const reachable = await this.deliverAll(range.runId, claimed);
      if (!reachable) return;
    }
    if (await this.runs.completeIfDone(range.runId)) this.log.info('run.complete', { runId: range.runId });
  }

  /** From now on no further row is begun; those in hand are finished, the others go back. */
  stop(): void {
    this.stopping = true;
  }

  private async deliverAll(runId: string, claimed: readonly ClaimedDelivery[]): Promise<boolean> {
    const suppressed = await this.suppressions.among(claimed.map((delivery) => delivery.address));
    const queue = [...claimed];
    const failures: unknown[] = [];
    const recorded: Promise<void>[] = [];
    const keep = (outcome: Promise<void>) =>
      recorded.push(outcome.catch((error: unknown) => void failures.push(error)));
    const lease = setInterval(() => void this.renew(claimed[0]!.fence), RENEW_MS * this.config.timeScale);
    try {
      const lanes = Array.from({ length: Math.min(this.pool.size, queue.length) }, async () => {
        for (let delivery = queue.shift(); delivery; delivery = queue.shift())
          keep((await this.deliverNext(runId, delivery, suppressed.get(delivery.address))).recorded);
      });
      for (const lane of await Promise.allSettled(lanes))
        if (lane.status === 'rejected') failures.push(lane.reason);
      await Promise.all(recorded);
      await this.putBack(queue, failures[0]);
      await this.pauseOnConfiguration(runId, failures);
    } finally {
      clearInterval(lease);
    }
    const unexpected = failures.find((failure) => !(failure instanceof RelayUnavailable));
    if (unexpected) throw unexpected;
    if (failures.length === 0) this.relayFailures = 0;
    return failures.length === 0;
  }

  /** Begins the next row; the promise inside resolves when its outcome is written. */
  private async deliverNext(
    runId: string,
    delivery: ClaimedDelivery,
    suppression: string | undefined,
  ): Promise<{ readonly recorded: Promise<void> }> {
    if (suppression)
      return { recorded: this.deliveries.settle(delivery, { state: 'suppressed', reason: suppression }) };
    if (this.stopping) {
      const waits = { seconds: 0, countsAsAttempt: false, reason: 'worker stopped' };
      return { recorded: this.deliveries.defer(delivery, waits) };
    }
    try {
      return await this.deliverOne.deliver(runId, delivery);
    } catch (error) {
      if (error instanceof RelayUnavailable) await this.putBack([delivery], error);
      throw error;
    }
  }

  /** Rows that were claimed and not begun wait for the relay; no attempt of theirs is used up. */
  private async putBack(rows: readonly ClaimedDelivery[], failure: unknown): Promise<void> {
    if (rows.length === 0 || !failure) return;
    this.relayFailures += 1;
    const seconds = relayRetryAfterSeconds(this.relayFailures, Math.random()) * this.config.timeScale;
    const reason = failure instanceof RelayUnavailable ? failure.message : 'worker interrupted';
    this.log.warn('delivery.relay-unavailable', { rows: rows.length, seconds });
    for (const delivery of rows)
      await this.deliveries.defer(delivery, { seconds, countsAsAttempt: false, reason });
  }

  /** Credentials or TLS are wrong: trying on would only repeat the refusal. An operator resumes the run. */
  private async pauseOnConfiguration(runId: string, failures: readonly unknown[]): Promise<void> {
    const fault = failures.find((one) => one instanceof RelayUnavailable && one.isConfiguration);
    if (!(fault instanceof RelayUnavailable)) return;
    if (await this.runs.pause(runId, `configuration: ${fault.message.slice(0, 300)}`))
      this.log.warn('run.paused', { runId, cause: 'configuration' });
  }

  private async renew(fence: number): Promise<void> {
    try {
      await this.deliveries.renewLease(fence);
    } catch (error) {
      this.log.error('delivery.lease-not-renewed', error);
    }
  }
}
