import { AdvanceEditionService } from '../../../src/editions/advance-edition.service.js';
import { balances } from '../../../src/editions/domain/edition-progress.js';
import { aSubscriber, FIRST_CUT_OFF } from '../../support/builders.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

const DAY_MS = 86_400_000;

describe('the weekly tick', () => {
  const apps: TestApp[] = [];
  let app: TestApp;

  beforeEach(async () => {
    app = await startTestApp();
    apps.push(app);
    await app.importSubscribers([aSubscriber('film@a.example'), aSubscriber('film@b.example')]);
  });

  afterEach(async () => {
    for (const one of apps.splice(0).reverse()) await one.close();
  });

  const editions = async () =>
    (await app.sql<{ key: string }>('select key from editions order by cut_off')).map((row) => row.key);

  it('opens nothing before the cut-off, one edition at it, and none again that week', async () => {
    await app.publishPolicy();
    await app.tick(new Date(FIRST_CUT_OFF.getTime() - 1));
    expect(await editions()).toEqual([]);
    await app.tick(FIRST_CUT_OFF);
    await app.waitForComplete();
    await app.tick(new Date(FIRST_CUT_OFF.getTime() + 6 * DAY_MS));
    expect(await editions()).toEqual(['2026-W41']);
    expect(app.smtp.accepted('film@a.example')).toHaveLength(1);
  });

  it('of five processes at once makes one edition and one mail each', async () => {
    for (let more = 0; more < 4; more += 1) apps.push(await startTestApp({ beside: app }));
    await app.publishPolicy();
    app.clock.set(FIRST_CUT_OFF);
    await Promise.all(apps.map(async (one) => await one.tick()));
    const account = await app.waitForComplete();
    expect(await editions()).toEqual(['2026-W41']);
    expect(account).toMatchObject({ eligible: 2, accepted: 2 });
    expect(app.smtp.received.map((mail) => mail.to).sort()).toEqual(['film@a.example', 'film@b.example']);
  });

  it('catches up once after three missed weeks, under the newest key, with all that was missed', async () => {
    await app.publishPolicy({ title: '第一周的文件' });
    app.clock.set(new Date(FIRST_CUT_OFF.getTime() + DAY_MS));
    await app.publishPolicy({ title: '第二周的文件' });
    app.clock.set(new Date(FIRST_CUT_OFF.getTime() + 8 * DAY_MS));
    await app.publishPolicy({ title: '第三周的文件' });
    await app.tick(new Date(FIRST_CUT_OFF.getTime() + 15 * DAY_MS));
    const account = await app.waitForComplete();
    expect(account).toMatchObject({ edition: '2026-W43', policies: 3, accepted: 2 });
    expect(await editions()).toEqual(['2026-W43']);
    const mails = await app.mailTo('film@a.example');
    expect(mails).toHaveLength(1);
    for (const week of ['第一周', '第二周', '第三周']) expect(mails[0]?.text).toContain(`${week}的文件`);
  });

  it('cuts every list off in its own zone', async () => {
    await app.addList({
      slug: 'new-york',
      timeZone: 'America/New_York',
      announcesFrom: new Date('2026-09-28T12:00:00Z'),
    });
    await app.tick(FIRST_CUT_OFF);
    await app.waitForComplete();
    const keysOf = async (slug: string) =>
      (await app.sql('select 1 from editions e join lists l on l.id = e.list_id where l.slug = $1', [slug]))
        .length;
    expect([await keysOf('culture'), await keysOf('new-york')]).toEqual([1, 0]);
    await app.tick(new Date('2026-10-05T11:59:59Z'));
    expect(await keysOf('new-york')).toBe(0);
    await app.tick(new Date('2026-10-05T12:00:00Z'));
    await app.waitForComplete('new-york');
    expect(await keysOf('new-york')).toBe(1);
  });

  it('takes up an edition whose process died after any step', async () => {
    await app.close();
    apps.splice(0);
    for (const status of ['collecting', 'frozen'] as const) {
      app = await startTestApp({ workers: 'idle' });
      apps.push(app);
      await app.importSubscribers([aSubscriber('film@a.example')]);
      await app.publishPolicy();
      await app.tick(FIRST_CUT_OFF);
      if (status === 'frozen') await freezeOnly(app);
      app.startWorkers();
      await app.tick();
      const account = await app.waitForComplete();
      expect(account).toMatchObject({ status: 'complete', accepted: 1 });
      expect(balances(account)).toBe(true);
      await app.close();
      apps.splice(0);
    }
  });
});

/** Takes the edition through and then forgets what came after the freeze, as a crash before composing would. */
async function freezeOnly(app: TestApp): Promise<void> {
  const [row] = await app.sql<{ id: string }>('select id from editions');
  await app.sql(`update lists set approval = 'any'`);
  await app.get(AdvanceEditionService).advance(row?.id ?? '');
  await app.sql(`update lists set approval = 'none'`);
  await app.sql(`update editions set status = 'frozen', content_hash = null`);
  await app.sql('update messages set content = null, content_hash = null');
}
