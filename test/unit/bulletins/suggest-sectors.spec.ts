import { join } from 'node:path';
import { benchSuggest } from '../../../bench/suggest.js';
import { parseBulletin } from '../../../src/bulletins/domain/parse-bulletin.js';
import { PRE_TICKED } from '../../../src/bulletins/domain/suggest-sectors.js';
import { loadLexicon } from '../../../src/bulletins/lexicon.loader.js';
import { PACKAGE_ROOT } from '../../../src/platform/package-root.js';

function sectorsOf(title: string, body = ''): { ticked: string[]; offered: string[] } {
  const [entry] = parseBulletin(`标题：${title}\n${body}`, loadLexicon()).entries;
  const of = (isTicked: boolean) =>
    (entry?.sectors ?? [])
      .filter(({ confidence }) => confidence >= PRE_TICKED === isTicked)
      .map(({ code }) => code)
      .sort();
  return { ticked: of(true), offered: of(false) };
}

describe('the sectors of a policy', () => {
  it.each([
    ['关于支持动力电池产业发展的若干措施', ['C38']],
    ['关于加强民宿管理的通知', ['H61']],
    ['关于促进义务教育优质均衡发展的意见', ['P83']],
    ['关于支持数字经济与先进制造业融合的意见', ['C', 'I']],
    ['关于减轻中小企业贷款负担的通知', ['*']],
    ['关于推进营商环境建设的通知', ['*']],
  ])('%s: what the title names is ticked', (title, codes) => {
    expect(sectorsOf(title).ticked).toEqual(codes);
  });

  it.each([
    ['a word inside another one', '关于机动漫游业务的通知'],
    ['weak words alone', '关于组织申报文化项目的通知'],
    ['who issued it', '北京市文化和旅游局关于印发工作要点的通知'],
    ['a means of support', '关于开展贷款贴息工作的通知'],
  ])('%s ticks nothing', (_name, title) => {
    expect(sectorsOf(title).ticked).toEqual([]);
  });

  it('of a body are offered, and ticked only where the title is silent and the body clear', () => {
    const body = '支持剧场、演出和博物馆。剧场每年演出一百场。博物馆免费开放,艺术机构和美术馆参照执行。';
    expect(sectorsOf('关于支持银行业发展的通知', body)).toMatchObject({ ticked: ['J66'] });
    expect(sectorsOf('关于支持银行业发展的通知', body).offered).toContain('R88');
    expect(sectorsOf('关于印发若干措施的通知', body).ticked).toContain('R88');
  });

  it('stand with the words they rest on', () => {
    const text = '标题：关于支持　“动力 电池”产业发展的通知';
    const [entry] = parseBulletin(text, loadLexicon()).entries;
    const [evidence] =
      parseBulletin('标题：关于支持动力电池产业的通知', loadLexicon()).entries[0]?.sectors[0]?.evidence ?? [];
    expect(evidence).toEqual({ text: '动力电池', start: 7, end: 11 });
    expect(entry?.title).toBe('关于支持“动力电池”产业发展的通知');
  });

  it('agree with the labelled policies: precision at least 90 %, recall at least 60 %', async () => {
    const labels = join(PACKAGE_ROOT, 'data', 'labels', 'policy-sectors.csv');
    const result = (await benchSuggest({ labels })) as {
      labels: number;
      exact: { precision: number; recall: number };
    };
    expect(result.labels).toBeGreaterThanOrEqual(150);
    expect(result.exact.precision).toBeGreaterThanOrEqual(0.9);
    expect(result.exact.recall).toBeGreaterThanOrEqual(0.6);
  });
});
