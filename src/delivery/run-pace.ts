import type { AttemptOutcome } from './domain/delivery-status.js';

/** Before the first answer: few enough that several workers together stay below twenty equal refusals. */
const UNANSWERED = 5;
const REFUSED = 1;

/**
 * How many rows of one run this process has under way at once. A fault of our configuration hits every row alike, so
 * few are begun before the first answer, and one by one after such a refusal; any other answer opens the way again.
 */
export class RunPace {
  private width = UNANSWERED;
  private readonly underWay = new Set<number>();
  private waiting: (() => void)[] = [];

  /** Whether the next row has to wait for the answer to one that is under way. */
  get isFull(): boolean {
    return this.underWay.size >= this.width;
  }

  /** Whether rows are held back at all. */
  get isNarrow(): boolean {
    return this.width !== Number.POSITIVE_INFINITY;
  }

  begin(deliveryId: number): void {
    this.underWay.add(deliveryId);
  }

  /** What came of it, once that is written; null for a row that was not tried. */
  end(deliveryId: number, outcome: AttemptOutcome | null): void {
    if (outcome?.kind === 'accepted' || outcome?.kind === 'refused')
      this.width =
        outcome.kind === 'refused' && outcome.class === 'config' ? REFUSED : Number.POSITIVE_INFINITY;
    this.underWay.delete(deliveryId);
    for (const wake of this.waiting.splice(0)) wake();
  }

  /** Until a row that is under way has ended. */
  async change(): Promise<void> {
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
}
