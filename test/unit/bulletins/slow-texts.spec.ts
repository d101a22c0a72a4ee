import { parseBulletin } from '../../../src/bulletins/domain/parse-bulletin.js';
import { loadLexicon } from '../../../src/bulletins/lexicon.loader.js';

/** CPU time, which a busy machine does not stretch; work that grew with the square of such a text takes minutes. */
const MOST_CPU_SECONDS = 20;

describe('a text made to be slow is parsed to its end', () => {
  it.each([
    ['one line of brackets and labels', '《（[发文机关：'.repeat(20_000), 1],
    ['one line without a break', '关于印发'.repeat(50_000), 1],
    [
      'five thousand entries',
      Array.from({ length: 5000 }, (_, n) => `${n}、关于第${n}件事的通知`).join('\n'),
      5_000,
    ],
    ['two hundred thousand blanks', `关于${' '.repeat(200_000)}通知`, 1],
    ['dates without end', '2024年1月1日'.repeat(30_000), 1],
  ])('%s', (_name, text, most) => {
    const before = process.cpuUsage();
    expect(parseBulletin(text, loadLexicon()).entries.length).toBeLessThanOrEqual(most);
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(MOST_CPU_SECONDS);
  });
});
