import fc from 'fast-check';
import {
  EXPIRY_SECONDS,
  relayRetryAfterSeconds,
  retryAfterSeconds,
} from '../../../src/delivery/domain/retry-schedule.js';

const MIDDLE = 0.5;

describe('the wait before the next try', () => {
  it('grows with every failed attempt and then stays', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 8, 20].map((attempts) => retryAfterSeconds(attempts, MIDDLE));
    expect(waits.map(Math.round)).toEqual([60, 300, 900, 3_600, 7_200, 14_400, 28_800, 28_800, 28_800]);
  });

  it('is spread by a fifth to either side', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (n, random) => {
          const middle = retryAfterSeconds(n, MIDDLE);
          const wait = retryAfterSeconds(n, random);
          expect(wait).toBeGreaterThanOrEqual(middle * 0.8 - 1e-6);
          expect(wait).toBeLessThanOrEqual(middle * 1.2 + 1e-6);
        },
      ),
    );
  });

  it('leaves room for several tries before a delivery expires', () => {
    let spent = 0;
    let tries = 1;
    while ((spent += retryAfterSeconds(tries, 1)) < EXPIRY_SECONDS) tries += 1;
    expect(tries).toBeGreaterThan(8);
  });

  it('for a relay that does not answer is at most a minute or so', () => {
    const waits = [0, 1, 2, 3, 4, 5, 6, 100].map((failures) => relayRetryAfterSeconds(failures, MIDDLE));
    expect(waits.map(Math.round)).toEqual([2, 2, 5, 10, 20, 30, 60, 60]);
  });
});
