import { type Browser, chromium } from 'playwright-core';
import { createBenchDatabase } from './bench-database.js';
import { prepare } from './http.js';
import { startWeb } from './http-processes.js';

/** What `bench paint` takes. */
export interface PaintOptions {
  readonly chromium: string;
  readonly runs: number;
  readonly throttle: number;
}

/** Milliseconds from the start of a navigation to the first text or picture, as the browser reports it. */
interface Paint {
  readonly median: number;
  readonly max: number;
}

const SECRET = 'bench-secret-bench-secret-bench-secret';
const SIZE = { seconds: 1, policies: 5_000, subscriptions: 100, subscribe: 1, search: 1 };
const PHONE = { width: 375, height: 812 };

/**
 * First contentful paint of the public pages in Chromium with a slowed processor; each run is a first visit with nothing
 * kept. One visit of each page before them is not counted: the server's first answer is not what is measured.
 */
export async function benchPaint(options: PaintOptions): Promise<object> {
  const database = await createBenchDatabase();
  try {
    await prepare(database.url, SIZE);
    const web = await startWeb(database.url, SECRET);
    const browser = await chromium.launch({ executablePath: options.chromium, args: ['--no-sandbox'] });
    try {
      const firstContentfulPaintMs: Record<string, Paint> = {};
      for (const [name, path] of Object.entries(await pathsOf(web.origin)))
        firstContentfulPaintMs[name] = await paintsOf(browser, `${web.origin}${path}`, options);
      return { firstContentfulPaintMs, ...options };
    } finally {
      await browser.close();
      await web.stop();
    }
  } finally {
    await database.drop();
  }
}

async function pathsOf(origin: string): Promise<Record<string, string>> {
  const list = await (await fetch(`${origin}/policies`)).text();
  const policy = /href="(\/policies\/[0-9a-f-]{36})/.exec(list)?.[1];
  if (!policy) throw new Error('The archive lists no policy.');
  return { home: '/', subscribe: '/lists/bench', policies: '/policies', policy };
}

async function paintsOf(browser: Browser, address: string, options: PaintOptions): Promise<Paint> {
  await firstPaint(browser, address, options.throttle);
  const paints: number[] = [];
  for (let run = 0; run < options.runs; run += 1)
    paints.push(await firstPaint(browser, address, options.throttle));
  const sorted = paints.toSorted((one, other) => one - other);
  const at = (share: number) => Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN);
  return { median: at(0.5), max: at(1) };
}

async function firstPaint(browser: Browser, address: string, throttle: number): Promise<number> {
  const context = await browser.newContext({ viewport: PHONE, locale: 'zh-CN' });
  try {
    const page = await context.newPage();
    const client = await context.newCDPSession(page);
    await client.send('Emulation.setCPUThrottlingRate', { rate: throttle });
    const answer = await page.goto(address, { waitUntil: 'load' });
    if (answer?.status() !== 200) throw new Error(`${address} answered ${answer?.status()}.`);
    const painted = await page.waitForFunction(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    );
    return (await painted.jsonValue()) as number;
  } finally {
    await context.close();
  }
}
