import { singleCharacters, searchWords, wantedWords } from '../../../src/policies/domain/search-words.js';

describe('search words', () => {
  it('keep neighbouring single characters in pairs as well', () => {
    expect(searchWords(['数字', '文', '旅', '产业'])).toEqual(['数字', '文', '文旅', '旅', '产业']);
  });

  it('leave out what is neither letter nor digit', () => {
    expect(searchWords(['京', '〔', '2026', '〕', '15', '号', ' '])).toEqual(['京', '2026', '15', '号']);
  });

  it('ask for a pair instead of its characters', () => {
    expect(wantedWords(['文', '旅', '产业', '产业'])).toEqual(['文旅', '产业']);
    expect(wantedWords(['展'])).toEqual(['展']);
    expect(wantedWords(['，', '!'])).toEqual([]);
  });

  it('are all found where the same pieces stand in a longer text', () => {
    const found = new Set(searchWords(['支持', '甲', '乙', '丙', '企业']));
    expect(wantedWords(['甲', '乙', '丙']).every((word) => found.has(word))).toBe(true);
  });

  it('of a title include each character once', () => {
    expect(singleCharacters('办法 A 办')).toEqual(['办', '法']);
  });
});
