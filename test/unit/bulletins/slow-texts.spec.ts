import { parseBulletin } from '../../../src/bulletins/domain/parse-bulletin.js';
import { loadLexicon } from '../../../src/bulletins/lexicon.loader.js';

describe('a text made to be slow is parsed in time', () => {
  it.each([
    ['one line of brackets and labels', '《（[发文机关：'.repeat(20_000)],
    ['one line without a break', '关于印发'.repeat(50_000)],
    [
      'five thousand entries',
      Array.from({ length: 5000 }, (_, n) => `${n}、关于第${n}件事的通知`).join('\n'),
    ],
    ['two hundred thousand blanks', `关于${' '.repeat(200_000)}通知`],
    ['dates without end', '2024年1月1日'.repeat(30_000)],
  ])('%s', (_name, text) => {
    const start = performance.now();
    parseBulletin(text, loadLexicon());
    expect((performance.now() - start) / 1000).toBeLessThan(5);
  });
});
