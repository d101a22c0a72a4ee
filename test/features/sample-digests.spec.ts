import { balances } from '../../src/editions/domain/edition-progress.js';
import { SeedDemoService } from '../../src/sample/seed-demo.service.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Policies in each sample subscriber's digest; nobody else gets a mail. */
const EXPECTED = {
  'chuangzuo@example.com': 3,
  'zhengce@example.com': 1,
  'yanfa@example.org': 7,
  'policy.desk@example.org': 9,
  'sheji@example.net': 2,
  'zhizao@example.com': 5,
  'quanguo@example.net': 2,
  'chuanmei@example.org': 3,
  'wangluo@example.com': 7,
  'shuju@example.net': 7,
  'shudian@example.org': 2,
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
