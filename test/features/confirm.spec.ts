import { SuppressionsService } from '../../src/delivery/suppressions.service.js';
import { aSubscriber } from '../support/builders.js';
import { linkPath, oneClickPath } from '../support/received-mail.js';
import { startTestApp, TEST_NOW, type TestApp } from '../support/test-app.js';
import { aRequest, edition, mailsTo, open, submit, textOf } from './forms.js';

const HOUR_MS = 3_600_000;

describe('the link of a confirmation mail', () => {
  let app: TestApp;
  let confirm: string;
  beforeEach(async () => {
    app = await startTestApp();
    await submit(app, '/lists/culture', aRequest());
    const [mail] = await mailsTo(app, 'li@film.example', 1);
    confirm = linkPath(mail!, '/confirm/');
  });
  afterEach(async () => await app.close());

  const status = async () =>
    (await app.sql<{ status: string }>('select status from subscriptions')).map((row) => row.status).join();

  it('changes nothing by being looked at, however often', async () => {
    for (const method of ['GET', 'HEAD', 'GET']) {
      const answer = await open(app, confirm, method);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('x-robots-tag')).toBe('noindex');
    }
    expect(await status()).toBe('pending');
  });

  it('confirms once, however often the button is pressed', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, async () => (await submit(app, confirm, {})).status),
    );
    expect(new Set(answers)).toEqual(new Set([303]));
    expect(await status()).toBe('active');
    expect(await app.sql('select 1 from consents where confirmed_at is not null')).toHaveLength(1);
  });

  it('leads, once confirmed, to the latest edition as this very profile would have got it', async () => {
    await app.importSubscribers([aSubscriber('other@film.example', { sectors: '*', districts: '110108' })]);
    await app.publishPolicy({ title: '关于电影制作的通知' });
    await app.publishPolicy({ title: '关于创意设计的通知', sectors: ['032'] });
    await submit(app, confirm, {});
    await app.sql(`update subscriptions set paused_until = '2026-12-01' where id = $1`, [
      await app.subscriptionOf('li@film.example'),
    ]);
    await edition(app);
    const html = await (await open(app, confirm)).text();
    expect(textOf(html)).toContain('2026-W41（2026-10-05）按您的选择：1 项政策');
    const latest = /href="(\/preferences\/[^"]+\/latest)"/.exec(html)?.[1] ?? '';
    const answer = await open(app, latest);
    const page = await answer.text();
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(page).toContain('关于电影制作的通知');
    expect(page).not.toContain('关于创意设计的通知');
    expect(page).not.toMatch(/示例影业|li@film|[\uE000\uE001]/);
    expect(await mailsTo(app, 'li@film.example', 1)).toHaveLength(1);
  });

  it('leads to the whole edition where nothing of it concerns the profile, and to none before the first', async () => {
    await submit(app, confirm, {});
    expect(await (await open(app, confirm)).text()).not.toMatch(/\/latest|\/archive\//);
    await app.importSubscribers([aSubscriber('other@film.example', { sectors: '03' })]);
    await app.publishPolicy({ sectors: ['032'] });
    await edition(app);
    expect(await (await open(app, confirm)).text()).toContain('href="/archive/culture/2026-W41"');
  });

  it('is good for 72 hours', async () => {
    app.clock.set(new Date(TEST_NOW.getTime() + 72 * HOUR_MS + 1_000));
    const page = await open(app, confirm);
    expect(page.status).toBe(410);
    expect(textOf(await page.text())).toContain('链接已过期');
    await submit(app, confirm, {});
    expect(await status()).toBe('pending');
  });

  it('can be replaced by a fresh one when it has expired, once', async () => {
    app.clock.set(new Date(TEST_NOW.getTime() + 80 * HOUR_MS));
    const answers = await Promise.all([1, 2, 3].map(async () => await submit(app, `${confirm}/again`, {})));
    expect(new Set(answers.map((answer) => answer.headers.get('location')))).toEqual(
      new Set(['/lists/culture/sent']),
    );
    const mails = await mailsTo(app, 'li@film.example', 2);
    expect(mails).toHaveLength(2);
    await submit(app, linkPath(mails[1]!, '/confirm/'), {});
    expect(await status()).toBe('active');
  });

  it('does not bring back what the person has declined', async () => {
    const [mail] = await app.mailTo('li@film.example');
    await submit(app, oneClickPath(mail!), { 'List-Unsubscribe': 'One-Click' });
    expect(await status()).toBe('ended');
    await submit(app, confirm, {});
    expect(await status()).toBe('ended');
    expect(textOf(await (await open(app, confirm)).text())).toContain('已经取消');
  });

  it('lifts a bounce and a complaint, for the person has answered; a block by hand stays', async () => {
    const suppressions = app.get(SuppressionsService);
    await suppressions.suppress('li@film.example', 'bounce', 'test');
    await submit(app, confirm, {});
    expect((await suppressions.among(['li@film.example'])).size).toBe(0);
    await app.sql(`update subscriptions set status = 'pending'`);
    await suppressions.suppress('li@film.example', 'manual', 'test');
    await submit(app, confirm, {});
    expect((await suppressions.among(['li@film.example'])).size).toBe(1);
  });

  it('opens nothing else, and nothing else opens it', async () => {
    const token = confirm.slice('/confirm/'.length);
    const [mail] = await app.mailTo('li@film.example');
    const leave = oneClickPath(mail!).slice('/u/'.length);
    for (const path of [`/preferences/${token}`, `/u/${token}`, `/m/${token}`, `/confirm/${leave}`])
      expect((await open(app, path)).status).toBe(404);
  });

  it('is refused with one changed character, cut short, of 10 kB, with a NUL, or made up', async () => {
    const token = confirm.slice('/confirm/'.length);
    const wrong = [
      ...[0, 10, token.length - 1].map((at) => changed(token, at)),
      token.slice(0, -1),
      `${token}A`,
      'A'.repeat(10_240),
      '%00',
      `${token}%00`,
      'a',
      encodeURIComponent("' or 1=1 --"),
    ];
    for (const one of wrong) {
      expect((await open(app, `/confirm/${one}`)).status).toBe(404);
      expect((await submit(app, `/confirm/${one}`, {})).status).toBe(404);
    }
    expect(await status()).toBe('pending');
  });
});

function changed(token: string, at: number): string {
  return token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
}
