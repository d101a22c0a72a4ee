/**
 * Takes the pictures in docs/screenshots of a fresh `npm start`, in both languages, on a phone and on a desk:
 *   node scripts/take-screenshots.mjs --site http://127.0.0.1:3000 --inbox http://localhost:8025 --password <the owner's>
 * It subscribes, changes and leaves as a reader would; use a start whose data may go.
 */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import PostalMime from 'postal-mime';

const { values } = parseArgs({
  options: {
    site: { type: 'string' },
    inbox: { type: 'string' },
    password: { type: 'string' },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
  },
});
const OUT = join(dirname(dirname(fileURLToPath(import.meta.url))), 'docs', 'screenshots');
mkdirSync(OUT, { recursive: true });
const WIDTHS = [375, 1280];
const LANGUAGES = ['zh-CN', 'en'];

const browser = await chromium.launch({ executablePath: values.chromium, args: ['--no-sandbox'] });
try {
  for (const language of LANGUAGES)
    for (const width of WIDTHS) {
      await publicPages(language, width);
      await consolePages(language, width);
    }
  for (const width of [375, 700]) await mails(width);
} finally {
  await browser.close();
}

async function open(language, width, options = {}) {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    locale: language,
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  const shoot = async (name) => {
    await page.waitForLoadState('networkidle');
    const suffix = language === 'en' ? '-en' : '';
    await page.screenshot({ path: join(OUT, `${name}${suffix}-${width}.png`), fullPage: true });
  };
  const go = async (path) => await page.goto(new URL(path, values.site).href);
  return { context, page, shoot, go };
}

async function publicPages(language, width) {
  const { context, page, shoot, go } = await open(language, width);
  const address = `reader-${width}-${language.toLowerCase()}@studio.example`;
  for (const [name, path] of [
    ['public-home', '/'],
    ['public-subscribe', '/lists/culture'],
    ['public-archive-policies', '/policies'],
    ['public-archive-results', `/policies?q=${encodeURIComponent('电影')}`],
    ['public-archive-editions', '/archive/culture'],
    ['public-lost-link', '/preferences'],
    ['public-error', '/nothing-here'],
  ]) {
    await go(path);
    await shoot(name);
  }
  await go('/policies');
  await page.locator('main a[href^="/policies/"]').first().click();
  await shoot('public-archive-policy');
  await go('/archive/culture');
  await page.locator('main a[href^="/archive/culture/"]').first().click();
  await shoot('public-archive-edition');

  await go('/lists/culture');
  await page.click('button[value=subscribe]');
  await shoot('public-subscribe-errors');
  await go('/lists/culture');
  await page.fill('#findSector', language === 'en' ? 'film' : '电影');
  await page.waitForSelector('.found-choice');
  await shoot('public-subscribe-search');
  await page.fill('#findSector', '');
  await page.waitForFunction(() => document.querySelector('.found-choice') === null);
  await page.click('input[name=sectors][value="02"]');
  await page.click('input[name=districts][value="110105"]');
  await page.fill('#company', '示例影业有限公司');
  await page.fill('#email', address);
  await page.waitForTimeout(5_000);
  await shoot('public-subscribe-preview');
  await page.click('button[value=subscribe]');
  await page.waitForURL(/\/sent/);
  await shoot('public-check-inbox');
  await go(await linkIn(address, '/confirm/'));
  await shoot('public-confirm');
  await page.click('main form button');
  await page.waitForSelector('main a[href*="/latest"]');
  await shoot('public-confirmed');
  await page.click('main a.button[href^="/preferences/"]');
  await page.waitForSelector('#until');
  const preferences = new URL(page.url()).pathname;
  await shoot('public-preferences');
  await page.fill('#until', new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10));
  await page.click('form[action*="/pause"] button');
  await page.waitForSelector('form[action*="/resume"]');
  await shoot('public-preferences-paused');
  await page.fill('#email', `moved-${address}`);
  await page.click('form[action*="/address"] button');
  await page.waitForLoadState('networkidle');
  await shoot('public-preferences-address');
  await go(await linkIn(`moved-${address}`, '/address/'));
  await shoot('public-address');
  await page.click('main form button');
  await page.waitForLoadState('networkidle');
  await shoot('public-address-confirmed');
  await go('/preferences');
  await page.fill('#email', `moved-${address}`);
  await page.click('main form button');
  await page.waitForURL(/\/preferences\/sent/);
  await shoot('public-lost-link-sent');
  await go(await linkIn(`moved-${address}`, '/u/'));
  await shoot('public-unsubscribe');
  await page.click('button[value=one]');
  await page.waitForSelector('form[action*="/reason"]');
  await shoot('public-unsubscribed');
  await go(`${preferences}/erase`);
  await shoot('public-erase');
  await page.click('main form button');
  await page.waitForLoadState('networkidle');
  await shoot('public-erased');
  await context.close();
}

