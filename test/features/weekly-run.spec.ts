import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImportBulletinService } from '../../src/bulletins/import-bulletin.service.js';
import { PACKAGE_ROOT } from '../../src/platform/package-root.js';
import { aSubscriber, FIRST_CUT_OFF } from '../support/builders.js';
import { linkPath, oneClickPath, type ReadMail } from '../support/received-mail.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const FILM = '关于支持影视企业复工复产的若干措施';
const GAMES = '石景山区促进游戏产业发展实施细则';
const ONE_CLICK = { 'List-Unsubscribe': 'One-Click' };

/** The steps follow one another, as they do for the people who live them. */
describe('a week of Dibao', () => {
  let app: TestApp;
  const mails = new Map<string, ReadMail>();

  beforeAll(async () => {
    app = await startTestApp();
  });

  afterAll(() => app.close());

  const mailOf = (name: string) => mails.get(name) as ReadMail;
  const request = async (path: string, init?: RequestInit) =>
    await fetch(app.baseUrl + path, { redirect: 'manual', ...init });

  it('begins with subscribers and a bulletin', async () => {
    const { added } = await app.importSubscribers([
      aSubscriber('li@shijingshan.example', { company: '示例甲有限公司', districts: '110107', sectors: '*' }),
      aSubscriber('wang@shijingshan.example', {
        company: '示例乙有限公司',
        districts: '110107',
        sectors: '*',
      }),
      aSubscriber('zhao@chaoyang.example', { company: '示例丙有限公司', districts: '110105', sectors: '*' }),
      aSubscriber('qian@shanghai.example', { company: '示例丁有限公司', districts: '310000', sectors: '*' }),
    ]);
    const text = readFileSync(join(PACKAGE_ROOT, 'test/fixtures/bulletins/weekly.txt'), 'utf8');
    const imported = await app
      .get(ImportBulletinService)
      .import({ name: 'weekly.txt', text, format: 'text' }, { listSlug: 'culture', publish: true });
    expect(added).toBe(4);
    expect(imported.entries.map(({ title, status, announce }) => [title, status, announce])).toEqual([
      [FILM, 'published', 'next'],
      [GAMES, 'published', 'next'],
    ]);
  });

  it('sends each company exactly what concerns it', async () => {
    await app.tick(FIRST_CUT_OFF);
    expect(await app.waitForComplete()).toMatchObject({
      edition: '2026-W41',
      policies: 2,
      active: 4,
      excluded: { paused: 0, nothingNew: 1 },
      eligible: 3,
      accepted: 3,
    });
    for (const received of app.smtp.received) {
      const [mail] = await app.mailTo(received.to);
      mails.set(received.to.split('@')[0] as string, mail as ReadMail);
    }
    const titlesIn = (name: string) => [FILM, GAMES].filter((title) => mailOf(name).text.includes(title));
    expect([...mails.keys()].sort()).toEqual(['li', 'wang', 'zhao']);
    expect([titlesIn('li'), titlesIn('wang'), titlesIn('zhao')]).toEqual([
      [FILM, GAMES],
      [FILM, GAMES],
      [FILM],
    ]);
    expect(mailOf('li').text).toContain('示例甲有限公司');
    expect(mailOf('li').text).toContain('https://policy.example/2026/film.html');
  });

  it('shows the digest in a browser without a trace of its reader', async () => {
    const response = await request(linkPath(mailOf('li'), '/m/'));
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(page).toContain(FILM);
    expect(page).not.toMatch(/示例甲|li@/);
    expect(page).not.toContain(oneClickPath(mailOf('li')));
  });

  it('shows a policy and its calendar only while it is published', async () => {
    const path = /\/policies\/[0-9a-f-]{36}/.exec(mailOf('zhao').text)?.[0] ?? '';
    const response = await request(path);
    expect([response.status, (await response.text()).includes(FILM)]).toEqual([200, true]);
    expect((await request(`${path}/deadline.ics`)).status).toBe(404);
    expect((await request('/policies/01990000-0000-7000-8000-000000000000')).status).toBe(404);
  });

  it('changes nothing when a scanner follows the unsubscribe link', async () => {
    const path = oneClickPath(mailOf('li'));
    for (const method of ['GET', 'HEAD', 'GET', 'OPTIONS'])
      expect((await request(path, { method })).status).toBeLessThan(500);
    const response = await request(path);
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('cache-control')).toContain('no-store');
    expect(page).toMatch(/<form method="post" action="\/u\/[^"]+">(?:<p[^>]*>)?<button type="submit"/);
    expect(page).not.toContain('<script');
  });

  it.each([
    ['one changed character', (token: string) => (token.startsWith('A') ? 'B' : 'A') + token.slice(1)],
    ['a cut link', (token: string) => token.slice(0, -1)],
    ['a longer link', (token: string) => `${token}A`],
    ['10,000 characters', () => 'A'.repeat(10_000)],
    ['a NUL', (token: string) => `${token}%00`],
    ['a path that climbs', () => '..%2F..%2Fhealthz'],
    ['a script', () => '%3Cscript%3Ealert(1)%3C%2Fscript%3E'],
    ['the web-view token of the same mail', () => linkPath(mailOf('li'), '/m/').slice('/m/'.length)],
  ])('answers 404 for an unsubscribe link with %s, and ends nothing', async (_, change) => {
    const path = `/u/${change(oneClickPath(mailOf('li')).slice('/u/'.length))}`;
    for (const init of [{}, { method: 'POST', body: new URLSearchParams(ONE_CLICK) }]) {
      const response = await request(path, { ...init, headers: { accept: 'text/html' } });
      expect(response.status).toBe(404);
      expect(await response.text()).not.toContain('<script');
    }
    expect(await (await request(oneClickPath(mailOf('li')))).text()).toContain('<button');
  });

  it('ends a subscription at the press of the page’s button', async () => {
    const path = oneClickPath(mailOf('li'));
    const response = await request(path, { method: 'POST', headers: { accept: 'text/html' } });
    expect([response.status, response.headers.get('location')]).toEqual([200, null]);
    expect(await response.text()).toContain('已退订');
    const afterwards = await (await request(path)).text();
    expect(afterwards).toContain('您已经退订');
    expect(afterwards).not.toContain('name="scope"');
  });

  it.each([
    ['urlencoded', 'wang', () => new URLSearchParams(ONE_CLICK)],
    ['multipart', 'zhao', () => multipart(ONE_CLICK)],
  ])('ends it by the mail program’s one click, %s, without cookie or redirect', async (_, name, body) => {
    const response = await request(oneClickPath(mailOf(name)), { method: 'POST', body: body() });
    expect(response.status).toBe(200);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('location')).toBeNull();
    const again = await request(oneClickPath(mailOf(name)), { method: 'POST', body: body() });
    expect(again.status).toBe(200);
  });

  it('sends nothing more to those who left, and goes on for whoever joins', async () => {
    app.passDays(2);
    await app.importSubscribers([aSubscriber('sun@shijingshan.example', { sectors: '*' })]);
    await app.publishPolicy({ title: '第二周的文件' });
    const before = app.smtp.received.length;
    await app.tick(new Date('2026-10-12T00:00:00Z'));
    expect(await app.waitForComplete()).toMatchObject({ edition: '2026-W42', active: 2, accepted: 1 });
    expect(app.smtp.received.slice(before).map((mail) => mail.to)).toEqual(['sun@shijingshan.example']);
  });

  it('keeps the unsubscribe link of an old mail good', async () => {
    app.clock.set(new Date('2031-10-05T00:00:00Z'));
    expect((await request(oneClickPath(mailOf('li')))).status).toBe(200);
  });
});

function multipart(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}
