import * as fc from 'fast-check';
import { excerptAround, markWords } from '../../../src/policies/domain/highlight.js';

describe('marking words', () => {
  it('marks every place, the longer word first, whatever the case', () => {
    expect(markWords('文化产业与文化 AI', ['文化', '文化产业', 'ai'])).toEqual([
      { text: '文化产业', isMarked: true },
      { text: '与', isMarked: false },
      { text: '文化', isMarked: true },
      { text: ' ', isMarked: false },
      { text: 'AI', isMarked: true },
    ]);
  });

  it('takes words as text, not as patterns', () => {
    expect(markWords('a.b axb', ['a.b']).filter((part) => part.isMarked)).toEqual([
      { text: 'a.b', isMarked: true },
    ]);
  });

  it('loses and adds nothing', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (text, words) => {
        expect(
          markWords(text, words)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});

describe('an excerpt', () => {
  it('is the text itself where it is short', () => {
    expect(excerptAround('第一条\n 支持', [], 20)).toBe('第一条 支持');
  });

  it('stands around the first word, with … where something is left out', () => {
    const text = `${'前'.repeat(100)}数字文旅${'后'.repeat(100)}`;
    const excerpt = excerptAround(text, ['数字'], 20);
    expect(excerpt).toMatch(/^…前+数字文旅后+…$/);
    expect(excerpt).toHaveLength(22);
  });

  it('cuts no character in half', () => {
    expect(excerptAround('😀'.repeat(50), [], 21)).toBe(`${'😀'.repeat(10)}…`);
  });
});
