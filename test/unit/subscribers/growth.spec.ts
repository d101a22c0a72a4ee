import fc from 'fast-check';
import { growthOf } from '../../../src/subscribers/domain/growth.js';

describe('growth', () => {
  it('is reckoned back from what is active now', () => {
    const changes = [
      { weeksAgo: 0, joined: 3, left: 1 },
      { weeksAgo: 2, joined: 5, left: 0 },
    ];
    expect(growthOf(10, changes, 4).map(({ active }) => active)).toEqual([3, 8, 8, 10]);
  });

  it('adds up from week to week, whatever happened', () => {
    const change = fc.record({ joined: fc.nat(50), left: fc.nat(50) });
    fc.assert(
      fc.property(fc.nat(1_000), fc.array(change, { maxLength: 15 }), (now, weeks) => {
        const grown = growthOf(
          now,
          weeks.map((week, weeksAgo) => ({ ...week, weeksAgo })),
          12,
        );
        expect(grown).toHaveLength(12);
        expect(grown.at(-1)?.active).toBe(now);
        for (const [index, week] of grown.slice(1).entries())
          expect(week.active).toBe((grown[index]?.active ?? 0) + week.joined - week.left);
      }),
    );
  });
});
