import { type Browser, chromium } from 'playwright-core';
import { mailsTo, aRequest, submit } from '../features/forms.js';
import { aSubscriber } from '../support/builders.js';
import { linkPath } from '../support/received-mail.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { CHROMIUM, tabTo, WatchedPage } from './chromium.js';

(CHROMIUM ? describe : describe.skip)('every public page, in Chromium (skipped where none is found)', () => {
  let app: TestApp;
  let browser: Browser;
  let paths: string[];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    app = await startTestApp();
    paths = await everyPage(app);
  }, 60_000);
  afterAll(async () => {
    await app.close();
    await browser.close();
  });

  it.each(['zh-CN', 'en'])(
    'meets the bars: axe, 320 px, 150 KB, no other host, no complaint of the browser (%s)',
    async (language) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: language });
      const failures: string[] = [];
      for (const path of paths) {
        const page = await context.newPage();
        const watched = await WatchedPage.watch(page, app.baseUrl);
        // pages behind links speak their owner's language unless another is asked for
        await page.goto(`${app.baseUrl}${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
        expect(await page.locator('html').getAttribute('lang')).toBe(
          path.startsWith('/m/') ? 'zh-CN' : language,
        );
        // a refusal is an answer, though the browser's console calls it an error
        const found = await watched.failures();
        failures.push(
          ...found.filter((one) => !one.includes('status of 400')).map((one) => `${path} ${one}`),
        );
        await page.close();
      }
      expect(failures).toEqual([]);
      expect(paths.length).toBeGreaterThan(17);
      await context.close();
    },
    180_000,
  );

  it('shows where the keyboard is, and lets it skip to the content', async () => {
    const page = await browser.newPage({ locale: 'zh-CN' });
    for (const path of ['/', '/policies', '/lists/culture']) {
      await page.goto(app.baseUrl + path);
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
      const box = await page.locator('.skip').boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
      const outline = await page.evaluate(
        () => getComputedStyle(document.activeElement as Element).outlineStyle,
      );
      expect(outline).not.toBe('none');
    }
    await page.goto(`${app.baseUrl}/policies`);
    await tabTo(page, 'main a[href^="/feeds/"]');
    await page.close();
  });
});

/** Everything a reader or subscriber can open, refusals too; the pages behind links are those of real mails. */
async function everyPage(app: TestApp): Promise<string[]> {
  await app.importSubscribers([aSubscriber('other@film.example'), aSubscriber('gone@film.example')]);
  const old = await app.publishPolicy({
    title: '旧的电影办法',
    fullText: null,
    documentNumber: null,
    issuers: [],
  });
  const call = await app.publishPolicy({
    title: '关于组织申报电影专项资金的通知',
    whoCanApply: '在本市注册的电影企业',
    applicationOpensOn: '2026-09-01',
    applicationClosesOn: '2026-10-20',
    attachments: [{ title: '申报表', link: 'https://policy.example/form.docx' }],
  });
  await app.sql(`insert into policy_relations (policy_id, kind, related_id) values ($1, 'repeals', $2)`, [
    call.id,
    old.id,
  ]);
  for (let at = 0; at < 21; at += 1) await app.publishPolicy({ title: `电影政策之${at}` });
  const { edition } = await app.runEdition();
  const [digest] = await mailsTo(app, 'other@film.example', 1);
  const [last] = await mailsTo(app, 'gone@film.example', 1);
  const left = linkPath(last!, '/u/');
  await submit(app, left, {});
  const form = aRequest();
  await app.sql('delete from request_budgets');
  await submit(app, '/lists/culture', form);
  const [confirmation] = await mailsTo(app, 'li@film.example', 1);
  const preferences = linkPath(digest!, '/preferences/');
  return [
    '/',
    '/lists/culture',
    '/lists/culture?districts=110107&sectors=022',
    '/lists/culture/sent',
    '/policies',
    '/policies?page=2',
    '/policies?q=电影&district=110107&level=municipal&from=2026-01-01&open=1',
    '/policies?q=没有这个词',
    '/policies?level=nowhere&from=2026-02-30',
    `/policies/${call.id}`,
    `/policies/${old.id}`,
    '/archive/culture',
    `/archive/culture/${edition}`,
    '/nowhere',
    '/preferences',
    linkPath(confirmation!, '/confirm/'),
    preferences,
    `${preferences}/erase`,
    linkPath(digest!, '/u/'),
    left,
    linkPath(digest!, '/m/'),
  ];
}
