import { aSubscriber } from '../support/builders.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { ConsoleClient } from './console-client.js';

describe('the dashboard', () => {
  let app: TestApp;
  let owner: ConsoleClient;

  beforeAll(async () => {
    app = await startTestApp();
    owner = await ConsoleClient.signedIn(app, 'owner');
    await app.importSubscribers([aSubscriber('li@a.example'), aSubscriber('wang@a.example')]);
  });
  afterAll(async () => {
    await app.close();
  });

  it('says what closes within 30 days, the nearest first, and nothing later or over', async () => {
    for (const [title, applicationClosesOn] of [
      ['第三十天截止', '2026-10-30'],
      ['今天截止', '2026-09-30'],
      ['第三十一天截止', '2026-10-31'],
      ['昨天截止', '2026-09-29'],
    ] as const)
      await app.publishPolicy({ title, type: 'call', applicationClosesOn });
    await app.draftPolicy({ title: '还是草稿', type: 'call', applicationClosesOn: '2026-10-01' });
    const card = await cardOf(owner, 'deadlines');
    expect(card).toMatch(/今天截止.*2026-09-30.*第三十天截止.*2026-10-30.*还剩 30 天/);
    expect(card).not.toMatch(/三十一|昨天|草稿/);
  });

  it('counts active subscriptions of twelve weeks back from now, in words too', async () => {
    await app.sql(`update subscriptions set confirmed_at = $1 where id = $2`, [
      new Date('2026-09-10T00:00:00Z'),
      await app.subscriptionOf('li@a.example'),
    ]);
    const { html } = await owner.get('/console');
    const svg = /<svg class="growth"[\s\S]*?<\/svg>/.exec(html)?.[0] ?? '';
    expect(svg.match(/<rect/g)).toHaveLength(12);
    expect(svg).toContain('aria-label="近 12 周的有效订阅: 2026-07-15 0 → 2026-09-30 2"');
    expect(await cardOf(owner, 'growth')).toMatch(/2026-09-09 0 0 0 2026-09-16 1 1 0 2026-09-23 1 0 0/);
  });

  it('is well while the relay answers and nothing stands still', async () => {
    await app.runEdition();
    owner = await ConsoleClient.signedIn(app, 'owner', 'days-later@dibao.example');
    const card = await cardOf(owner, 'sending');
    expect(card).toMatch(/发送是否正常 正常 邮件服务器 连接正常 队列 连接正常 待发送 0 封/);
    expect(card).toMatch(/2026-W41 .*已接收 2/);
  });

  it('names what stands still and what nobody knows, and leads there', async () => {
    const [edition] = await app.sql<{ id: string; runId: string }>(
      `select id, run_id as "runId" from editions where key = '2026-W41'`,
    );
    await app.sql(
      `update deliveries set state = 'uncertain' where id = (select max(id) from deliveries where run_id = $1)`,
      [edition!.runId],
    );
    await app.sql(
      `update runs set state = 'paused', reason = '535 refused', completed_at = null where id = $1`,
      [edition!.runId],
    );
    const { html } = await owner.get('/console');
    const card = await cardOf(owner, 'sending');
    expect(card).toMatch(/需要处理 发送停住了 .* 2026-W41 535 refused 查看 结果未知: 1 封/);
    expect(html).toContain(`href="/console/editions/${edition!.id}">查看`);
    expect(card).toMatch(/已接收 1 · 结果未知 1/);
  });

  it('says that the relay cannot be reached; why, only to those who can act', async () => {
    await app.smtp.goDown();
    const viewer = await ConsoleClient.signedIn(app, 'viewer');
    expect(await cardOf(owner, 'sending')).toMatch(/邮件服务器 连不上 \S+/);
    expect(await cardOf(viewer, 'sending')).toMatch(/邮件服务器 连不上 队列/);
  });
});

/** The text of one card. */
async function cardOf(client: ConsoleClient, id: string): Promise<string> {
  const { html } = await client.get('/console');
  const from = html.indexOf(`id="${id}"`);
  const end = html.indexOf('<div class="col-lg-6">', from);
  return html
    .slice(html.indexOf('>', from) + 1, end < 0 ? undefined : end)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
