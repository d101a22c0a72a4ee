import { startTestApp, type TestApp } from '../support/test-app.js';
import { aSubscriber } from '../support/builders.js';
import { ConsoleClient } from './console-client.js';

describe('an approver in the console', () => {
  let app: TestApp;
  let approver: ConsoleClient;

  async function begin(approval: 'none' | 'any' | 'second-person'): Promise<void> {
    app = await startTestApp({ list: { approval } });
    approver = await ConsoleClient.signedIn(app, 'approver');
    await app.importSubscribers([
      aSubscriber('li@film.example'),
      aSubscriber('wang@film.example'),
      aSubscriber('far@film.example', { districts: '110109', sectors: 'A' }),
    ]);
  }
  afterEach(async () => {
    await app.close();
  });

  async function run(client = approver): Promise<string> {
    const answer = await client.submit('/console/editions', '/console/editions');
    expect(answer.status).toBe(303);
    return answer.location!.split('?')[0]!;
  }
  const statusOf = async (path: string) =>
    /id="edition-status">([^<]+)</.exec((await approver.get(path)).html)?.[1];
  const waitFor = async (path: string, status: string) =>
    await app.waitUntil(async () => (await statusOf(path)) === status);

  it('runs an edition and sees where everybody went', async () => {
    await begin('none');
    await app.publishPolicy();
    const path = await run();
    await waitFor(path, '已完成');
    const { html, text } = await approver.get(path);
    expect(text).toContain('账目平衡：每个订阅都有去向。 2 + 1 = 3');
    expect(html).toMatch(/<rect class="c-accepted"/);
    expect(html).not.toContain('hx-get');
    expect(await app.mailTo('li@film.example')).toHaveLength(1);
    const part = await approver.get(`${path}/progress`);
    expect(part.html).toMatch(/^<section id="progress">/);
    const sample = /<iframe[^>]* src="([^"]+)"[^>]* sandbox/.exec(html)![1]!;
    const mail = await approver.get(sample);
    expect(mail.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox$/);
    expect(mail.html).toContain('文化政策周报');
    expect(mail.html).not.toMatch(/li@film|示例企业|\/u\//);
  });

  it('opens one edition by ten clicks', async () => {
    await begin('any');
    await app.publishPolicy();
    const { html } = await approver.get('/console/editions');
    const form = { _csrf: approver.tokenOf(html, '/console/editions'), list: 'culture' };
    const answers = await Promise.all(
      Array.from({ length: 10 }, async () => await approver.post('/console/editions', form)),
    );
    expect(new Set(answers.map(({ location }) => location!.split('?')[0])).size).toBe(1);
    expect(await app.sql('select from editions')).toHaveLength(1);
  });

  it('brings the next edition forward when this week’s is out, once', async () => {
    await begin('none');
    await app.publishPolicy();
    await waitFor(await run(), '已完成');
    app.clock.set(new Date(app.clock.now().getTime() + 60_000));
    await app.publishPolicy();
    const early = approver.tokenOf((await approver.get('/console/editions')).html, '/console/editions');
    await waitFor(await run(), '已完成');
    expect(
      (await app.sql<{ key: string }>('select key from editions order by key')).map(({ key }) => key),
    ).toEqual(['2026-W40', '2026-W41']);
    expect(await app.mailTo('li@film.example')).toHaveLength(2);
    const third = await approver.post('/console/editions', { _csrf: early, list: 'culture' });
    expect(third.status).toBe(409);
    expect((await approver.get('/console/editions')).text).toContain('下一期已经提前发出');
  });

  it('begins anew what was brought forward and cancelled', async () => {
    await begin('none');
    await app.publishPolicy();
    await waitFor(await run(), '已完成');
    await app.sql(`update lists set approval = 'any'`);
    app.clock.set(new Date(app.clock.now().getTime() + 60_000));
    await app.publishPolicy();
    const path = await run();
    await waitFor(path, '审核中');
    await approver.submit(`${path}/cancel`, `${path}/cancel`);
    app.clock.set(new Date(app.clock.now().getTime() + 60_000));
    await app.publishPolicy();
    expect((await approver.get('/console/editions')).text).toContain(
      '提前出的这一期取消了，这是重新出： 2026-W41',
    );
    expect(await run()).toBe(path);
    await waitFor(path, '审核中');
    await approver.submit(path, `${path}/approve`);
    await waitFor(path, '已完成');
    const [, second] = await app.mailTo('li@film.example');
    expect(second?.text.match(/\/policies\/[0-9a-f-]{36}$/gm)).toHaveLength(2);
    expect(await app.mailTo('li@film.example')).toHaveLength(2);
  });

  it('approves what was shown, and nothing else', async () => {
    await begin('any');
    await app.publishPolicy();
    const path = await run();
    await waitFor(path, '审核中');
    expect(await app.mailTo('li@film.example')).toHaveLength(0);
    const stale = await approver.submit(path, `${path}/approve`, { contentHash: 'f'.repeat(64) });
    expect(stale.status).toBe(409);
    const approved = await approver.submit(path, `${path}/approve`);
    expect(approved.location).toBe(`${path}?done=edition-approved`);
    await waitFor(path, '已完成');
    expect((await approver.post(`${path}/approve`, { _csrf: 'x' })).status).toBe(403);
  });

  it('wants a second person where the list does', async () => {
    await begin('second-person');
    await app.publishPolicy();
    const path = await run();
    await waitFor(path, '审核中');
    const own = await approver.submit(path, `${path}/approve`);
    expect(own.status).toBe(403);
    expect(own.text).toContain('第二个人');
    const second = await ConsoleClient.signedIn(app, 'approver', 'second@dibao.example');
    expect((await second.submit(path, `${path}/approve`)).status).toBe(303);
    await waitFor(path, '已完成');
  });

  it('holds, refreezes and cancels before release: the policies go to the next edition', async () => {
    await begin('any');
    const policy = await app.publishPolicy();
    const path = await run();
    await waitFor(path, '审核中');
    await approver.submit(path, `${path}/hold`, { reason: '标题有误' });
    expect((await approver.get(path)).text).toContain('已暂缓 · 标题有误');
    const forced = await approver.post(`${path}/approve`, { _csrf: 'x' });
    expect(forced.status).toBe(403);
    await approver.submit(path, `${path}/unhold`);
    await approver.submit(path, `${path}/refreeze`);
    await waitFor(path, '审核中');
    const confirm = await approver.get(`${path}/cancel`);
    expect(confirm.html).toMatch(/id="will-stop">2</);
    const cancelled = await approver.submit(`${path}/cancel`, `${path}/cancel`);
    expect(cancelled.location).toBe(`${path}?done=edition-cancelled&cancelled=2`);
    expect(await statusOf(path)).toBe('已取消');
    app.clock.set(new Date(app.clock.now().getTime() + 60_000));
    const next = await run();
    await waitFor(next, '审核中');
    expect((await approver.get(next)).text).toContain(policy.title);
  });

  it('pauses, resumes and cancels while mails go out', async () => {
    await begin('none');
    await app.publishPolicy();
    const held = ['li@film.example', 'wang@film.example'].map((address) => app.smtp.hold(address));
    const path = await run();
    await waitFor(path, '发送中');
    const { html } = await approver.get(path);
    expect(html).toMatch(/hx-get="\/console\/editions\/[^"]+\/progress\?seen=sending" hx-trigger="every 2s"/);
    await approver.submit(path, `${path}/pause`);
    expect((await approver.get(path)).text).toContain('发送已暂停');
    await approver.submit(path, `${path}/resume`);
    expect((await approver.get(path)).text).not.toContain('发送已暂停');
    expect((await approver.submit(`${path}/cancel`, `${path}/cancel`)).status).toBe(303);
    for (const { release } of held) release();
    await waitFor(path, '已完成');
    expect((await approver.get(path)).text).toContain('账目平衡');
  });

  it('answers 404 for what is not there', async () => {
    await begin('none');
    for (const path of ['x', '00000000-0000-7000-8000-000000000000'])
      for (const part of ['', '/progress', '/cancel', '/samples/x'])
        expect((await approver.get(`/console/editions/${path}${part}`)).status).toBe(404);
  });
});
