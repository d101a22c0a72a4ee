import { startTestApp, type TestApp } from '../support/test-app.js';
import { open, textOf } from './forms.js';

describe('a reader of the policy archive', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ workers: 'idle' });
    await app.publishPolicy({
      title: '石景山区数字文旅产业扶持办法',
      level: 'district',
      districts: ['110107'],
      issuers: ['石景山区文化和旅游局'],
      type: 'rule',
      sectors: ['022'],
      publishedOn: '2026-09-10',
      applicationOpensOn: '2026-09-20',
      applicationClosesOn: '2026-10-20',
      summary: null,
      fullText: '第一条 <b>影视</b> 企业可以申请。',
    });
    await app.publishPolicy({
      title: '北京市电影专项资金通知',
      publishedOn: '2026-08',
      sectors: ['02'],
      applicationClosesOn: '2026-09-01',
    });
    await app.publishPolicy({
      title: '国家文化规划',
      level: 'national',
      districts: ['000000'],
      issuers: ['文化和旅游部'],
      type: 'plan',
      sectors: ['*'],
      publishedOn: '2026-07-01',
      summary: null,
      fullText: '到 2030 年建成文化强国。',
    });
    await app.publishPolicy({
      title: '朝阳区餐饮业通知',
      level: 'district',
      districts: ['110105'],
      sectors: ['H'],
    });
    await app.draftPolicy({ title: '未发布的草稿' });
  });

  afterAll(async () => await app.close());

  const ALL = ['石景山区数字文旅产业扶持办法', '北京市电影专项资金通知', '国家文化规划', '朝阳区餐饮业通知'];
  const titles = async (query: Record<string, string>) => {
    const answer = await open(app, `/policies?${new URLSearchParams(query).toString()}`);
    const text = textOf(await answer.text()).replaceAll(' ', '');
    expect(answer.status).toBe(200);
    return [...ALL, '未发布的草稿'].filter((title) => text.includes(title));
  };
  const [SHIJINGSHAN, BEIJING, NATION, CHAOYANG] = ALL as [string, string, string, string];

  it('sees every published policy, with counts by level', async () => {
    expect(await titles({})).toEqual(ALL);
    const text = textOf(await (await open(app, '/policies')).text());
    expect(text).toMatch(/4 项政策 国家级 1 市级 1 区级 2/);
  });

  it.each<[string, Record<string, string>, string[]]>([
    ['a two-character word', { q: '文旅' }, [SHIJINGSHAN]],
    ['a word of the full text', { q: '影视' }, [SHIJINGSHAN, BEIJING, CHAOYANG]],
    ['a level', { level: 'national' }, [NATION]],
    [
      'a district, with what applies there from above',
      { district: '110107' },
      [SHIJINGSHAN, BEIJING, NATION],
    ],
    [
      'a sector, with what lies under it and what is for all',
      { sector: '02' },
      [SHIJINGSHAN, BEIJING, NATION],
    ],
    ['a type', { type: 'plan' }, [NATION]],
    ['part of an issuer', { issuer: '文化和旅游' }, [SHIJINGSHAN, NATION]],
    ['a first day', { from: '2026-09-10' }, [SHIJINGSHAN, CHAOYANG]],
    ['a last day, where a month counts whole', { until: '2026-08-05' }, [BEIJING, NATION]],
    ['what can be applied for now', { open: '1' }, [SHIJINGSHAN]],
    ['several filters at once', { q: '电影', level: 'municipal', district: '110107' }, [BEIJING]],
    ['a pattern character taken as it is', { issuer: '%' }, []],
    ['empty fields', { q: ' ', level: '', from: '', page: '' }, ALL],
  ])('finds by %s', async (_, query, found) => {
    expect(await titles(query)).toEqual(found);
  });

  it('sees the words marked, and markup as text', async () => {
    const html = await (await open(app, '/policies?q=文旅 影视')).text();
    expect(html).toContain('<mark>文旅</mark>');
    expect(html).toContain('&lt;b&gt;<mark>影视</mark>&lt;/b&gt;');
    expect(html).not.toContain('<b>');
  });

  it('sees English words where the browser asks for them, and keeps the search when changing the language', async () => {
    const html = await (await open(app, '/policies?lang=en&q=文旅')).text();
    expect(textOf(html)).toContain('1 policy');
    expect(html).toMatch(/href="\/policies\?q=[^"]+lang=zh-CN"/);
  });

  it('turns pages, and is told when there is no such page', async () => {
    for (let at = 0; at < 21; at += 1) await app.publishPolicy({ title: `分页测试之${at}`, type: 'law' });
    const first = await (await open(app, '/policies?type=law')).text();
    expect(first).toContain('rel="next" href="/policies?type=law&amp;page=2"');
    const second = await open(app, '/policies?type=law&page=2');
    expect((await second.text()).match(/分页测试/g)).toHaveLength(1);
    const beyond = await open(app, '/policies?type=law&page=3');
    expect(beyond.status).toBe(404);
    expect(textOf(await beyond.text())).toContain('没有这一页');
  });

  it.each([
    ['q=' + '长'.repeat(101), '太长了'],
    ['q=' + '长'.repeat(1_000), '太长了'],
    ['q=a&q=b', '只能填一个'],
    ['q=a%00b', '含有不可见字符'],
    ['issuer=%00', '含有不可见字符'],
    ['q=%ff%fe', '含有不可见字符'],
    ['level=city', '含有不可选的值'],
    ['district=999999', '含有不可选的值'],
    ['sector=__proto__', '含有不可选的值'],
    ['type=constructor', '含有不可选的值'],
    ['open=yes', '含有不可选的值'],
    ['from=2026-02-30', '不是有效的日期'],
    ['until=2026-02', '不是有效的日期'],
    ['page=0', '没有这一页'],
    ['page=-1', '没有这一页'],
    ['page=1e3', '没有这一页'],
    ['page=99999999999999999999', '没有这一页'],
  ])('is told what is wrong with %.40s', async (query, message) => {
    const answer = await open(app, `/policies?${query}`);
    expect(answer.status).toBe(400);
    expect(textOf(await answer.text())).toContain(message);
  });

  it.each(['q=%F0%9F%98%80', "q='|%26!:*()", 'q[]=a&level[x]=b', 'unknown=1', 'q=，。'])(
    'gets a page for %s',
    async (query) => {
      expect((await open(app, `/policies?${query}`)).status).toBe(200);
    },
  );

  it('may be led here by a search engine, but not to a filtered page', async () => {
    const plain = await (await open(app, '/policies')).text();
    expect(plain).toContain(`<link rel="canonical" href="${app.baseUrl}/policies">`);
    expect(plain).toContain('property="og:title"');
    expect(plain).not.toContain('noindex');
    expect(await (await open(app, '/policies?level=national')).text()).toContain('noindex');
  });

  it('needs no script and no other host', async () => {
    const html = await (await open(app, '/policies')).text();
    expect(html).not.toMatch(/<script|style=|<style/);
    expect(html.length).toBeLessThan(60_000);
  });

  it('sees on a policy which others explain, amend or repeal it, and which it does so to', async () => {
    const old = await app.publishPolicy({ title: '旧办法' });
    const explains = await app.publishPolicy({ title: '旧办法解读', type: 'explain' });
    const hidden = await app.draftPolicy({ title: '未公开的修改' });
    for (const [by, kind] of [
      [explains.id, 'explains'],
      [hidden.id, 'amends'],
    ])
      await app.sql('insert into policy_relations (policy_id, kind, related_id) values ($1, $2, $3)', [
        by,
        kind,
        old.id,
      ]);
    const page = textOf(await (await open(app, `/policies/${old.id}`)).text());
    expect(page).toMatch(/相关政策 解读 旧办法解读/);
    expect(page).not.toContain('未公开的修改');
    expect(textOf(await (await open(app, `/policies/${explains.id}?lang=en`)).text())).toContain(
      'Explains 旧办法',
    );
  });
});
