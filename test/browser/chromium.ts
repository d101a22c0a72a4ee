import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { CDPSession, Page, Request } from 'playwright-core';

/** Where Chromium is installed; undefined where it is not, and tests that need it are skipped by name. */
export const CHROMIUM = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WEIGHT_LIMIT = 150 * 1024;
const NARROWEST = 320;
const QUIET_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/** A page under watch: what it asks for, what it weighs, and what its console complains about. */
export class WatchedPage {
  readonly complaints: string[] = [];
  private readonly strangers: string[] = [];
  private transferred = 0;
  private readonly unanswered = new Set<Request>();
  private readonly workerScripts = new Set<string>();

  private constructor(
    readonly page: Page,
    private readonly origin: string,
  ) {}

  /** Begins to watch; nothing comes from the cache, so that every page is weighed as a first visit. */
  static async watch(page: Page, origin: string): Promise<WatchedPage> {
    const watched = new WatchedPage(page, origin);
    const client: CDPSession = await page.context().newCDPSession(page);
    await client.send('Network.enable');
    await client.send('Network.setCacheDisabled', { cacheDisabled: true });
    client.on(
      'Network.loadingFinished',
      ({ encodedDataLength }) => (watched.transferred += encodedDataLength),
    );
    page.on('request', (request) => {
      if (request.isNavigationRequest() && request.frame() === page.mainFrame()) watched.transferred = 0;
      if (!request.url().startsWith(`${origin}/`)) watched.strangers.push(request.url());
    });
    page.on('request', (request) => watched.unanswered.add(request));
    page.on('worker', (worker) => watched.workerScripts.add(worker.url()));
    page.on('requestfinished', (request) => watched.unanswered.delete(request));
    page.on('requestfailed', (request) => watched.unanswered.delete(request));
    page.on('console', (message) => {
      const isOurRefusal = /status of 4(04|10|22)/.test(message.text());
      if (message.type() === 'error' && !isOurRefusal) watched.complaints.push(message.text());
    });
    page.on('pageerror', (error) => watched.complaints.push(String(error)));
    return watched;
  }

  /** The page as it stands meets every bar: axe-core, 320 px, weight, no third party, no complaint. Names what fails. */
  async failures(): Promise<string[]> {
    await this.quiet();
    const weight = this.transferred;
    return [
      ...(await this.axeViolations()),
      ...(await this.overflow()),
      ...(weight > WEIGHT_LIMIT || weight === 0 ? [`transferred ${weight} bytes`] : []),
      ...this.strangers.map((url) => `asked ${url}`),
      ...this.complaints,
    ].map((failure) => `${new URL(this.page.url()).pathname.split('/')[1]}: ${failure}`);
  }

  /** Waits until nothing has been waited for during half a second. */
  private async quiet(): Promise<void> {
    await this.page.waitForLoadState('load');
    const end = Date.now() + LONGEST_WAIT_MS;
    for (let since = Date.now(); Date.now() - since < QUIET_MS;) {
      await this.page.waitForTimeout(50);
      const waiting = this.awaited();
      if (waiting.length > 0) since = Date.now();
      if (Date.now() > end) throw new Error(`Unanswered: ${waiting.map((one) => one.url()).join(', ')}`);
    }
  }

  /** What somebody still waits for: Chromium never closes the request for the script of a worker that was ended before it came. */
  private awaited(): Request[] {
    const alive = new Set(this.page.workers().map((worker) => worker.url()));
    return [...this.unanswered].filter(
      (request) => !this.workerScripts.has(request.url()) || alive.has(request.url()),
    );
  }

  private async axeViolations(): Promise<string[]> {
    await this.page.evaluate(AXE);
    return await this.page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      const { violations } = await axe.run();
      return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`);
    });
  }

  private async overflow(): Promise<string[]> {
    const before = this.page.viewportSize() ?? { width: 1280, height: 800 };
    await this.page.setViewportSize({ width: NARROWEST, height: 640 });
    const { wide, screen } = await this.page.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      screen: document.documentElement.clientWidth,
    }));
    await this.page.setViewportSize(before);
    return wide > screen ? [`is ${wide} px wide at ${screen} px`] : [];
  }
}

/** Moves the focus by Tab alone until it is on the element; throws when a walk through the page does not reach it. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let steps = 0; steps < 400; steps += 1) {
    const isThere = await page.evaluate(
      (wanted) => document.activeElement?.matches(wanted) === true,
      selector,
    );
    if (isThere) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`No way by keyboard to ${selector}.`);
}
