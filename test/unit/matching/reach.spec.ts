import { reachVerdict } from '../../../src/matching/domain/reach.js';

describe('the verdict on a profile', () => {
  it('warns of nothing and of nearly everything', () => {
    expect(reachVerdict(0, 20)).toBe('nothing');
    expect(reachVerdict(5, 20)).toBe('some');
    expect(reachVerdict(18, 20)).toBe('nearly-everything');
  });

  it('judges no share of a few, and nothing of none', () => {
    expect(reachVerdict(9, 9)).toBe('some');
    expect(reachVerdict(0, 0)).toBe('unknown');
  });
});
