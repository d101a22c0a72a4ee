import { aSubscriber } from '../support/builders.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { ConsoleClient, fieldErrors } from './console-client.js';

describe('an owner in the console', () => {
  let app: TestApp;
  let owner: ConsoleClient;

  beforeEach(async () => {
    app = await startTestApp({ workers: 'idle' });
    owner = await ConsoleClient.signedIn(app, 'owner');
  });
  afterEach(async () => {
    await app.close();
  });

  const good = {
    name: '科技政策周报',
    slug: 'tech',
    senderName: '邸报',
    fromAddress: 'tech@dibao.example',
    postalAddress: '北京市示例路 1 号',
  };

  it('makes a list and changes it', async () => {
    const added = await owner.submit('/console/lists/new', '/console/lists', good);
    expect(added.location).toBe('/console/lists/tech?done=list-added');
    const path = '/console/lists/tech';
    const changed = await owner.submit(path, path, {
      cutoffTime: '17:30',
      cutoffWeekday: '5',
      quietWeek: 'note',
      slug: 'stolen',
    });
    expect(changed.status).toBe(303);
    const now = { cutoffMinute: 1_050, cutoffWeekday: 5, quietWeekNote: true, slug: 'tech' };
    expect(await app.list('tech')).toMatchObject(now);
  });

  it.each<[string, Record<string, string | string[]>, string]>([
    ['a name with a line break', { senderName: '邸报\r\nBcc: all@x.example' }, '含有换行或控制字符'],
    ['two addresses', { fromAddress: 'a@b.example, c@d.example' }, '请填写一个邮件地址'],
    ['an address with a name', { fromAddress: '邸报 <a@b.example>' }, '请填写一个邮件地址'],
    ['an unknown zone', { timeZone: 'Asia/Atlantis' }, '未知时区，请填写 IANA 名称，例如 Asia/Shanghai'],
    ['an offset for a zone', { timeZone: 'UTC+8' }, '未知时区，请填写 IANA 名称，例如 Asia/Shanghai'],
    ['a 25th hour', { cutoffTime: '25:00' }, '请填写时间，例如 08:00'],
    ['an eighth day', { cutoffWeekday: '8' }, '请选择星期几'],
    ['no tree', { sectorTrees: [] }, '至少选择一个行业分类'],
    ['an unknown tree', { sectorTrees: ['nope'] }, '未知代码“nope”'],
    ['an unknown district', { districtRoot: '999999' }, '未知代码“999999”'],
    ['a bad slug', { slug: '../x' }, '只能用小写字母、数字和连字符，且以字母或数字开头'],
    ['a slug that is taken', { slug: 'culture' }, '已被另一个列表使用'],
    ['two names', { name: ['一', '二'] }, '只能填写一个值'],
    ['an approval of nobody', { approval: 'god' }, '请从列表中选择'],
  ])('refuses %s at its field', async (_, wrong, message) => {
    const answer = await owner.submit('/console/lists/new', '/console/lists', { ...good, ...wrong });
    expect(answer.status).toBe(422);
    expect(fieldErrors(answer.html)).toEqual([message]);
    expect(await app.sql('select from lists')).toHaveLength(1);
  });

  it('imports subscribers after a dry run that names every wrong cell', async () => {
    const text = [
      'email,company,districts,sectors',
      'li@film.example,光影影视,石景山区,022',
      'broken,某公司,石景山区,022',
      'wang@vr.example,虚拟现实,火星区,022',
    ].join('\n');
    const dryRun = await owner.submit(
      '/console/subscriptions/import',
      '/console/subscriptions/import/preview',
      { text, consent: '同意每周接收。' },
      'multipart',
    );
    expect(dryRun.html).toMatch(/id="added">1</);
    expect(dryRun.html).toMatch(/id="refused">2</);
    expect(dryRun.text).toContain('无法识别“火星区”');
    expect(await app.sql('select from subscriptions')).toHaveLength(0);
    const path = '/console/subscriptions/import';
    const form = {
      _csrf: owner.tokenOf(dryRun.html, path),
      list: 'culture',
      consent: '同意每周接收。',
      text,
    };
    const done = await owner.post(path, form, 'multipart');
    expect(done.location).toBe(
      '/console/subscriptions?done=subscribers-imported&added=1&unchanged=0&refused=2',
    );
    expect((await owner.get(done.location!)).text).toContain('导入完成：新增 1，未变 0，拒绝 2。');
    const bare = await owner.submit(path, `${path}/preview`, { text: 'a,b\n1,2' }, 'multipart');
    expect([bare.status, fieldErrors(bare.html)]).toEqual([422, ['不能为空']]);
  });

  it('finds a subscription by company or whole address, sees its consent, and ends it', async () => {
    await app.importSubscribers([aSubscriber('li@film.example', { company: '光影影视' })]);
    const id = await app.subscriptionOf('li@film.example');
    const found = async (text: string) =>
      (await owner.get(`/console/subscriptions?text=${encodeURIComponent(text)}`)).html.includes(id);
    expect(await found('光影')).toBe(true);
    expect(await found('LI@film.example')).toBe(true);
    expect(await found('film.example')).toBe(false);
    const path = `/console/subscriptions/${id}`;
    expect((await owner.get(path)).text).toContain('同意每周接收政策周报。');
    expect((await owner.submit(path, `${path}/end`)).location).toBe(`${path}?done=subscription-ended`);
    expect((await owner.get(path)).text).toContain('由运营者结束');
    expect((await owner.get('/console/subscriptions/x')).status).toBe(404);
  });

  it('explains why a company gets a policy, and why not', async () => {
    await app.importSubscribers([
      aSubscriber('li@film.example', { company: '光影影视' }),
      aSubscriber('far@film.example', { company: '远方农业', districts: '110109', sectors: 'A' }),
    ]);
    const policy = await app.publishPolicy({ districts: ['110107'] });
    const ask = async (who: string) =>
      (await owner.get(`/console/explain?policy=${policy.id}&who=${encodeURIComponent(who)}`)).text;
    expect(await ask('光影')).toMatch(/会收到.*地区 符合 石景山区 石景山区/);
    expect(await ask('far@film.example')).toMatch(/不会收到.*地区 不符合 石景山区 门头沟区/);
    expect(await ask('没有这家')).toContain('没有找到这样的订阅');
    expect((await owner.get('/console/explain?policy=x&subscription=y')).status).toBe(200);
  });
});