async function consolePages(language, width) {
  const { context, page, shoot, go } = await open(language, width);
  await go('/console/sign-in');
  await shoot('console-sign-in');
  await page.fill('input[type=email]', 'owner@dibao.local');
  await page.fill('input[type=password]', values.password);
  await page.press('input[type=password]', 'Enter');
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
  for (const [name, path] of [
    ['console-dashboard', '/console'],
    ['console-policies', '/console/policies'],
    ['console-policy-new', '/console/policies/new'],
    ['console-bulletins', '/console/bulletins'],
    ['console-bulletin-new', '/console/bulletins/new'],
    ['console-lexicon', '/console/bulletins/lexicon'],
    ['console-editions', '/console/editions'],
    ['console-subscriptions', '/console/subscriptions'],
    ['console-leaving', '/console/subscriptions/leaving'],
    ['console-lists', '/console/lists'],
    ['console-audit', '/console/audit'],
    ['console-admins', '/console/admins'],
  ]) {
    await go(path);
    await shoot(name);
  }
  for (const [name, path, first] of [
    ['console-policy', '/console/policies', 'main a[href*="/console/policies/"]:not([href$="/new"])'],
    ['console-edition', '/console/editions', 'main a[href*="/console/editions/"]'],
    [
      'console-subscription',
      '/console/subscriptions',
      'main a[href*="/console/subscriptions/"]:not([href*="import"]):not([href*="leaving"])',
    ],
  ]) {
    await go(path);
    const target = await page.locator(first).first().getAttribute('href');
    await go(target);
    await shoot(name);
  }
  await context.close();
}

/** The first digest in the inbox, as mail programs show it. */
async function mails(width) {
  for (const colorScheme of ['light', 'dark']) {
    const { context, page } = await open('zh-CN', width, { colorScheme });
    const [digest] = (await messages()).filter(({ subject }) => subject.includes('W')).slice(-1);
    const mail = await read(digest ?? (await messages()).at(-1));
    await page.setContent(mail.html ?? '');
    await page.screenshot({ path: join(OUT, `mail-${width}-${colorScheme}.png`), fullPage: true });
    await context.close();
  }
}

async function messages() {
  return await (await fetch(new URL('/api/messages', values.inbox))).json();
}

async function read({ id }) {
  const response = await fetch(new URL(`/api/messages/${id}/raw`, values.inbox));
  return await PostalMime.parse(await response.arrayBuffer());
}

/** The path of the link that starts with `path` in the newest mail to an address; waits for the mail. */
async function linkIn(address, path) {
  for (let waited = 0; waited < 100; waited += 1) {
    const own = (await messages()).filter(({ to }) => String(to).includes(address));
    for (const message of own.toSorted((one, other) => other.receivedAt.localeCompare(one.receivedAt))) {
      const link = new RegExp(`https?://[^\\s"<>]*(${path}[^\\s"<>]+)`).exec(
        (await read(message)).text ?? '',
      );
      if (link) return link[1];
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`No mail to ${address} with a link ${path}.`);
}
