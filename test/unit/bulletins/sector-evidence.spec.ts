import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { findKeywords, indexKeywords } from '../../../src/bulletins/domain/keywords.js';
import { readLines } from '../../../src/bulletins/domain/normalise.js';
import { PRE_TICKED, suggestSectors } from '../../../src/bulletins/domain/suggest-sectors.js';
import { loadLexicon } from '../../../src/bulletins/lexicon.loader.js';
import { PACKAGE_ROOT } from '../../../src/platform/package-root.js';

function suggest(title: string, body = '', signs: { who?: string; issuers?: string[] } = {}) {
  return suggestSectors(readLines(title)[0] ?? null, readLines(body), loadLexicon(), {
    who: readLines(signs.who ?? '').filter(({ text }) => text !== ''),
    issuers: signs.issuers ?? [],
  });
}

function ticked(...given: Parameters<typeof suggest>): string[] {
  return suggest(...given)
    .filter(({ confidence }) => confidence >= PRE_TICKED)
    .map(({ code }) => code)
    .sort();
}

function confidenceOf(code: string, ...given: Parameters<typeof suggest>): number {
  return suggest(...given).find((one) => one.code === code)?.confidence ?? 0;
}

describe('keywords', () => {
  const index = indexKeywords({
    sectorKeywords: [
      { word: '影视', code: 'R87', weight: 3 },
      { word: '文化', code: 'R', weight: 3 },
      { word: '旅游', code: 'N78', weight: 3 },
      { word: 'AI', code: 'I65', weight: 3 },
    ],
    weakWords: ['文化和旅游局'],
  });
  const cut = (text: string) => text.split('|').flatMap((word, n) => (n === 0 ? [word] : ['|', word]));
  const found = (text: string) => findKeywords(text, index, cut).map(({ word }) => word);

  it('count where they begin and end on a boundary of words', () => {
    expect(found('支持|影视|企业')).toEqual(['影视']);
    expect(found('电影|视听|产业')).toEqual([]);
  });

  it('are hidden by a longer word that is no evidence', () => {
    expect(found('文化和旅游局|发展|旅游')).toEqual(['旅游']);
  });

  it('of Latin letters are no part of a word', () => {
    expect(findKeywords('AI+制造', index, null)).toHaveLength(1);
    expect(findKeywords('MAIN', index, null)).toEqual([]);
  });
});

describe('sector suggestions', () => {
  it.each([
    ['关于促进集成电路产业发展的若干政策', ['C39']],
    ['支持软件企业做优做强的措施', ['I65']],
    ['关于开展电影产业扶持项目申报的通知', ['R87']],
    ['关于组织工艺美术作品征集的通知', ['026', 'C24']],
    ['加强快递业绿色包装的实施意见', ['G60']],
    ['关于阶段性减免中小微企业房屋租金的通知', ['*']],
  ])('name the sector of %s', (title, codes) => {
    expect(ticked(title)).toEqual(codes);
  });

  it('take no weak word alone for evidence', () => {
    expect(suggest('关于文化创新项目申报管理服务的通知')).toEqual([]);
  });

  it('do not mistake the issuer a title opens with for its subject', () => {
    expect(ticked('北京市文化和旅游局关于开展安全生产检查的通知')).toEqual(['*']);
  });

  it('believe the title most, then who can apply, then the issuer, then the body', () => {
    const byTitle = confidenceOf('R87', '关于支持电影发展的通知');
    const byWho = confidenceOf('R87', '关于项目的通知', '', { who: '注册地在本区的电影企业' });
    const byIssuer = confidenceOf('R87', '关于项目的通知', '', { issuers: ['北京市电影局'] });
    const byBody = confidenceOf('R87', '关于项目的通知', '其中电影类项目另行安排。电影不重复支持。');
    expect([byTitle > byWho, byWho > byIssuer, byIssuer > 0, byWho > byBody]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(byTitle).toBeGreaterThanOrEqual(PRE_TICKED);
    expect(byWho).toBeLessThan(PRE_TICKED);
  });

  it('tick nothing because a long body mentions many sectors', () => {
    const body = '农业、电影、餐饮、物流、快递、医院、银行、软件、煤炭、汽车企业适用。\n'.repeat(20);
    expect(ticked('关于印发实施办法的通知', body)).toEqual([]);
  });

  it('are for all sectors only where no sector is named, or where the companies helped are any', () => {
    expect(ticked('关于支持集成电路中小企业的通知')).toEqual(['C39']);
    expect(ticked('关于开展算力赋能中小企业行动的通知')).toEqual(['*']);
  });

  it('carry the words they rest on', () => {
    const text = '关于支持游戏产业和动漫的通知';
    for (const { evidence } of suggest(text))
      for (const { text: words, start, end } of evidence) expect(text.slice(start, end)).toBe(words);
  });

  it('that are ticked beforehand are right nine times in ten, and find six in ten, on labelled titles', () => {
    const rows: { title: string; sectors: string }[] = parse(
      readFileSync(join(PACKAGE_ROOT, 'data', 'labels', 'policy-sectors.csv')),
      { columns: true, bom: true },
    );
    const pairs = rows.map(({ title, sectors }) => ({ want: sectors.split(';'), got: ticked(title) }));
    const right = pairs.flatMap(({ want, got }) => got.filter((code) => want.includes(code))).length;
    expect(rows.length).toBeGreaterThanOrEqual(150);
    expect(right / pairs.flatMap(({ got }) => got).length).toBeGreaterThanOrEqual(0.9);
    expect(right / pairs.flatMap(({ want }) => want).length).toBeGreaterThanOrEqual(0.6);
  });
});
