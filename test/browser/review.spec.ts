import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { CreateAdminService } from '../../src/admins/create-admin.service.js';
import { PACKAGE_ROOT } from '../../src/platform/package-root.js';
import { aSubscriber } from '../support/builders.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const CHROMIUM = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));
const AXE = readFileSync(join(PACKAGE_ROOT, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** A bulletin whose first entry names a wrong issuer and no date; the second is clean. */
const bulletin = (number: number) =>
  [
    `一周政策汇编（第${number}号）`,
    '政策类',
    '市级',
    `1、关于支持影视企业发展的第${number}号措施`,
    '颁发机构:北京市文旅局',
    '为支持电影、电视剧制作企业发展，制定本措施。',
    `政策原文链接:https://policy.example/${number}/1.html`,
    `2、关于支持电影院线发展的第${number}号办法`,
    '颁发机构:北京市电影局',
    '发布时间:2026-09-29',
    '对电影院线给予支持。',
    `政策原文链接:https://policy.example/${number}/2.html`,
  ].join('\n');

(CHROMIUM ? describe : describe.skip)('the review page, in Chromium (skipped where none is found)', () => {
  let app: TestApp;
  let browser: Browser;
  let editor: { readonly email: string; readonly password: string };
  let complaints: string[];
  let context: BrowserContext;

  beforeAll(async () => {
    app = await startTestApp();
    await app.importSubscribers([aSubscriber('film@film.example', { sectors: '*' })]);
    editor = await app.get(CreateAdminService).create({ email: 'editor@dibao.example', role: 'editor' });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await app.close();
  });
  beforeEach(() => {
    complaints = [];
  });
  afterEach(async () => {
    await context.close();
    expect(complaints).toEqual([]);
  });

  const open = async (width: number, javaScriptEnabled = true): Promise<Page> => {
    context = await browser.newContext({
      viewport: { width, height: 860 },
      javaScriptEnabled,
      locale: 'zh-CN',
      // A page that still glides is no fixed target.
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('status of 4'))
        complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(`${app.baseUrl}/console`);
    await page.fill('#email', editor.email);
    await page.fill('#password', editor.password);
    await page.click('form.card button');
    await page.waitForURL(`${app.baseUrl}/console`);
    return page;
  };

  const paste = async (page: Page, text: string): Promise<void> => {
    await page.goto(`${app.baseUrl}/console/bulletins/new`);
    await page.fill('#field-text', text);
    await fits(page);
    await page.click('#read');
    await page.locator('#review').waitFor();
    // The page's script has read what the form held before anything is typed.
    await page.waitForLoadState('load');
  };

  /** Presses a button and waits for the page that comes of it, not for words that may stand there already. */
  const submit = async (page: Page, button: Locator | string): Promise<void> => {
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await (typeof button === 'string' ? page.locator(button) : button).click();
    await answered;
    await page.waitForLoadState('load');
  };

  /** Presses a key and waits for the page that comes of it and says so, until that page listens to keys in its turn. */
  const pressed = async (page: Page, key: string, words: string): Promise<void> => {
    await page.keyboard.press(key);
    await page.getByText(words).waitFor();
    await page.waitForLoadState('load');
  };

  it.each([
    ['1280 px', 1, 1280, true],
    ['375 px', 2, 375, true],
    ['1280 px without JavaScript', 3, 1280, false],
    ['375 px without JavaScript', 4, 375, false],
  ] as const)(
    'goes from paste to published, and an editor’s correction is what the digest prints, at %s',
    async (_, number, width, javaScript) => {
      app.passDays(1);
      const page = await open(width, javaScript);
      await paste(page, bulletin(number));
      await fits(page);
      expect(await page.locator('.rv-entry').first().innerText()).toContain('待核对');
      await page.click('.rv-doubt-link');
      await submit(page, '#publish');
      await page.getByText('还有待核对的内容').first().waitFor();

      await page.fill('#in-issuers', '北京市文化和旅游局');
      await page.fill('#in-publishedOn', '2026-09-27');
      await page.fill('#in-summary', `给影视企业的补贴（${number}）`);
      await submit(page, '#save');
      await page.getByText('修改已保存。').waitFor();
      const rest = page.locator('.rv-doubt button');
      while ((await rest.count()) > 0) {
        await submit(page, rest.first());
        await page.getByText('已核对。').waitFor();
      }
      await submit(page, '#publish');
      await page.getByText('已发布，将进入下一期。').waitFor();
      await submit(page, '#publish-clean');
      await page.getByText('已发布 1 条').waitFor();
      await fits(page);

      await app.runEdition();
      const mail = (await app.mailTo('film@film.example')).at(-1);
      for (const body of [mail?.html, mail?.text]) {
        expect(body).toContain(`关于支持影视企业发展的第${number}号措施`);
        expect(body).toContain('北京市文化和旅游局');
        expect(body).toContain(`给影视企业的补贴（${number}）`);
        expect(body).not.toContain('北京市文旅局');
      }
      expect(mail?.text).toContain('2026-09-27');
    },
    120_000,
  );

  it('stands source and fields side by side at a desk, and one under the other on a phone', async () => {
    const page = await open(1280);
    await paste(page, bulletin(11));
    const places = async () => {
      const [source, fields] = [await box(page, '#source'), await box(page, '#fields')];
      return fields.x >= source.x + source.width
        ? 'beside'
        : fields.y >= source.y + source.height
          ? 'below'
          : '?';
    };
    expect(await places()).toBe('beside');
    await page.setViewportSize({ width: 1000, height: 800 });
    expect(await places()).toBe('beside');
    await page.setViewportSize({ width: 375, height: 720 });
    expect(await places()).toBe('below');
    await page.click('#source .rv-jump');
    expect(new URL(page.url()).hash).toBe('#fields');
  }, 60_000);

  it('links every marked word to its field and back, without JavaScript', async () => {
    const page = await open(375, false);
    await paste(page, bulletin(12));
    await page.click('mark[data-fields~="issuers"] a');
    expect(new URL(page.url()).hash).toMatch(/^#f-(issuers|level|districts)$/);
    await page.click('#f-issuers .rv-to-source');
    expect(new URL(page.url()).hash).toBe('#s-issuers');
    expect(await page.locator('#s-issuers + mark, #s-issuers ~ mark').first().innerText()).toContain(
      '文旅局',
    );
  }, 60_000);

  it('lights up words and field together, and is led by keys that stay out of inputs', async () => {
    const page = await open(1280);
    await paste(page, bulletin(13));
    const lit = page.locator('mark.rv-lit');
    await page.focus('#in-documentNumber');
    expect(await lit.count()).toBe(0);
    await page.focus('#in-issuers');
    expect(await lit.first().innerText()).toContain('文旅局');
    await page.keyboard.type('j?p');
    expect(await page.inputValue('#in-issuers')).toContain('j?p');
    await page.keyboard.press('Escape');
    await page.keyboard.press('w');
    expect(await page.evaluate(() => document.activeElement?.closest('.rv-field')?.id)).toMatch(/^f-/);
    const doubts = await page.locator('.rv-doubt').count();
    await pressed(page, 'a', '已核对。');
    expect(await page.locator('.rv-doubt').count()).toBe(doubts - 1);
    const first = page.url();
    await page.keyboard.press('j');
    await page.waitForURL((url) => url.href.split('&')[0] !== first.split('&')[0]);
    await page.keyboard.press('?');
    expect(await page.locator('#keys').getAttribute('open')).toBe('');
    await page.uncheck('#keys-on');
    await page.locator('#keys-on').blur();
    const second = page.url();
    await page.keyboard.press('k');
    expect(page.url()).toBe(second);
  }, 60_000);

  it('merges, takes back and splits by keys, and shows in the source where it would cut', async () => {
    const page = await open(1280);
    await paste(page, bulletin(15));
    await page.goto(page.url().split('?')[0]!);
    await pressed(page, 'm', '已与下一条合并');
    expect(await page.locator('.rv-entry').count()).toBe(1);
    await pressed(page, 'u', '合并已撤销');
    expect(await page.locator('.rv-entry').count()).toBe(2);
    await page.keyboard.press('x');
    await page.keyboard.press('ArrowUp');
    const line = await page.inputValue('#split-line');
    expect(await page.locator('.rv-cut').getAttribute('id')).toBe(`L${line}`);
    await page.locator('.rv-line:not(.rv-other) .rv-ln').last().click();
    expect(await page.locator('.rv-cut .rv-ln').innerText()).toBe(await page.inputValue('#split-line'));
    await page.fill('#split-line', line);
    await pressed(page, 'Enter', '已拆成两条');
    expect(await page.locator('.rv-entry').count()).toBe(3);
    await pressed(page, 'd', '已丢弃，可以随时恢复。');
    await pressed(page, 'd', '已恢复审校。');
  }, 60_000);

  it.each([1280, 375])(
    'lists 200 entries of a long document at a time, and is led over the end of a page by keys, at %i px',
    async (width) => {
      const page = await open(width);
      const entries = Array.from({ length: 230 }, (_, n) => [
        `${n + 1}、关于支持影视企业发展的第${width}-${n + 1}号措施`,
        '颁发机构:北京市电影局',
        n < 220 ? '发布时间:2026-09-29' : '',
      ]).flat();
      await paste(page, ['一周政策汇编', '市级', ...entries].join('\n'));
      const current = page.locator('.rv-entry.rv-current');
      expect(await page.locator('.rv-entry').count()).toBe(200);
      expect(await page.locator('.rv-group').innerText()).toMatch(/待核对 10\s+可发布 220/);
      await page.fill('#entry-number', '190');
      await page.click('#go-number');
      await page.locator('.rv-current .rv-no', { hasText: '190' }).waitFor();
      await page.waitForLoadState('load');
      const list = await box(page, '.rv-entries');
      const shown = await box(page, '.rv-entry.rv-current');
      expect(shown.y >= list.y && shown.y + shown.height <= list.y + list.height).toBe(true);
      await page.keyboard.press('j');
      await page.locator('.rv-current .rv-no', { hasText: '191' }).waitFor();
      expect([
        await page.locator('.rv-entry').count(),
        await page.locator('.rv-pages .num').innerText(),
      ]).toEqual([30, '第 2 / 2 页']);
      await page.waitForLoadState('load');
      await page.keyboard.press('k');
      await page.locator('.rv-current .rv-no', { hasText: '190' }).waitFor();
      await page.click('#entries-next');
      await page.locator('.rv-pages .num', { hasText: '第 2 / 2 页' }).waitFor();
      expect([await current.count(), await page.locator('#fields-title .rv-no').innerText()]).toEqual([
        0,
        '190',
      ]);
      await fits(page);
      expect(await violations(page)).toEqual([]);
      const seen: string[] = [];
      await page.route('**/publish', async (route) => {
        await route.fallback();
        seen.push(route.request().postData() ?? '');
      });
      await page.click('#publish-clean');
      await page.locator('#publishing progress[value="100"][max="220"]').waitFor();
      await page.getByText('已发布 220 条').waitFor();
      expect(seen.map((sent) => /published=(\d+)/.exec(sent)?.[1])).toEqual([undefined, '100', '200']);
      expect(await page.locator('.rv-group').innerText()).toMatch(/待核对 10\s+已处理 220/);
    },
    60_000,
  );

  it('asks before it leaves what was typed and not saved, and does not once it is', async () => {
    const page = await open(1280);
    await paste(page, bulletin(16));
    const asked: string[] = [];
    const dialogs = new Promise<void>((resolve) =>
      page.on('dialog', (dialog) => {
        asked.push(dialog.type());
        void dialog.dismiss().then(resolve);
      }),
    );
    await page.locator('#in-contact').pressSequentially('010-1');
    await page.keyboard.press('Escape');
    const here = page.url();
    await page.keyboard.press('j');
    await dialogs;
    expect([asked, page.url()]).toEqual([['beforeunload'], here]);
    await submit(page, '#save');
    await page.getByText('修改已保存。').waitFor();
    const [saved] = page.url().split('&');
    await page.keyboard.press('j');
    await page.waitForURL((url) => url.href.split('&')[0] !== saved);
    expect(asked).toEqual(['beforeunload']);
    // Chromium does not close a page that has been kept from leaving, until it has left.
    await page.goto('about:blank');
  }, 60_000);

  it('asks also for what was typed before the page had run its script', async () => {
    const page = await open(1280);
    await paste(page, bulletin(17));
    let letThrough: () => void = () => undefined;
    const isTyped = new Promise<void>((resolve) => (letThrough = resolve));
    await page.route('**/review*.js*', async (route) => {
      await isTyped;
      await route.continue();
    });
    await page.goto(page.url(), { waitUntil: 'commit' });
    await page.locator('#in-contact').pressSequentially('010-1');
    letThrough();
    await page.waitForLoadState('load');
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.waitForURL((url) => url.searchParams.has('entry'));
    expect(asked).toEqual(['beforeunload']);
  }, 60_000);

  it('has no accessibility violation axe-core finds, on any page of an import', async () => {
    const page = await open(1280);
    await paste(page, bulletin(14));
    const review = page.url();
    for (const width of [1280, 375]) {
      await page.setViewportSize({ width, height: 860 });
      for (const path of [review, '/console/bulletins/new', '/console/bulletins', '/console/lexicon']) {
        await page.goto(new URL(path, app.baseUrl).href);
        await page.evaluate(() => {
          for (const one of document.querySelectorAll('details')) one.open = true;
        });
        expect([path, width, await violations(page)]).toEqual([path, width, []]);
        await fits(page);
      }
    }
  }, 120_000);
});

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return await page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: { run: () => Promise<AxeResult> } }).axe;
    const { violations: found } = await axe.run();
    return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  });
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

async function box(page: Page, selector: string) {
  const found = await page.locator(selector).boundingBox();
  if (!found) throw new Error(`${selector} is not on the page.`);
  return found;
}

/** Nothing makes the page wider than the screen. */
async function fits(page: Page): Promise<void> {
  const { wide, screen } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    screen: document.documentElement.clientWidth,
  }));
  expect([page.url(), Math.max(wide, screen)]).toEqual([page.url(), screen]);
}
