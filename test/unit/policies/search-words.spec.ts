import fc from 'fast-check';
import { lexemesOf, plainSpelling, wantedWords } from '../../../src/policies/domain/search-words.js';

/** Cuts where bars stand. */
const cutAt = (bars: string) => {
  const pieces = bars.split('|');
  return { text: pieces.join(''), cut: () => pieces };
};
const wanted = (bars: string) => {
  const { text, cut } = cutAt(bars);
  return wantedWords(text, cut);
};
/** A text is found where it has every lexeme that is asked for. */
const finds = (bars: string, text: string) => {
  const found = new Set(lexemesOf(plainSpelling(text)));
  return wanted(bars).lexemes.every((lexeme) => found.has(lexeme));
};

describe('the lexemes of a text', () => {
  it('are its pairs of characters, its other words, and characters that stand alone', () => {
    expect(lexemesOf('支持5g企业。展')).toEqual(['支持', '持5g', '5g企', '5g', '企业', '展']);
  });

  it('name the document numbers in it, however they are written', () => {
    for (const text of ['京政发〔2026〕15号', '京政发[2026]15号', '京政发(2026)第015号', '京政发2026年15号'])
      expect(lexemesOf(plainSpelling(text))).toContain('#2026-15');
    expect(lexemesOf('2026 年15个项目').some((one) => one.startsWith('#'))).toBe(false);
  });

  it('are cut where PostgreSQL would refuse them', () => {
    expect(Math.max(...lexemesOf('a'.repeat(5_000)).map((one) => one.length))).toBe(200);
  });
});

describe('a query', () => {
  it('asks for the characters of each word together, the words anywhere', () => {
    expect(wanted('数字|文旅').lexemes).toEqual(['数字', '文旅']);
    expect(finds('文旅|数字', '数字化的文旅产业')).toBe(true);
    expect(finds('文旅', '文化旅游')).toBe(false);
  });

  it('finds a word inside another word, and one that the text is cut otherwise at', () => {
    expect(finds('游|局', '石景山区文化和旅游局')).toBe(true);
    expect(finds('研究生|命', '研究生命起源')).toBe(true);
  });

  it('gives a character left alone by the segmenter its neighbour', () => {
    expect(wanted('文|旅|产业').lexemes).toEqual(['文旅', '产业']);
    expect(wanted('5g|网').lexemes).toEqual(['5g', '5g网']);
  });

  it('asks for a character by itself only where there is nothing else', () => {
    expect(wanted('展').lexemes).toEqual(['展']);
    expect(wanted('展| |文旅').lexemes).toEqual(['文旅']);
    expect(wanted('，|!').lexemes).toEqual([]);
  });

  it('asks for a document number as one thing, whatever its brackets', () => {
    expect(wanted('京|政|发|〔2026〕15号').lexemes).toEqual(['#2026-15', '京政', '政发']);
    expect(finds('京政发|[2026]15号', '京政发〔2026〕15号')).toBe(true);
    expect(finds('京政发|[2026]1号', '京政发〔2026〕15号，共1页')).toBe(false);
  });

  it('finds every text that it stands in, wherever a segmenter cuts it', () => {
    const character = fc.constantFrom(...'文旅产业数字化和支持5gai，。〔〕 2026号'.split(''));
    const line = fc.array(character, { maxLength: 12 }).map((characters) => characters.join(''));
    const word = fc
      .array(fc.constantFrom(...'文旅产业数字化'.split('')), { minLength: 2, maxLength: 8 })
      .map((characters) => characters.join(''));
    const cuts = fc.array(fc.nat(8), { maxLength: 4 });
    fc.assert(
      fc.property(line, word, line, cuts, (before, query, after, places) => {
        const bars = [...query].map((one, at) => (places.includes(at) ? `|${one}` : one)).join('');
        return finds(bars, before + query + after);
      }),
    );
  });
});
