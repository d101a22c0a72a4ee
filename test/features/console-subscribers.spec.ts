import { aSubscriber } from '../support/builders.js';
import { linkPath } from '../support/received-mail.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { ConsoleClient } from './console-client.js';
import { edition, mailsTo, submit } from './forms.js';

describe('an operator looks after a subscription', () => {
  let app: TestApp;
  let owner: ConsoleClient;
  let page: string;
  let profile: string;

  /** An edition takes days, and a session does not last as long. */
  const runEdition = async () => {
    await edition(app);
    owner = await ConsoleClient.signedIn(app, 'owner', `owner-${app.clock.now().getTime()}@dibao.example`);
  };

  beforeEach(async () => {
    app = await startTestApp();
    owner = await ConsoleClient.signedIn(app, 'owner');
    await app.importSubscribers([aSubscriber('li@film.example')]);
    page = `/console/subscriptions/${await app.subscriptionOf('li@film.example')}`;
    profile = `${page}/profile`;
  });
  afterEach(async () => {
    await app.close();
  });

  it('sees what the profile would have brought, looks at another, and saves it from the next edition on', async () => {
    await app.publishPolicy({ title: '关于电影制作的通知' });
    await app.publishPolicy({ title: '关于创意设计的通知', sectors: ['032'] });
    await runEdition();
    const before = await owner.get(profile);
    expect(before.text).toContain('过去 4 周有 1 条政策会推送给这家企业');
    const wanted = { districts: '110108', sectors: ['022', '03'], language: 'en' };
    const looked = await owner.submit(profile, profile, { ...wanted, act: 'preview' });
    expect(looked.text).toContain('过去 4 周有 2 条政策会推送给这家企业');
    expect((await owner.get(page)).text).toContain('石景山区');

    const saved = await owner.submit(profile, profile, { ...wanted, act: 'save' });
    expect(saved.location).toBe(`${page}?done=profile-changed`);
    const shown = (await owner.get(page)).text;
    expect(shown).toContain('海淀区');
    expect(shown).toContain('英文');
    expect((await owner.get('/console/audit')).text).toContain('修改画像');
    await app.publishPolicy({ title: '海淀区设计补贴', districts: ['110108'], sectors: ['032'] });
    await edition(app);
    expect((await mailsTo(app, 'li@film.example', 2))[1]!.text).toContain('海淀区设计补贴');
  });

  it('finds in the trees, and is told what is missing, with nothing changed', async () => {
    const found = await owner.submit(profile, profile, { findSector: '电影', act: 'find' });
    expect(found.html).toContain('found-choice');
    const csrf = owner.tokenOf(found.html, profile);
    const refused = await owner.post(profile, { _csrf: csrf, districts: 'x', act: 'save' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('地区：含有不可选的值。');
    expect(refused.text).toContain('行业：请至少选一个。');
    expect((await owner.get(page)).text).toContain('石景山区');
  });

  it('gets the part alone by htmx', async () => {
    const csrf = owner.tokenOf((await owner.get(profile)).html, profile);
    const answer = await fetch(app.baseUrl + profile, {
      method: 'POST',
      headers: {
        'hx-request': 'true',
        cookie: [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      body: new URLSearchParams({ _csrf: csrf, districts: '110107', sectors: '022', act: 'preview' }),
    });
    const html = await answer.text();
    expect(html).not.toContain('<html');
    expect(html).toContain('reach-heading');
  });

  it('cannot change one that has ended, and nobody but an owner can at all', async () => {
    const editor = await ConsoleClient.signedIn(app, 'editor');
    expect((await editor.get(profile)).status).toBe(403);
    expect((await editor.get(page)).html).not.toContain('id="change"');
    const csrf = owner.tokenOf((await owner.get(profile)).html, profile);
    await owner.submit(page, `${page}/end`);
    expect((await owner.get(profile)).text).toContain('订阅已经结束');
    const form = { _csrf: csrf, districts: '110108', sectors: '03', act: 'save' };
    expect((await owner.post(profile, form)).status).toBe(409);
  });

  it('reads what happened: consent, a change of address and its outcome, the end and its reason', async () => {
    await app.publishPolicy();
    await runEdition();
    const [digest] = await mailsTo(app, 'li@film.example', 1);
    const preferences = linkPath(digest!, '/preferences/');
    await submit(app, `${preferences}/address`, { email: 'zhao@studio.example' });
    expect((await owner.get(page)).text).toContain('申请更换邮箱 zhao@studio.example');
    await submit(app, `${preferences}/address/withdraw`, {});
    await submit(app, `${preferences}/address`, { email: 'sun@studio.example' });
    const link = linkPath((await mailsTo(app, 'sun@studio.example', 1))[0]!, '/address/');
    await submit(app, link, {});
    const leave = linkPath(digest!, '/u/');
    await submit(app, leave, {});
    await submit(app, `${leave}/reason`, { reason: 'too-many', note: '每月一封就够了' });
    const { text } = await owner.get(page);
    for (const said of [
      '同意订阅 导入',
      '更换邮箱的结果 本人撤回',
      '更换邮箱的结果 新邮箱已确认',
      '订阅结束 本人退订',
    ])
      expect(text).toContain(said);
    expect(text).toContain('退订原因 邮件太多 · 每月一封就够了');
    expect(text).not.toContain('zhao@studio.example');
  });

  it('sees why people leave, by list, with what they wrote and without who they are', async () => {
    expect((await owner.get('/console/subscriptions/leaving')).text).toContain('还没有人退订');
    await app.importSubscribers(['a', 'b', 'c'].map((name) => aSubscriber(`${name}@film.example`)));
    await app.publishPolicy();
    await runEdition();
    for (const [name, reason, note] of [
      ['a', 'not-relevant', '我们只做出口'],
      ['b', 'not-relevant', ''],
      ['c', '', ''],
    ] as const) {
      const leave = linkPath((await mailsTo(app, `${name}@film.example`, 1))[0]!, '/u/');
      await submit(app, leave, {});
      if (reason !== '') await submit(app, `${leave}/reason`, { reason, note });
    }
    const { text, html } = await owner.get('/console/subscriptions/leaving');
    expect(text).toContain('文化政策周报 3 退订 · 2 说明了原因');
    expect(text).toMatch(/政策无关\s+2/);
    expect(text).toMatch(/没有说明\s+1/);
    expect(text).toContain('我们只做出口');
    expect(text).not.toContain('film.example');
    expect(html).toContain('width="50"');
  });
});
