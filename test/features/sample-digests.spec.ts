import { balances } from '../../src/editions/domain/edition-progress.js';
import { SeedDemoService } from '../../src/sample/seed-demo.service.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Policies in each sample subscriber's digest; nobody else gets a mail. */
const EXPECTED = {
  'chuangzuo@example.com': 5,
  'zhengce@example.com': 1,
  'yanfa@example.org': 8,
  'policy.desk@example.org': 10,
  'sheji@example.net': 3,
  'zhizao@example.com': 6,
  'quanguo@example.net': 2,
  'chuanmei@example.org': 3,
  'wangluo@example.com': 8,
  'shuju@example.net': 8,
  'shudian@example.org': 4,
};

describe('the sample edition', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ list: null, config: { localInbox: true } });
    await app.get(SeedDemoService).seed();
    await app.tick();
    await app.waitForComplete();
  });

  afterAll(() => app.close());

  it('reaches the right mailboxes and only those, one mail each', () => {
    expect(app.smtp.received.map((mail) => mail.to).sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  it.each(Object.entries(EXPECTED))('brings %s %i policies', async (address, count) => {
    const [mail] = await app.mailTo(address);
    const links = [...(mail?.text ?? '').matchAll(/\/policies\/([0-9a-f-]{36})(?![^\s]*\.ics)/g)];
    expect(new Set(links.map(([, id]) => id)).size).toBe(count);
  });

  it('speaks the reader’s language', async () => {
    const [chinese] = await app.mailTo('yanfa@example.org');
    const [english] = await app.mailTo('policy.desk@example.org');
    expect([chinese?.headers.get('content-language'), english?.headers.get('content-language')]).toEqual([
      'zh-CN',
      'en',
    ]);
    expect(english?.text).toContain('Unsubscribe');
    expect(chinese?.text).toContain('退订');
  });

  it('balances its books', async () => {
    const account = await app.account();
    expect(account).toMatchObject({
      active: 12,
      excluded: { paused: 0, nothingNew: 1 },
      eligible: 11,
      accepted: 11,
      open: 0,
    });
    expect(balances(account)).toBe(true);
  });

  it('is not made twice', async () => {
    expect(await app.get(SeedDemoService).seed()).toEqual({ lists: 0, policies: 0, subscribers: 0 });
  });
});

describe('a first start on any day', () => {
  it.each(['2026-12-30T15:59:00Z', '2028-02-27T00:30:00Z', '2031-03-06T08:00:00Z'])(
    'has calls with deadlines ahead, in the mail and in the archive, all flagged as made up (%s)',
    async (now) => {
      const app = await startTestApp({ list: null, config: { localInbox: true }, now: new Date(now) });
      await app.get(SeedDemoService).seed();
      await app.tick();
      await app.waitForComplete();
      const [mail] = await app.mailTo('chuangzuo@example.com');
      expect(mail?.text).toContain('即将截止');
      expect(mail?.text).toContain('还剩 6 天');
      expect(mail?.subject).toMatch(/截止/);
      const open = await (await fetch(`${app.baseUrl}/policies?open=1`)).text();
      expect(open.match(/【示例】/g)?.length).toBe(5);
      const made = await app.sql<{ title: string; is_sample: boolean; full_text: string }>(
        `select title, is_sample, full_text from policies where application_closes_on >= $1`,
        [now.slice(0, 10)],
      );
      expect(made).toHaveLength(6);
      for (const one of made) {
        expect(one).toMatchObject({ is_sample: true });
        expect(one.title).toMatch(/^【示例】/);
        expect(one.full_text).toContain('不是任何机构的文件');
      }
      await app.close();
    },
    60_000,
  );
});

describe('sample data beside a real mail server', () => {
  it('is never sent', async () => {
    const app = await startTestApp({ list: null, config: { localInbox: false } });
    await app.get(SeedDemoService).seed();
    await app.tick();
    expect(await app.waitForComplete()).toMatchObject({ active: 0, eligible: 0 });
    expect(app.smtp.received).toEqual([]);
    await app.close();
  });
});
