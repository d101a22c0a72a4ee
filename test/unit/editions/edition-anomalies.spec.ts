import { anomaliesOf, type EditionSize } from '../../../src/editions/domain/edition-anomalies.js';

const aSize = (overrides: Partial<EditionSize & { readonly announced: number }> = {}) => ({
  active: 1_000,
  eligible: 600,
  policies: 5,
  announced: 5,
  ...overrides,
});
const earlier = (count: number, overrides: Partial<EditionSize> = {}) =>
  Array.from({ length: count }, () => aSize(overrides));
const kinds = (...given: Parameters<typeof anomaliesOf>) => anomaliesOf(...given).map(({ kind }) => kind);

describe('an edition', () => {
  it('is usual when it is like the ones before it', () => {
    expect(anomaliesOf(aSize(), earlier(8), 0)).toEqual([]);
    expect(anomaliesOf(aSize({ active: 1_900, eligible: 200 }), earlier(8), 0)).toEqual([]);
  });

  it('is unusual when its audience is over twice the median, or under half of it', () => {
    expect(anomaliesOf(aSize({ active: 2_001 }), earlier(5), 0)).toEqual([
      { kind: 'audience', count: 2_001, usual: 1_000 },
    ]);
    expect(kinds(aSize({ active: 499 }), earlier(5), 0)).toEqual(['audience']);
  });

  it('is unusual when its mails are over four times the median, or under a quarter', () => {
    expect(kinds(aSize({ active: 1_900, eligible: 1_850 }), earlier(5, { eligible: 400 }), 0)).toEqual([
      'volume',
    ]);
    expect(kinds(aSize({ eligible: 149 }), earlier(5), 0)).toEqual(['volume']);
  });

  it('is compared with nothing before the list has sent three', () => {
    expect(kinds(aSize({ active: 90_000, eligible: 80_000 }), earlier(2), 0)).toEqual([]);
  });

  it('may jump while numbers are small', () => {
    const small = { active: 2, eligible: 1 };
    expect(kinds(aSize({ active: 21, eligible: 20 }), earlier(4, small), 0)).toEqual([]);
  });

  it('is not thrown by one odd edition among those before it', () => {
    expect(kinds(aSize(), [...earlier(4), aSize({ active: 1, eligible: 0 })], 0)).toEqual([]);
  });

  it('is unusual when its policies concern nobody of a real audience', () => {
    expect(kinds(aSize({ eligible: 0, announced: 0 }), [], 0)).toEqual(['no-match']);
    expect(kinds(aSize({ active: 19, eligible: 0, announced: 0 }), [], 0)).toEqual([]);
    expect(kinds(aSize({ policies: 0, eligible: 0, announced: 0 }), [], 0)).toEqual([]);
  });

  it('is unusual while warnings are open', () => {
    expect(anomaliesOf(aSize(), [], 2)).toEqual([{ kind: 'open-warnings', count: 2, usual: null }]);
  });
});
