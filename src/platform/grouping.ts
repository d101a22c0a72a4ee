/**
 * Joins calls that come close together into one: while a group is under way the next one gathers. Latency is
 * that of one call, cost that of a group. A failing group fails each of its calls.
 */
export class Grouping<Item, Result> {
  private waiting: { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }[] = [];
  private running = 0;

  constructor(
    private readonly work: (items: readonly Item[]) => Promise<readonly Result[]>,
    private readonly limits: {
      readonly atOnce: number;
      readonly most: number;
      /** How long a group that is not full waits for company, ms. */
      readonly patienceMs: number;
    },
  ) {}

  /** The result for one item, once its group is through. */
  async add(item: Item): Promise<Result> {
    return await new Promise<Result>((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (this.waiting.length >= this.limits.most || this.limits.patienceMs === 0) this.start();
      else if (this.waiting.length === 1) setTimeout(() => this.start(), this.limits.patienceMs);
    });
  }

  private start(): void {
    if (this.running >= this.limits.atOnce || this.waiting.length === 0) return;
    const group = this.waiting.splice(0, this.limits.most);
    this.running += 1;
    this.work(group.map(({ item }) => item))
      .then(
        (results) => group.forEach(({ resolve }, index) => resolve(results[index] as Result)),
        (error: unknown) => group.forEach(({ reject }) => reject(error)),
      )
      .finally(() => {
        this.running -= 1;
        this.start();
      });
  }
}
