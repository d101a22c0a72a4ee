import { linkPath, oneClickPath, type ReadMail } from '../support/received-mail.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { aSubscriber } from '../support/builders.js';
import { edition, mailsTo, open, submit, textOf } from './forms.js';

const ADDRESS = 'li@film.example';

describe('the preferences of a subscription', () => {
  let app: TestApp;
  let digest: ReadMail;
  let preferences: string;
  beforeEach(async () => {
    app = await startTestApp();
    await app.importSubscribers([aSubscriber(ADDRESS, { types: 'notice;fund' })]);
    await app.publishPolicy();
    await edition(app);
    [digest] = (await mailsTo(app, ADDRESS, 1)) as [ReadMail];
    preferences = linkPath(digest, '/preferences/');
  });
  afterEach(async () => await app.close());

  it('show what is chosen and change nothing by being looked at', async () => {
    const before = await app.sql('select * from subscriptions');
    for (const method of ['GET', 'HEAD']) expect((await open(app, preferences, method)).status).toBe(200);
    const answer = await open(app, preferences);
    const html = await answer.text();
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-robots-tag')).toBe('noindex');
    expect(html).toMatch(/value="110107" checked/);
    expect(html).toMatch(/value="022" checked/);
    expect(html).toMatch(/value="fund" checked/);
    expect(await app.sql('select * from subscriptions')).toEqual(before);
  });

  it('are kept as they are when one field is wrong, and the form comes back whole', async () => {
    const before = await app.sql('select * from subscriptions');
    const answer = await submit(app, preferences, { districts: ['110105', 'x'], sectors: [] });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toMatch(/value="110105" checked/);
    expect(html).toContain('地区：含有不可选的值。');
    expect(html).toContain('行业：请至少选一个。');
    expect(await app.sql('select * from subscriptions')).toEqual(before);
  });

  it('can be looked at in their effect before they are saved', async () => {
    const answer = await submit(app, preferences, { act: 'preview', districts: '110108', sectors: '02' });
    expect(textOf(await answer.text())).toContain('过去 4 周有 1 条政策会推送给您');
    const [row] = await app.sql<{ districts: string[] }>(
      'select p.districts from subscriptions s join profiles p on p.id = s.profile_id',
    );
    expect(row!.districts).toEqual(['110107']);
  });

  it('apply forwards only: a policy of the past is not sent to the new profile', async () => {
    await app.publishPolicy({ title: '关于设计的旧通知', sectors: ['032'] });
    await edition(app);
    await submit(app, preferences, { districts: '110107', sectors: '03' });
    await app.publishPolicy({ title: '关于设计的新通知', sectors: ['032'] });
    await edition(app);
    const mails = await mailsTo(app, ADDRESS, 2);
    expect(mails).toHaveLength(2);
    expect(mails[1]!.text).toContain('关于设计的新通知');
    expect(mails[1]!.text).not.toContain('关于设计的旧通知');
  });

  it('rest a subscription until a day and take it up again', async () => {
    const paused = await submit(app, `${preferences}/pause`, { until: '2026-10-31' });
    expect(paused.status).toBe(303);
    expect(textOf(await (await open(app, preferences)).text())).toContain('已暂停，2026 年 10 月 31 日恢复');
    await app.publishPolicy();
    expect((await edition(app)).excluded).toMatchObject({ paused: 1 });
    expect((await submit(app, `${preferences}/resume`, {})).status).toBe(303);
    await app.publishPolicy();
    expect((await edition(app)).eligible).toBe(1);
  });

  it.each(['', 'soon', '2026-02-30', '2020-01-01', '2046-01-01', '2026-10-31\u0000'])(
    'refuse a pause until %j',
    async (until) => {
      const answer = await submit(app, `${preferences}/pause`, { until });
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain('id="until-wrong"');
    },
  );

  it('say that a subscription has ended, change nothing of it, and lead to the form', async () => {
    await submit(app, oneClickPath(digest), { 'List-Unsubscribe': 'One-Click' });
    const page = await (await open(app, preferences)).text();
    expect(textOf(page)).toContain('您已退订「文化政策周报」');
    expect(page).toContain('href="/lists/culture"');
    expect((await submit(app, preferences, { districts: '110108', sectors: '02' })).status).toBe(409);
    expect((await submit(app, `${preferences}/pause`, { until: '2026-10-31' })).status).toBe(409);
  });

  it('open by no other link', async () => {
    const leave = oneClickPath(digest).slice('/u/'.length);
    for (const path of [`/preferences/${leave}`, '/preferences/x', `/preferences/${'A'.repeat(10_240)}`])
      expect((await submit(app, path, { districts: '110108', sectors: '02' })).status).toBe(404);
  });
});
