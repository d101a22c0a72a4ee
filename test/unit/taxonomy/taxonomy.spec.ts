import { Taxonomy } from '../../../src/taxonomy/domain/taxonomy.js';

const node = (code: string, parent: string | null, overrides: object = {}) => ({
  code,
  parent,
  name: `名${code}`,
  english: `Name ${code}`,
  tree: null,
  aliases: [] as string[],
  ...overrides,
});
const taxonomy = new Taxonomy([
  node('000000', null),
  node('110000', '000000', { aliases: ['北京'] }),
  node('110107', '110000', { aliases: ['石景山', '同名'], english: '' }),
  node('310000', '000000', { aliases: ['同名'] }),
]);

describe('a taxonomy', () => {
  it('gives the path to the root, nearest first', () => {
    expect(taxonomy.pathOf('110107')).toEqual(['110107', '110000', '000000']);
    expect(taxonomy.isSameOrAncestor('000000', '110107')).toBe(true);
    expect(taxonomy.isSameOrAncestor('110107', '110000')).toBe(false);
    expect(taxonomy.childrenOf('000000').map(({ code }) => code)).toEqual(['110000', '310000']);
  });

  it('knows nothing above a code it does not know', () => {
    expect(taxonomy.pathOf('999999')).toEqual(['999999']);
    expect(taxonomy.has('999999')).toBe(false);
    expect(taxonomy.nameOf('999999')).toBe('999999');
  });

  it('does not hang on a loop', () => {
    const loop = new Taxonomy([node('a', 'b'), node('b', 'a')]);
    expect(loop.pathOf('a')).toEqual(['a', 'b']);
  });

  it('finds a node by code, name, alias or English name, and by no ambiguous one', () => {
    const found = ['110000', '名110000', '北京', 'name 110000', ' 石景山 ', '１１０１０７'].map(
      (text) => taxonomy.resolve(text)?.code,
    );
    expect(found).toEqual(['110000', '110000', '110000', '110000', '110107', '110107']);
    expect(taxonomy.resolve('同名')).toBeUndefined();
    expect(taxonomy.resolve('')).toBeUndefined();
  });

  it('names in English where there is an English name', () => {
    expect(taxonomy.nameOf('110000', 'en')).toBe('Name 110000');
    expect(taxonomy.nameOf('110107', 'en')).toBe('名110107');
  });
});
