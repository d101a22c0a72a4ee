/** Lets at most so many works run at once; the others wait and go in the order they came. */
export class Turns {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly most: number) {}

  /** Settles as the work does. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    // Whoever ends hands its turn over, so that nobody who comes later goes first.
    if (this.running < this.most) this.running += 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
