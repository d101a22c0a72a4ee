import { readFile } from 'node:fs/promises';
import { type Browser, chromium } from 'playwright-core';
import { aSubscriber } from '../support/builders.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { CHROMIUM, tabTo } from './chromium.js';

const WORDS = {
  'zh-CN': { one: '1 项政策', open: '正在申报，还剩', unstated: '原文未写明', late: '有效期', page: '第 2 / 2 页', none: '没有找到' },
  en: { one: '1 policy', open: 'Open, ', unstated: 'Not stated in the source', late: 'In effect', page: 'Page 2 of 2', none: 'No policy was found' },
} as const; // prettier-ignore

(CHROMIUM ? describe : describe.skip)(
  'a reader’s way through the archive, in Chromium (skipped where none is found)',
  () => {
    let app: TestApp;
    let browser: Browser;
    let edition: string;

    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
      app = await startTestApp();
      await app.importSubscribers([aSubscriber('li@film.example')]);
      await app.publishPolicy({
        title: '石景山区数字文旅专项资金申报通知',
        level: 'district',
        districts: ['110107'],
        applicationClosesOn: '2026-10-20',
        publishedOn: '2026-09-20',
      });
      for (let at = 0; at < 24; at += 1) await app.publishPolicy({ title: `电影政策之${at}` });
      ({ edition } = await app.runEdition());
    }, 60_000);
    afterAll(async () => {
      await app.close();
      await browser.close();
    });

    it.each([
      ['zh-CN', 1280, true],
      ['en', 375, true],
      ['zh-CN', 320, false],
    ] as const)(
      'finds a policy by keyboard alone, takes its deadline along, follows it and subscribes to its like (%s, %d px, scripts %s)',
      async (language, width, hasScripts) => {
        const words = WORDS[language];
        const context = await browser.newContext({
          viewport: { width, height: 720 },
          locale: language,
        });
        const page = await context.newPage();
        // as without scripts, though the test itself asks the page where the focus is
        if (!hasScripts) await page.route('**/*.js*', (route) => route.abort());
        const press = async (selector: string, key = 'Enter') => {
          await tabTo(page, selector);
          await page.keyboard.press(key);
        };

        await page.goto(`${app.baseUrl}/`);
        await press('nav.site a[href^="/policies"]');
        await page.waitForURL(/\/policies/);
        await tabTo(page, '#q');
        await page.keyboard.insertText('文旅资金');
        await press('details.filters > summary');
        await tabTo(page, '#district');
        for (let steps = 0; steps < 60 && (await page.inputValue('#district')) !== '110107'; steps += 1)
          await page.keyboard.press('ArrowDown');
        expect(await page.inputValue('#district')).toBe('110107');
        await press('details.filters button');
        await page.getByText(words.one, { exact: true }).waitFor();
        expect(await page.locator('mark').allTextContents()).toEqual(
          expect.arrayContaining(['文旅', '资金']),
        );

        await press('.found-title a');
        await page.getByText(words.open).waitFor();
        expect(
          await page
            .locator('dt', { hasText: words.late })
            .locator('xpath=following-sibling::dd')
            .innerText(),
        ).toBe(words.unstated);
        const download = page.waitForEvent('download');
        await press('#calendar');
        const calendar = await readFile(await (await download).path(), 'utf8');
        expect(calendar).toContain('DTSTART;VALUE=DATE:20261020');

        const feed = await page
          .locator('link[rel=alternate][type="application/atom+xml"]')
          .first()
          .getAttribute('href');
        expect(await page.locator(`main a[href="${feed}"]`).count()).toBe(1);
        expect((await page.request.get(app.baseUrl + feed)).headers()['content-type']).toContain('atom+xml');

        await press('.follow a.button');
        await page.waitForURL(/\/lists\/culture\?/);
        expect(await page.locator('input[name=districts][value="110107"]').isChecked()).toBe(true);
        expect(await page.locator('input[name=sectors][value="022"]').isChecked()).toBe(true);
        await context.close();
      },
      60_000,
    );

    it.each(['zh-CN', 'en'] as const)(
      'turns pages, takes a condition away and browses an edition (%s)',
      async (language) => {
        const words = WORDS[language];
        const page = await browser.newPage({ locale: language, viewport: { width: 375, height: 720 } });
        await page.goto(`${app.baseUrl}/policies`);
        await page.click('a[rel=next]');
        await page.getByText(words.page).waitFor();
        await page.goto(`${app.baseUrl}/policies?q=渔业&level=district`);
        await page.getByText(words.none).waitFor();
        await page.click('.without a[href^="/policies?level=district"]');
        await page.getByText(words.one, { exact: true }).waitFor();
        await page.goto(`${app.baseUrl}/archive/culture`);
        await page.click(`a[href^="/archive/culture/${edition}"]`);
        await page.click('.found a >> text=石景山区数字文旅专项资金申报通知');
        await page.waitForURL(/\/policies\/[0-9a-f-]{36}/);
        await page.emulateMedia({ media: 'print' });
        expect(await page.locator('nav.site').isVisible()).toBe(false);
        expect(await page.locator('.full-text').isVisible()).toBe(true);
        await page.close();
      },
    );
  },
);
