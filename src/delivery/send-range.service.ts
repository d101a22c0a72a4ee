import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { EventLog } from '../platform/observability/log.js';
import { type ClaimedDelivery, DeliveriesRepository, type DeliveryRange } from './deliveries.repository.js';
import { RelayUnavailable } from './smtp/smtp-connect.js';
import { ConnectionPool } from './smtp/connection-pool.js';
import { DeliveryGate } from './delivery-gate.js';
import { relayRetryAfterSeconds } from './domain/retry-schedule.js';
import { RowQueue } from './row-queue.js';
import { RunPace } from './run-pace.js';
import { type Lane, RunsRepository } from './runs.repository.js';
import { SendOverConnectionService } from './send-over-connection.service.js';

const CLAIM_ROWS = 250;
const RENEW_MS = 15_000;
/** As long as a claim lasts. */
const GIVE_BACK_MS = 60_000;

/**
 * Sends what is due in one range of a run: claim, drop the suppressed, deliver each. Running it again, or
 * twice at once, sends nothing twice: the claim decides.
 */
@Injectable()
export class SendRangeService {
  private relayFailures = 0;
  private stopping = false;
  /** Of the runs this process sends. */
  private readonly paces = new Map<string, RunPace>();

  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly runs: RunsRepository,
    private readonly gate: DeliveryGate,
    private readonly connections: SendOverConnectionService,
    private readonly pool: ConnectionPool,
    private readonly log: EventLog,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async send(range: DeliveryRange, lane: Lane = 'bulk'): Promise<void> {
    const fences = new Set<number>();
    const source = { more: async () => await this.claim(range, fences), isStopping: () => this.stopping };
    const rows = new RowQueue(range.runId, lane, source, this.paceOf(range.runId));
    const lease = setInterval(() => void this.renew([...fences]), RENEW_MS * this.config.timeScale);
    try {
      if (!(await this.deliverAll(rows))) return;
    } finally {
      clearInterval(lease);
    }
    if (!(await this.runs.completeIfDone(range.runId))) return;
    this.paces.delete(range.runId);
    this.log.info('run.complete', { runId: range.runId });
  }

  /** From now on no further row is begun; those in hand are finished, the others go back. */
  stop(): void {
    this.stopping = true;
  }

  /** False when the relay could not be reached: the rows wait, the range is taken up again later. */
  private async deliverAll(rows: RowQueue): Promise<boolean> {
    await rows.refill();
    const connections = Array.from({ length: Math.min(this.pool.size, rows.length) });
    await Promise.all(connections.map(async () => await this.connections.send(rows)));
    const rest = await rows.rest();
    if (rows.failures.length === 0) {
      this.relayFailures = 0;
      await this.giveBack(rest, 0, 'worker stopped');
      return true;
    }
    await this.putBack(rest, rows.failures);
    await this.pauseOnConfiguration(rows.runId, rows.failures);
    const unexpected = rows.failures.find((failure) => !(failure instanceof RelayUnavailable));
    if (unexpected) throw unexpected;
    return false;
  }

  private paceOf(runId: string): RunPace {
    const pace = this.paces.get(runId) ?? new RunPace();
    this.paces.set(runId, pace);
    return pace;
  }

  /** The next due rows that may be sent now; none when nothing is due. Each claim has a fence, kept in `fences`. */
  private async claim(range: DeliveryRange, fences: Set<number>): Promise<readonly ClaimedDelivery[]> {
    while (!this.stopping) {
      const claimed = await this.deliveries.claimDue(range, CLAIM_ROWS);
      if (claimed.length === 0) return [];
      fences.add(claimed[0]!.fence);
      const admitted = await this.admit(range.runId, claimed);
      if (admitted.length > 0) return admitted;
    }
    return [];
  }

  /** Rows that were claimed and not begun wait for the relay; no attempt of theirs is used up. */
  private async putBack(rows: readonly ClaimedDelivery[], failures: readonly unknown[]): Promise<void> {
    this.relayFailures += 1;
    const seconds = relayRetryAfterSeconds(this.relayFailures, Math.random()) * this.config.timeScale;
    const unreachable = failures.find((failure) => failure instanceof RelayUnavailable);
    this.log.warn('delivery.relay-unavailable', { rows: rows.length, seconds });
    await this.giveBack(rows, seconds, unreachable?.message ?? 'worker interrupted');
  }

  /** The rows to send now. A ledger that fails at this moment has the claim given back. */
  private async admit(runId: string, claimed: readonly ClaimedDelivery[]): Promise<ClaimedDelivery[]> {
    try {
      return await this.gate.pass(runId, claimed);
    } catch (error) {
      await this.giveBack(claimed, 0, 'worker interrupted');
      throw error;
    }
  }

  /**
   * Untried rows, for whoever comes next. A database that restarts is waited for, as long as the claim lasts:
   * else they would stay claimed until then.
   */
  private async giveBack(rows: readonly ClaimedDelivery[], seconds: number, reason: string): Promise<void> {
    const until = performance.now() + GIVE_BACK_MS * this.config.timeScale;
    for (;;) {
      try {
        return await this.deliveries.deferAll(rows, seconds, reason);
      } catch (error) {
        if (performance.now() > until) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.max(20, 1_000 * this.config.timeScale)));
      }
    }
  }

  /** Credentials or TLS are wrong: trying on would only repeat the refusal. An operator resumes the run. */
  private async pauseOnConfiguration(runId: string, failures: readonly unknown[]): Promise<void> {
    const fault = failures.find((one) => one instanceof RelayUnavailable && one.isConfiguration);
    if (!(fault instanceof RelayUnavailable)) return;
    if (await this.runs.pause(runId, `configuration: ${fault.message.slice(0, 300)}`))
      this.log.warn('run.paused', { runId, cause: 'configuration' });
  }

  private async renew(fences: readonly number[]): Promise<void> {
    try {
      await this.deliveries.renewLeases(fences);
    } catch (error) {
      this.log.error('delivery.lease-not-renewed', error);
    }
  }
}
