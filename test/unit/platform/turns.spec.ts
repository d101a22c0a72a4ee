import { describe, expect, it } from '@jest/globals';
import { Turns } from '../../../src/platform/turns.js';

/** A work that ends when it is told to, and what has begun so far. */
function works(turns: Turns, count: number) {
  const begun: number[] = [];
  const ends: ((error?: Error) => void)[] = [];
  const all = Array.from(
    { length: count },
    async (_, at) =>
      await turns.take(
        async () =>
          await new Promise<void>((resolve, reject) => {
            begun.push(at);
            ends[at] = (error) => (error ? reject(error) : resolve());
          }),
      ),
  );
  return { begun, ends, all };
}

async function settled() {
  await new Promise((resolve) => setImmediate(resolve));
}

describe('Turns', () => {
  it('lets so many run at once and the others in the order they came', async () => {
    const { begun, ends, all } = works(new Turns(2), 4);
    await settled();
    expect(begun).toEqual([0, 1]);
    ends[1]?.();
    await settled();
    expect(begun).toEqual([0, 1, 2]);
    ends[0]?.();
    ends[2]?.();
    await settled();
    ends[3]?.();
    await Promise.all(all);
    expect(begun).toEqual([0, 1, 2, 3]);
  });

  it('gives the turn of a work that failed to the next', async () => {
    const { begun, ends, all } = works(new Turns(1), 2);
    const [first] = all;
    await settled();
    ends[0]?.(new Error('broken'));
    await expect(first).rejects.toThrow('broken');
    await settled();
    expect(begun).toEqual([0, 1]);
    ends[1]?.();
    await all[1];
  });
});
