import type { ClaimedDelivery } from './deliveries.repository.js';
import type { Lane } from './runs.repository.js';

/** Whether, after an outcome, there is any use in sending more of its run. */
export type RunGoesOn = boolean;

/** Claimed rows of one run on their way over several connections; what is not begun stays in it. */
export class RowQueue {
  /** Why no further row shall be begun: the relay, the ledger or a fault of ours. */
  readonly failures: unknown[] = [];
  private readonly recorded: Promise<void>[] = [];
  private isHalted = false;
  private readonly rows: ClaimedDelivery[];

  constructor(
    readonly runId: string,
    readonly lane: Lane,
    rows: readonly ClaimedDelivery[],
    private readonly stopping: () => boolean,
  ) {
    this.rows = [...rows].reverse();
  }

  /** This process ends, or the run stands still: nothing passes its point of no return any more. */
  get isStopping(): boolean {
    return this.isHalted || this.stopping();
  }

  /** The next row to begin; none once this process ends, the run stands still or something has failed. */
  take(): ClaimedDelivery | undefined {
    return this.isStopping || this.failures.length > 0 ? undefined : this.rows.pop();
  }

  /** A row that was taken and not begun. */
  putBack(row: ClaimedDelivery): void {
    this.rows.push(row);
  }

  /**
   * Outcomes are written while further rows go out, as long as the writing says that the run goes on; one that
   * cannot be written is a failure.
   */
  record(writing: Promise<RunGoesOn>): Promise<void> {
    const written = writing.then(
      (goesOn) => void (this.isHalted ||= !goesOn),
      (error: unknown) => void this.failures.push(error),
    );
    this.recorded.push(written);
    return written;
  }

  /** What was not begun, once every outcome is written. */
  async rest(): Promise<readonly ClaimedDelivery[]> {
    await Promise.all(this.recorded);
    return this.rows;
  }
}
