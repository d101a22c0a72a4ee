import type { ClaimedDelivery } from './deliveries.repository.js';
import type { Lane } from './runs.repository.js';

/** Claimed rows of one run on their way over several connections; what is not begun stays in it. */
export class RowQueue {
  /** Why no further row shall be begun: the relay, the ledger or a fault of ours. */
  readonly failures: unknown[] = [];
  private readonly recorded: Promise<void>[] = [];
  private readonly rows: ClaimedDelivery[];

  constructor(
    readonly runId: string,
    readonly lane: Lane,
    rows: readonly ClaimedDelivery[],
    private readonly stopping: () => boolean,
  ) {
    this.rows = [...rows].reverse();
  }

  /** This process ends: nothing passes its point of no return any more. */
  get isStopping(): boolean {
    return this.stopping();
  }

  /** The next row to begin; none once this process ends or something has failed. */
  take(): ClaimedDelivery | undefined {
    return this.isStopping || this.failures.length > 0 ? undefined : this.rows.pop();
  }

  /** A row that was taken and not begun. */
  putBack(row: ClaimedDelivery): void {
    this.rows.push(row);
  }

  /** Outcomes are written while further rows go out; one that cannot be is a failure. */
  record(writing: Promise<void>): Promise<void> {
    const written = writing.catch((error: unknown) => void this.failures.push(error));
    this.recorded.push(written);
    return written;
  }

  /** What was not begun, once every outcome is written. */
  async rest(): Promise<readonly ClaimedDelivery[]> {
    await Promise.all(this.recorded);
    return this.rows;
  }
}
