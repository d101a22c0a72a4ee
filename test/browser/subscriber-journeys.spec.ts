import { type Browser, chromium, type Page } from 'playwright-core';
import { aSubscriber } from '../support/builders.js';
import { linkPath, oneClickPath, type ReadMail } from '../support/received-mail.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { aRequest, edition, mailsTo, submit } from '../features/forms.js';
import { CHROMIUM, tabTo, WatchedPage } from './chromium.js';

/** How a person works a page: by mouse or finger, or by the keyboard alone. */
interface Hands {
  press(page: Page, selector: string): Promise<void>;
  tick(page: Page, selector: string): Promise<void>;
  type(page: Page, selector: string, text: string): Promise<void>;
  /** Fills a date field with a day, `YYYY-MM-DD`. */
  date(page: Page, selector: string, day: string): Promise<void>;
}

const POINTER: Hands = {
  press: async (page, selector) => await page.click(selector),
  tick: async (page, selector) => await page.click(selector),
  type: async (page, selector, text) => await page.fill(selector, text),
  date: async (page, selector, day) => await page.fill(selector, day),
};

const KEYBOARD: Hands = {
  async press(page, selector) {
    await tabTo(page, selector);
    await page.keyboard.press('Enter');
  },
  async tick(page, selector) {
    await tabTo(page, selector);
    await page.keyboard.press('Space');
  },
  async type(page, selector, text) {
    await tabTo(page, selector);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(text);
  },
  /** Digit by digit into the parts of the field: month, day, year in a browser that was started in American English. */
  async date(page, selector, day) {
    await tabTo(page, selector);
    const [year = '', month = '', date = ''] = day.split('-');
    await page.keyboard.type(month + date + year);
    expect(await page.inputValue(selector)).toBe(day);
  },
};

const WORDS = {
  'zh-CN': {
    sector: '电影',
    reach: '过去 4 周有 1 条政策会推送给您',
    confirmed: '订阅成功',
    saved: '已保存',
    paused: '已暂停',
    moved: '新邮箱已确认',
    left: '已退订',
    thanked: '谢谢，已经记下',
    erased: '资料已删除',
  },
  en: {
    sector: 'film',
    reach: '1 policy would have reached you',
    confirmed: 'You are subscribed',
    saved: 'Saved.',
    paused: 'Paused',
    moved: 'The new address is confirmed',
    left: 'You are unsubscribed',
    thanked: 'Thank you, noted',
    erased: 'Your data is erased',
  },
} as const;

