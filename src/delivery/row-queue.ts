import type { ClaimedDelivery } from './deliveries.repository.js';
import { RunPace } from './run-pace.js';
import type { Lane } from './runs.repository.js';
import type { AttemptOutcome } from './domain/delivery-status.js';

/** Whether, after an outcome, there is any use in sending more of its run. */
export type RunGoesOn = boolean;

/** Where rows come from and what stops them. */
export interface RowSource {
  /** Further rows, claimed and admitted; none when nothing more is due. */
  more(): Promise<readonly ClaimedDelivery[]>;
  /** Whether this process ends. */
  isStopping(): boolean;
}

/** So many rows are left when the next ones are asked for: connections never wait for a claim. */
const LOW = 125;

/**
 * Rows of one range on their way over several connections, claimed a little ahead of need. What is not begun
 * stays in it.
 */
export class RowQueue {
  /** Why no further row shall be begun: the relay, the ledger or a fault of ours. */
  readonly failures: unknown[] = [];
  private readonly recorded: Promise<void>[] = [];
  /** The next one stands last. */
  private readonly rows: ClaimedDelivery[] = [];
  private refilling: Promise<void> | null = null;
  private isExhausted = false;
  private isHalted = false;

  constructor(
    readonly runId: string,
    readonly lane: Lane,
    private readonly source: RowSource,
    private readonly pace = new RunPace(),
  ) {}

  /** This process ends, or the run stands still: nothing passes its point of no return any more. */
  get isStopping(): boolean {
    return this.isHalted || this.source.isStopping();
  }

  /** Rows are begun one by one, or few at a time: no connection takes one ahead. */
  get isNarrow(): boolean {
    return this.pace.isNarrow;
  }

  /** How many rows are at hand. */
  get length(): number {
    return this.rows.length;
  }

  /** Asks for further rows, unless that is under way; a claim that fails is a failure. */
  async refill(): Promise<void> {
    this.refilling ??= this.source
      .more()
      .then(
        (rows) => {
          this.isExhausted = rows.length === 0;
          this.rows.unshift(...rows.toReversed());
        },
        (error: unknown) => void this.failures.push(error),
      )
      .finally(() => (this.refilling = null));
    await this.refilling;
  }

  /** The next row to begin; none once all are, this process ends, the run stands still or something has failed. */
  async take(): Promise<ClaimedDelivery | undefined> {
    while (!this.isStopping && this.failures.length === 0) {
      if (this.pace.isFull) {
        await this.pace.change();
        continue;
      }
      if (this.rows.length < LOW && !this.isExhausted) void this.refill();
      const row = this.rows.pop();
      if (row) this.pace.begin(row.id);
      if (row || !this.refilling) return row;
      await this.refilling;
    }
    return undefined;
  }

  /** A row that was taken and not begun. */
  putBack(row: ClaimedDelivery): void {
    this.rows.push(row);
    this.ended(row, null);
  }

  /** Whoever took a row says what came of it; null when it was not tried. */
  ended(row: ClaimedDelivery, outcome: AttemptOutcome | null): void {
    this.pace.end(row.id, outcome);
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
    await this.refilling;
    await Promise.all(this.recorded);
    return this.rows;
  }
}
