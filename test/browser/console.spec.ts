import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { CreateAdminService } from '../../src/admins/create-admin.service.js';
import { aSubscriber } from '../support/builders.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const CHROMIUM = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));
const BULLETIN = [
  '一周政策汇编',
  '政策类',
  '市级',
  '1、关于支持影视企业发展的若干措施',
  '颁发机构:北京市电影局',
  '发布时间:2026-09-29',
  '为支持电影、电视剧制作企业发展，制定本措施。',
  '政策原文链接:https://policy.example/1.html',
].join('\n\n');

(CHROMIUM ? describe : describe.skip)(
  'a week in the console, in Chromium (skipped where none is found)',
  () => {
    let app: TestApp;
    let browser: Browser;

    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    }, 60_000);
    afterAll(async () => {
      await browser.close();
    });
    afterEach(async () => {
      await app.close();
    });

    it.each([
      ['a desk', { width: 1280, height: 860 }, true],
      ['a phone', { width: 375, height: 720 }, true],
      ['a desk without JavaScript', { width: 1280, height: 860 }, false],
    ] as const)(
      'goes from a pasted bulletin to mail in the inbox, at %s',
      async (_, viewport, javaScriptEnabled) => {
        app = await startTestApp({ ticks: 'running' });
        const recipients = Array.from({ length: 12 }, (__, index) => `film${index}@film.example`);
        await app.importSubscribers(recipients.map((address) => aSubscriber(address, { sectors: '*' })));
        const context = await browser.newContext({ viewport, javaScriptEnabled, locale: 'zh-CN' });
        const page = await context.newPage();
        const complaints = listen(page);
        await signIn(page, app);

        await page.goto(`${app.baseUrl}/console/bulletins/new`);
        await page.fill('#field-text', BULLETIN);
        await page.click('#read');
        await page.getByText('读取完成：1 条，其中 0 条待核对').waitFor();
        await fits(page);
        await page.click('#publish');
        await page.getByText('已发布，将进入下一期。').waitFor();
        await fits(page);

        const held = app.smtp.hold('film0@film.example');
        app.clock.set(new Date(app.clock.now().getTime() + 60_000));
        await page.goto(`${app.baseUrl}/console/editions`);
        await fits(page);
        await page.click('#run');
        await page.getByText('正在冻结和排版').waitFor();
        await page.locator('#edition-status', { hasText: '发送中' }).waitFor();
        await fits(page);
        held.release();
        await page.locator('#edition-status', { hasText: '已完成' }).waitFor();
        await page.getByText('账目平衡：每个订阅都有去向。 12 + 0 = 12').waitFor();
        await fits(page);
        expect(await app.mailTo('film3@film.example')).toHaveLength(1);
        expect(complaints).toEqual([]);
        await context.close();
      },
      120_000,
    );
  },
);

async function signIn(page: Page, app: TestApp): Promise<void> {
  const owner = await app.get(CreateAdminService).create({ email: 'owner@dibao.example', role: 'owner' });
  await page.goto(`${app.baseUrl}/console`);
  await page.fill('#email', owner.email);
  await page.fill('#password', owner.password);
  await page.click('form.card button');
  await page.waitForURL(`${app.baseUrl}/console`);
  await page.getByRole('heading', { name: '总览' }).waitFor();
}

/** What the browser's console says: errors, and everything the content security policy stops. */
function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}

/** Nothing makes the page wider than the screen. */
async function fits(page: Page): Promise<void> {
  const { wide, screen } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    screen: document.documentElement.clientWidth,
  }));
  expect(wide).toBeLessThanOrEqual(screen);
}