(CHROMIUM ? describe : describe.skip)(
  'a subscriber’s way through the pages, in Chromium (skipped where none is found)',
  () => {
    let app: TestApp;
    let browser: Browser;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--lang=en-US'] });
    }, 60_000);
    beforeEach(async () => {
      app = await startTestApp();
      await app.importSubscribers([aSubscriber('other@film.example')]);
      await app.publishPolicy({ title: '关于电影制作的通知' });
      await edition(app);
    });
    afterEach(async () => await app.close());
    afterAll(async () => await browser.close());

    it.each([
      ['zh-CN', 'by keyboard alone', 1280, KEYBOARD],
      ['en', 'by keyboard alone', 375, KEYBOARD],
      ['zh-CN', 'on a phone', 375, POINTER],
      ['en', 'on a narrow phone in dark mode', 320, POINTER],
    ] as const)(
      'goes from the form to a subscription, its preferences, another address, and away (%s, %s)',
      async (language, _, width, hands) => {
        const words = WORDS[language];
        const context = await browser.newContext({
          viewport: { width, height: 720 },
          locale: language,
          colorScheme: width === 320 ? 'dark' : 'light',
        });
        const page = await context.newPage();
        const watched = await WatchedPage.watch(page, app.baseUrl);
        const failures: string[] = [];
        const look = async (path?: string) => {
          if (path !== undefined) await page.goto(app.baseUrl + path);
          failures.push(...(await watched.failures()));
        };
        const sees = async (text: string) => await page.getByText(text).first().waitFor();
        const mail = async (address: string, count: number): Promise<ReadMail> =>
          (await mailsTo(app, address, count)).at(-1)!;

        await look('/');
        await hands.press(page, 'a[href^="/lists/culture"].button');
        await page.waitForSelector('form');
        app.clock.set(new Date(app.clock.now().getTime() + 5_000));
        await hands.type(page, '#findSector', words.sector);
        await page.waitForSelector('.found-choice');
        await page.waitForFunction(() =>
          /\d/.test(document.querySelector('#findSector-result')?.textContent ?? ''),
        );
        await hands.type(page, '#findSector', '');
        await page.waitForFunction(() => document.querySelector('.found-choice') === null);
        await hands.tick(page, 'input[name=sectors][value="02"]');
        expect(await page.locator('input[name=sectors][value="022"]').isDisabled()).toBe(true);
        await hands.type(page, '#company', '北京示例影业有限公司');
        await hands.type(page, '#email', 'li@film.example');
        await page.focus('body');
        await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
        await hands.tick(page, 'input[name=districts][value="110107"]');
        await sees(words.reach);
        await page.waitForFunction(
          () => document.querySelector<HTMLInputElement>('input[name=altcha]')?.value,
        );
        await look();
        await hands.press(page, 'button[value=subscribe]');
        await page.waitForURL(/\/sent/);
        await look();
        expect(await app.sql(`select 1 from request_budgets where purpose = 'proof-of-work'`)).toHaveLength(
          1,
        );

        const confirmation = await mail('li@film.example', 1);
        await look(linkPath(confirmation, '/confirm/'));
        await hands.press(page, 'main form button');
        await sees(words.confirmed);
        await look();
        await hands.press(page, 'main a[href*="/latest"]');
        await sees('关于电影制作的通知');
        await page.goBack();
        await hands.press(page, 'main a.button[href^="/preferences/"]');
        await page.waitForSelector('#until');
        const preferences = new URL(page.url()).pathname;
        await look();
        await hands.tick(page, 'input[name=districts][value="110108"]');
        await sees(words.reach);
        await hands.press(page, 'button[value=save]');
        await sees(words.saved);
        await hands.date(page, '#until', '2026-10-31');
        await hands.press(page, 'form[action*="/pause"] button');
        await sees(words.paused);
        await look();
        await hands.press(page, 'form[action*="/resume"] button');
        await page.waitForSelector('#until');
        await hands.type(page, '#email', 'zhao@studio.example');
        await hands.press(page, 'form[action*="/address"] button');
        await sees('z***@studio.example');
        await look();
        await look(linkPath(await mail('zhao@studio.example', 1), '/address/'));
        await hands.press(page, 'main form button');
        await sees(words.moved);
        await look();

        await look('/preferences');
        await hands.type(page, '#email', 'zhao@studio.example');
        await hands.press(page, 'main form button');
        await page.waitForURL(/\/preferences\/sent/);
        await look();
        const lost = await mail('zhao@studio.example', 2);
        await look(linkPath(lost, '/u/'));
        await hands.press(page, 'button[value=one]');
        await sees(words.left);
        await look();
        await hands.tick(page, 'input[value="too-many"]');
        await hands.press(page, 'form[action*="/reason"] button');
        await sees(words.thanked);
        await look();
        await look(`${preferences}/erase`);
        await hands.press(page, 'main form button');
        await sees(words.erased);
        await look();
        await look(preferences);
        expect(failures).toEqual([]);
        expect(await app.sql('select 1 from subscribers where address is null')).toHaveLength(1);
        await context.close();
      },
      180_000,
    );

    it('finds, previews and subscribes without JavaScript, by keyboard', async () => {
      const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
      const page = await context.newPage();
      await page.goto(`${app.baseUrl}/lists/culture`);
      app.clock.set(new Date(app.clock.now().getTime() + 5_000));
      await page.check('input[name=districts][value="110107"]');
      await page.fill('#findSector', '电影');
      await page.press('#findSector', 'Enter');
      await page.locator('#findSector-result', { hasText: '找到' }).waitFor();
      expect(await page.isChecked('input[name=districts][value="110107"]')).toBe(true);
      expect(await page.locator('input[name=sectors][value="032"]').isVisible()).toBe(false);
      await page.fill('#findSector', '内容创作');
      await page.press('#findSector', 'Enter');
      await page.check('input[name=sectors][value="02"]');
      await page.click('button[value=preview]');
      await page.getByText(WORDS['zh-CN'].reach).waitFor();
      await page.fill('#company', '北京示例影业有限公司');
      await page.fill('#email', 'li@film.example');
      await page.press('#email', 'Enter');
      await page.waitForURL(/\/sent/);
      expect(await mailsTo(app, 'li@film.example', 1)).toHaveLength(1);
      await context.close();
    }, 60_000);

    it('changes nothing for a scanner that opens every link and runs its scripts', async () => {
      await app.importSubscribers([aSubscriber('li@film.example')]);
      await app.publishPolicy();
      await edition(app);
      const [digest] = (await mailsTo(app, 'li@film.example', 1)) as [ReadMail];
      const preferences = linkPath(digest, '/preferences/');
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(`${app.baseUrl}${preferences}`);
      await page.fill('#email', 'zhao@studio.example');
      await page.click('form[action*="/address"] button');
      const asked = (await mailsTo(app, 'zhao@studio.example', 1))[0]!;
      await submit(app, '/lists/culture', aRequest({ email: 'sun@film.example' }));
      const confirmation = (await mailsTo(app, 'sun@film.example', 1))[0]!;
      const before = await facts(app);
      const links = [digest, asked, confirmation].flatMap(({ text, html }) =>
        [...`${text} ${html}`.matchAll(/https?:\/\/[^\s<>"]+/g)].map(([link]) =>
          link.replaceAll('&amp;', '&'),
        ),
      );
      const own = [...new Set(links)].filter((link) => link.startsWith(app.baseUrl));
      for (const prefix of [
        '/confirm/',
        '/address/',
        '/preferences/',
        '/u/',
        '/m/',
        '/policies/',
        '/archive/',
      ])
        expect(own.some((link) => link.startsWith(app.baseUrl + prefix))).toBe(true);
      const further = [oneClickPath(asked), `${preferences}/erase`, `${preferences}/latest`];
      for (const link of [...own, ...further.map((path) => app.baseUrl + path)]) {
        await page.goto(link, { waitUntil: 'networkidle' }).catch((error: Error) => {
          if (!/Download is starting|ERR_ABORTED/.test(error.message)) throw error;
        });
        await touchEverything(page);
      }
      expect(await facts(app)).toEqual(before);
      await context.close();
    }, 60_000);
  },
);

/** What a careless robot does: moves over, focuses and scrolls everything, and presses what is no submit button. */
async function touchEverything(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const element of document.querySelectorAll<HTMLElement>('a, button, input, summary, label')) {
      element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
      element.focus();
      if (element.matches('summary, input[type=checkbox], input[type=radio]')) element.click();
    }
    scrollTo(0, document.body.scrollHeight);
  });
  await page.waitForLoadState('networkidle');
}

/** All that a link could change. */
async function facts(app: TestApp) {
  return {
    subscribers: await app.sql('select * from subscribers order by id'),
    subscriptions: await app.sql('select * from subscriptions order by id'),
    changes: await app.sql('select * from address_changes order by id'),
    consents: await app.sql('select * from consents order by id'),
    reasons: await app.sql('select * from leaving_reasons'),
    deliveries: await app.sql('select id, state, address from deliveries order by id'),
  };
}
