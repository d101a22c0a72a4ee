import { policyLexemes, searchQuery, titleQuery } from '../../../src/policies/domain/search-lexemes.js';
import { aPolicy } from '../../support/builders.js';

const NO_FILTER = { level: null, type: null, districts: null, sectors: null, issuer: null };

describe('what a policy is found by', () => {
  const lexemes = policyLexemes(
    aPolicy({ title: '影视办法', issuers: ['北京市电影局'], sectors: ['022', '*'], fullText: '支持企业' }),
  );

  it('holds its texts, its title again, its codes and its issuers', () => {
    for (const one of [
      '影视',
      '支持',
      't:影视',
      't:影',
      'l:municipal',
      'k:notice',
      'd:110000',
      's:022',
      's:*',
      'i:电影',
    ])
      expect(lexemes).toContain(one);
    expect(lexemes).not.toContain('t:支持');
  });

  it('cannot be taken for a code that stands in its text', () => {
    const text = policyLexemes(aPolicy({ fullText: "l:national d:110107 's:*'" }));
    expect(text.filter((one) => /^[ld]:/.test(one))).toEqual(['l:municipal', 'd:110000']);
  });
});

describe('the query of a search', () => {
  it('lets everything through where nothing is asked', () => {
    expect(searchQuery(NO_FILTER, null)).toBeNull();
  });

  it('joins one code of each filter and every word', () => {
    const filters = { ...NO_FILTER, level: 'national' as const, sectors: ['02', '*'] };
    expect(searchQuery(filters, ['文旅', '5g'])).toBe(
      `('文旅') & ('5g') & ('l:national') & ('s:02' | 's:*')`,
    );
    expect(titleQuery(['文旅'])).toBe(`('t:文旅')`);
  });

  it('finds nothing by a text without words or a filter without codes', () => {
    expect(searchQuery(NO_FILTER, ['smart', 'fil'], 'fil')).toBe(`('smart') & ('fil':*)`);
    expect(searchQuery(NO_FILTER, [])).toBe(`('∅')`);
    expect(searchQuery({ ...NO_FILTER, districts: [] }, null)).toBe(`('∅')`);
  });

  it('takes quotes and backslashes as they are', () => {
    expect(searchQuery({ ...NO_FILTER, districts: [`a'\\`] }, null)).toBe(`('d:a''\\\\')`);
  });
});
