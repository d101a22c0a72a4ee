import * as fc from 'fast-check';
import { parseBulletin } from '../../../src/bulletins/domain/parse-bulletin.js';
import { suggestPolicies } from '../../../src/bulletins/domain/suggest-policy.js';
import { loadLexicon } from '../../../src/bulletins/lexicon.loader.js';

/** Pieces that documents are made of, in any order: what a parser must survive. */
const PIECE = fc.constantFrom(
  '关于印发《测试办法（试行）》的通知',
  '1、关于支持设计产业的若干措施',
  '（二）工作目标',
  '市级',
  '发布时间:2026-02-30',
  '颁发机构:北京市商务局',
  '发布单位：央行、银保监会　发布日期：2026-05',
  '政策原文链接:',
  'https://www.example.cn/a',
  '京商字〔2023〕3号',
  '北京市人民政府令第12号',
  '二○二三年十三月一日',
  '申报时间：3月1日至4月5日',
  '最高补贴100万元。',
  '| 政策名称 | 发布机构 |',
  '## 2. 标题办法',
  '附件：',
  '《〈',
  '\u00a0',
  '\t',
  '',
);
const DOCUMENT = fc
  .array(fc.oneof(PIECE, fc.string({ unit: 'grapheme', maxLength: 30 })), { maxLength: 30 })
  .chain((lines) => fc.constantFrom('\n', '\r\n', ' ').map((joint) => lines.join(joint)));

describe('any text', () => {
  it('gives entries in order, within the document, with warnings on its lines', () => {
    fc.assert(
      fc.property(DOCUMENT, (text) => {
        const { entries, warnings } = parseBulletin(text, loadLexicon());
        const lineCount = text.split('\n').length;
        const isInside = (line: number) => line >= 1 && line <= lineCount;
        return (
          entries.every(({ position }, n) => position === n + 1) &&
          entries.every(({ textStart, textEnd }) => isInside(textStart.line) && isInside(textEnd.line)) &&
          warnings.every(({ line }) => isInside(line))
        );
      }),
      { numRuns: 300 },
    );
  });

  it('gives only dates that exist, with a year', () => {
    fc.assert(
      fc.property(DOCUMENT, (text) =>
        parseBulletin(text, loadLexicon())
          .entries.flatMap(({ publishedOn, writtenOn, application }) => [
            publishedOn,
            writtenOn,
            application.opensOn,
            application.closesOn,
          ])
          .every(
            (date) => date === null || !Number.isNaN(Date.parse(date.length === 7 ? `${date}-01` : date)),
          ),
      ),
      { numRuns: 200 },
    );
  });

  it('gives evidence that is printed where it says', () => {
    fc.assert(
      fc.property(DOCUMENT, (text) =>
        suggestPolicies(text, loadLexicon())
          .flatMap(({ sectors, districts, money }) =>
            [...sectors, ...districts]
              .flatMap(({ evidence }) => evidence)
              .concat(money.map(({ evidence }) => evidence)),
          )
          .every(({ text: words, start, end }) => text.slice(start, end) === words || end <= text.length),
      ),
      { numRuns: 100 },
    );
  });
});

describe('suggestions', () => {
  it('name district, dates and money with their words', () => {
    const text =
      '北京市朝阳区人民政府关于印发《朝阳区文化消费券发放办法》的通知\n发布日期：2024-05-06\n对影院给予最高50万元补贴。\n本办法自2024年6月1日起施行。\n';
    const [suggestion] = suggestPolicies(text, loadLexicon());
    expect(suggestion?.districts[0]).toMatchObject({ code: '110105', name: '朝阳区' });
    expect(suggestion?.dates.map(({ kind, value, evidence }) => [kind, value, evidence[0]?.text])).toEqual([
      ['publishedOn', '2024-05-06', '2024-05-06'],
      ['effectiveFrom', '2024-06-01', '2024年6月1日'],
    ]);
    expect(suggestion?.money[0]?.statement).toContain('最高50万元');
    for (const { evidence } of suggestion?.money ?? [])
      expect(text.slice(evidence.start, evidence.end)).toBe(evidence.text);
  });
});
