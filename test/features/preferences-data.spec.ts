import { SuppressionsService } from '../../src/delivery/suppressions.service.js';
import { aSubscriber } from '../support/builders.js';
import { linkPath, oneClickPath } from '../support/received-mail.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { aRequest, edition, mailsTo, open, submit, textOf } from './forms.js';

const ADDRESS = 'li@film.example';

describe('what is held about a person', () => {
  let app: TestApp;
  let preferences: string;
  beforeEach(async () => {
    app = await startTestApp();
    await app.importSubscribers([
      aSubscriber(ADDRESS, { company: '北京示例影业有限公司' }),
      aSubscriber('other@film.example'),
    ]);
    await app.publishPolicy();
    await edition(app);
    preferences = linkPath((await mailsTo(app, ADDRESS, 1))[0]!, '/preferences/');
  });
  afterEach(async () => await app.close());

  /** Every text the database holds, except of the queue. */
  const everything = async () => {
    const tables = await app.sql<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    );
    const dumps = await Promise.all(
      tables.map(async ({ name }) => await app.sql(`select to_jsonb(t) from "${name}" t`)),
    );
    return JSON.stringify(dumps);
  };

  it('can be had as one JSON file: person, subscriptions, consents, and each mail with its state and times', async () => {
    const answer = await open(app, `${preferences}/data`);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="dibao-data.json"');
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toMatchObject({
      subscriber: { address: ADDRESS, company: '北京示例影业有限公司', erasedAt: null },
      subscriptions: [
        {
          list: '文化政策周报',
          status: 'active',
          profile: { districts: ['110107'], sectors: ['022'] },
          consents: [{ source: 'import', wording: '同意每周接收政策周报。' }],
          mails: [{ kind: 'digest', state: 'accepted', settledAt: expect.any(String) as string }],
        },
      ],
    });
  });

  it('holds nothing of anybody else', async () => {
    expect(await (await open(app, `${preferences}/data`)).text()).not.toContain('other@');
  });

  it('is kept when the page that asks is only looked at', async () => {
    for (const method of ['GET', 'HEAD', 'GET'])
      expect((await open(app, `${preferences}/erase`, method)).status).toBe(200);
    expect(await everything()).toContain(ADDRESS);
  });

  it('is erased by the button: emptied everywhere, the rows kept, never mailed again', async () => {
    await submit(app, `${preferences}/address`, { email: 'zhao@studio.example' });
    await mailsTo(app, 'zhao@studio.example', 1);
    const before = await everything();
    for (const trace of [ADDRESS, 'zhao@studio.example', '北京示例影业有限公司'])
      expect(before).toContain(trace);
    const deliveries = (await app.sql('select 1 from deliveries')).length;

    expect((await submit(app, `${preferences}/erase`, {})).status).toBe(303);
    const after = await everything();
    for (const trace of [ADDRESS, 'zhao@studio.example', '北京示例影业有限公司'])
      expect(after).not.toContain(trace);
    expect(await app.sql('select 1 from deliveries')).toHaveLength(deliveries);
    expect((await app.get(SuppressionsService).among([ADDRESS])).get(ADDRESS)).toBe('erasure');
    expect(textOf(await (await open(app, `${preferences}/erase`)).text())).toContain('资料已删除');
    expect(textOf(await (await open(app, preferences)).text())).toContain('您的资料已经删除');

    await submit(app, '/lists/culture', aRequest({ email: ADDRESS }));
    await app.publishPolicy();
    const account = await edition(app);
    expect(account).toMatchObject({ active: 1, eligible: 1, accepted: 1, open: 0 });
    expect(await app.mailTo(ADDRESS)).toHaveLength(1);
  });

  it('is erased while mail is on its way, and the books still balance', async () => {
    const held = app.smtp.hold(ADDRESS);
    await app.publishPolicy();
    const running = app.runEdition();
    await app.waitUntil(
      async () =>
        (
          await app.sql(`select 1 from deliveries where state in ('claimed', 'sending') and address = $1`, [
            ADDRESS,
          ])
        ).length > 0,
    );
    await submit(app, `${preferences}/erase`, {});
    held.release();
    const account = await running;
    expect(account.eligible).toBe(2);
    expect(account.accepted + account.cancelled).toBe(2);
    expect(account.open).toBe(0);
    expect(await everything()).not.toContain(ADDRESS);
  });

  it('is erased once by ten clicks at once, and leaves nothing to do to every link', async () => {
    const [digest] = await app.mailTo(ADDRESS);
    const answers = await Promise.all(
      Array.from({ length: 10 }, async () => (await submit(app, `${preferences}/erase`, {})).status),
    );
    expect(new Set(answers)).toEqual(new Set([303]));
    const leave = oneClickPath(digest!);
    expect((await open(app, leave)).status).toBe(200);
    expect((await submit(app, `${leave}/again`, {})).status).toBe(303);
    expect((await submit(app, preferences, { districts: '110108', sectors: '02' })).status).toBe(409);
    expect(await app.sql(`select 1 from subscriptions where status <> 'ended'`)).toHaveLength(1);
  });
});

describe('a lost link', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startTestApp();
    await app.importSubscribers([aSubscriber(ADDRESS, { language: 'en' })]);
  });
  afterEach(async () => await app.close());

  it('is mailed again to a known address, and the answer is the same for an unknown one', async () => {
    const answers = await Promise.all(
      [ADDRESS, 'nobody@film.example'].map(async (email) => {
        const answer = await submit(app, '/preferences', { email });
        return `${answer.status} ${answer.headers.get('location')} ${await answer.text()}`;
      }),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('303 /preferences/sent');
    const [mail] = await mailsTo(app, ADDRESS, 1);
    expect(mail!.subject).toBe('Your link to manage 文化政策周报');
    expect((await open(app, linkPath(mail!, '/preferences/'))).status).toBe(200);
    expect(await app.mailTo('nobody@film.example')).toEqual([]);
  });

  it('is mailed once for the same form sent ten times at once, and four times a day at most', async () => {
    await Promise.all(
      Array.from({ length: 10 }, async () => await submit(app, '/preferences', { email: ADDRESS })),
    );
    expect(await mailsTo(app, ADDRESS, 1)).toHaveLength(1);
    for (let hour = 0; hour < 6; hour += 1) {
      app.clock.set(new Date(app.clock.now().getTime() + 3_600_000));
      expect((await submit(app, '/preferences', { email: ADDRESS })).status).toBe(303);
    }
    expect(await mailsTo(app, ADDRESS, 4)).toHaveLength(4);
  });

  it.each([
    ['nothing', ''],
    ['no address', 'li'],
    ['a NUL', 'a\u0000@b.example'],
    ['300 characters', `${'a'.repeat(300)}@b.c`],
  ])('is refused with %s', async (_, email) => {
    const answer = await submit(app, '/preferences', { email });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('id="email-wrong"');
  });

  it('is not sent for the field that people do not see', async () => {
    expect((await submit(app, '/preferences', { email: ADDRESS, website: 'x' })).status).toBe(303);
    expect(await app.sql('select 1 from deliveries')).toEqual([]);
  });
});
