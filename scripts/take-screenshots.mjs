/**
 * Takes the pictures in docs/screenshots of a fresh `npm start`, in both languages, on a phone and on a desk:
 *   node scripts/take-screenshots.mjs --site http://127.0.0.1:3000 --inbox http://localhost:8025 --password <the owner's>
 * It subscribes, changes and leaves as a reader would; use a start whose data may go.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
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
const SUBSCRIPTION = 'main a[href*="/console/subscriptions/"]:not([href*="import"]):not([href*="leaving"])';

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
writeIndex();

/** The table of all pictures at the end of docs/screenshots/README.md, from their names: area-page[-en]-width. */
function writeIndex() {
  const readme = join(OUT, 'README.md');
  const pages = new Map();
  for (const file of readdirSync(OUT)) {
    const [, area, page, en, width] = /^(public|inbox|console)-(.+?)(-en)?-(\d+)\.png$/.exec(file) ?? [];
    if (!area) continue;
    const cells = pages.get(`${area}: ${page.replaceAll('-', ' ')}`) ?? { zh: [], en: [] };
    cells[en ? 'en' : 'zh'].push(`[${width === '375' ? 'phone' : `${width} px`}](${file})`);
    pages.set(`${area}: ${page.replaceAll('-', ' ')}`, cells);
  }
  const inOrder = (pictures) =>
    pictures.toSorted((one, other) => Number(other.startsWith('[phone')) - Number(one.startsWith('[phone')));
  const rows = ['public', 'inbox', 'console'].flatMap((area) =>
    [...pages]
      .filter(([name]) => name.startsWith(`${area}:`))
      .toSorted(([one], [other]) => one.localeCompare(other))
      .map(([name, { zh, en }]) => `| ${name} | ${inOrder(zh).join(' · ')} | ${inOrder(en).join(' · ')} |`),
  );
  const [head] = readFileSync(readme, 'utf8').split(/^\| public: /m);
  writeFileSync(readme, `${head}${rows.join('\n')}\n`);
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
  const view = await open(language, width);
  const address = `reader-${width}-${language.toLowerCase()}@studio.example`;
  await look(view, [
    ['public-home', '/'],
    ['public-subscribe', '/lists/culture'],
    ['public-archive-policies', '/policies'],
    ['public-archive-results', `/policies?q=${encodeURIComponent('电影')}`],
    ['public-archive-editions', '/archive/culture'],
    ['public-lost-link', '/preferences'],
    ['public-error', '/nothing-here'],
  ]);
  await lookAtFirst(view, [
    ['public-archive-policy', '/policies', 'main a[href^="/policies/"]'],
    ['public-archive-edition', '/archive/culture', 'main a[href^="/archive/culture/"]'],
  ]);
  await subscribe(view, language, address);
  const preferences = await changePreferences(view, address);
  await leave(view, `moved-${address}`, preferences);
  await view.context.close();
}

async function subscribe({ page, shoot, go }, language, address) {
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
}

/** Pauses, and moves to another address; returns the path of the preferences. */
async function changePreferences({ page, shoot, go }, address) {
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
  await shoot('public-preferences-address');
  await go(await linkIn(`moved-${address}`, '/address/'));
  await shoot('public-address');
  await page.click('main form button');
  await shoot('public-address-confirmed');
  return preferences;
}

async function leave({ page, shoot, go }, address, preferences) {
  await go('/preferences');
  await page.fill('#email', address);
  await page.click('main form button');
  await page.waitForURL(/\/preferences\/sent/);
  await shoot('public-lost-link-sent');
  await go(await linkIn(address, '/u/'));
  await shoot('public-unsubscribe');
  await page.click('button[value=one]');
  await page.waitForSelector('form[action*="/reason"]');
  await shoot('public-unsubscribed');
  await go(`${preferences}/erase`);
  await shoot('public-erase');
  await page.click('main form button');
  await shoot('public-erased');
}

async function look({ go, shoot }, pages) {
  for (const [name, path] of pages) {
    await go(path);
    await shoot(name);
  }
}

/** The page behind the first such link of another page. */
async function lookAtFirst({ page, go, shoot }, pages) {
  for (const [name, path, link] of pages) {
    await go(path);
    await go(await page.locator(link).first().getAttribute('href'));
    await shoot(name);
  }
}

async function consolePages(language, width) {
  const view = await open(language, width);
  const { context, page } = view;
  await look(view, [['console-sign-in', '/console/sign-in']]);
  await page.fill('input[type=email]', 'owner@dibao.local');
  await page.fill('input[type=password]', values.password);
  await page.press('input[type=password]', 'Enter');
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
  await look(view, [
    ['console-dashboard', '/console'],
    ['console-policies', '/console/policies'],
    ['console-policy-new', '/console/policies/new'],
    ['console-bulletins', '/console/bulletins'],
    ['console-bulletin-new', '/console/bulletins/new'],
    ['console-lexicon', '/console/lexicon'],
    ['console-editions', '/console/editions'],
    ['console-subscriptions', '/console/subscriptions'],
    ['console-leaving', '/console/subscriptions/leaving'],
    ['console-lists', '/console/lists'],
    ['console-audit', '/console/audit'],
    ['console-admins', '/console/admins'],
  ]);
  await lookAtFirst(view, [
    ['console-policy', '/console/policies', 'main a[href*="/console/policies/"]:not([href$="/new"])'],
    ['console-review', '/console/bulletins', 'main a[href*="/console/bulletins/"]:not([href$="/new"])'],
    ['console-edition', '/console/editions', 'main a[href*="/console/editions/"]'],
    ['console-subscription', '/console/subscriptions', SUBSCRIPTION],
  ]);
  await lookAtFirst(view, [['console-profile', new URL(page.url()).pathname, 'main a[href$="/profile"]']]);
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
