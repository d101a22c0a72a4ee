import { parseBulletin } from '../../../src/bulletins/domain/parse-bulletin.js';
import { loadLexicon } from '../../../src/bulletins/lexicon.loader.js';

const read = (text: string) => {
  const { entries, warnings } = parseBulletin(text, loadLexicon());
  return { entries: entries.length, codes: warnings.map(({ code }) => code) };
};

const NOTHING: Readonly<Record<string, string>> = {
  'a greeting': '你好',
  'a chat': '小王：在吗？\n小李：在的，明天下午开会吗\n小王：两点，三楼会议室\n小李：好的👌\n',
  'a recipe': '番茄炒蛋\n\n鸡蛋三个，番茄两个，盐少许。先炒鸡蛋，再下番茄，三分钟出锅。',
  'an English greeting': 'Hello,\n\nare you free for lunch tomorrow?\n\nBest,\nA friend',
  'a digest of meetings and visits':
    '“河谷本周要闻回顾”栏目帮您快速浏览。\n' +
    '① 负责人到西北大学调研\n10月10日，负责人到西北大学调研，了解科研、教学情况，并与师生代表座谈交流。\n' +
    '② 全市节水工作推进会召开\n10月11日，全市节水工作推进会召开，会议总结了前三季度的工作，部署下一步任务。\n',
};

describe('a text in which no policy is', () => {
  it.each(Object.keys(NOTHING))('gives no entry for %s and says that none was found', (name) => {
    const { entries, codes } = read(NOTHING[name] ?? '');
    expect(entries).toBe(0);
    expect(codes.at(-1)).toBe('no-entry');
  });

  it('is told from a notice without title, issuer and date', () => {
    expect(read('一、创业担保贷款的申请对象有哪几类？\n答：在本市创业的登记失业人员。').entries).toBe(1);
    expect(
      read('一、居住证有效期多长？\n答：一年，期满可续。\n二、如何换领？\n答：到派出所窗口办理。').entries,
    ).toBe(1);
    expect(read('为做好参保缴费工作，现就有关事项通告如下。').entries).toBe(1);
    expect(read('Growers can now apply for a grant of up to 500 for new pumps.').entries).toBe(1);
  });
});

describe('a bulletin with more entries than three figures count', () => {
  it.each([
    ['、', (n: number) => `${n}、`],
    ['. ', (n: number) => `${n}. `],
    ['（）', (n: number) => `（${n}）`],
    ['a blank', (n: number) => `${n} `],
    ['##', (n: number) => `## ${n}. `],
  ])('gives every entry, counted with %s', (_, mark) => {
    for (const from of [995, 1895]) {
      const numbers = Array.from({ length: 10 }, (_none, n) => from + n);
      const text = numbers.map(
        (n) =>
          `${mark(n)}关于开展第${n}类项目申报工作的通知\n发布单位：北京市商务局\n发布时间：2024-05-13\n请按要求申报。\n`,
      );
      const { entries } = parseBulletin(`政策汇编\n\n${text.join('\n')}`, loadLexicon());
      const titles = numbers.map((n) => `关于开展第${n}类项目申报工作的通知`);
      expect(entries.map(({ title }) => title)).toEqual(titles);
    }
  });

  it('does not count years', () => {
    const text =
      '2020、2021年度企业研发补助申报指南\n发布单位：北京市商务局\n发布时间：2022-05-13\n请按要求申报。';
    expect(parseBulletin(text, loadLexicon()).entries[0]?.title).toBe('2020、2021年度企业研发补助申报指南');
  });
});
