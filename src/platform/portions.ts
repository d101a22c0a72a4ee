const PORTION_MS = 20;

/** What `work` gives for each, in order; after every 20 ms of it whatever else waits in this process has its turn. */
export async function inPortions<T, R>(all: readonly T[], work: (one: T, index: number) => R): Promise<R[]> {
  const done: R[] = [];
  let since = performance.now();
  for (const [index, one] of all.entries()) {
    done.push(work(one, index));
    if (performance.now() - since < PORTION_MS) continue;
    await new Promise<void>((resolve) => void setImmediate(resolve));
    since = performance.now();
  }
  return done;
}
