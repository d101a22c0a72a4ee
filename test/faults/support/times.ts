/** Real times with FAULTS_REAL_TIME=1 (`npm run faults -- --real-time`), else a minute lasts a second. */
export const TIME_SCALE = process.env.FAULTS_REAL_TIME === '1' ? 1 : 1 / 60;

/** A wait of the specification as long as it lasts here; never under `leastMs`. */
export async function pause(specifiedSeconds: number, leastMs = 0): Promise<void> {
  await milliseconds(Math.max(leastMs, specifiedSeconds * 1_000 * TIME_SCALE));
}

export async function milliseconds(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

/** Polls until it holds; throws after `seconds` (scaled ones and a generous floor) with what was waited for. */
export async function until(
  what: string,
  holds: () => Promise<boolean> | boolean,
  patienceSeconds = 60,
): Promise<void> {
  const deadline = performance.now() + patienceSeconds * 1_000 * Math.max(1, TIME_SCALE * 20);
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`Waited in vain: ${what}`);
    await milliseconds(20);
  }
}
