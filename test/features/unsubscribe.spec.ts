import { aList, aSubscriber } from '../support/builders.js';
import { linkPath, oneClickPath, type ReadMail } from '../support/received-mail.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { edition, mailsTo, open, submit, textOf } from './forms.js';

const ADDRESS = 'li@film.example';

describe('leaving', () => {
  let app: TestApp;
  let digest: ReadMail;
  let leave: string;
  beforeEach(async () => {
    app = await startTestApp();
    await app.addList(aList({ slug: 'film', name: '电影政策周报' }));
    await app.importSubscribers([aSubscriber(ADDRESS)]);
    await app.importSubscribers([aSubscriber(ADDRESS)], 'film');
    await app.publishPolicy();
    await edition(app);
    [digest] = (await mailsTo(app, ADDRESS, 1)) as [ReadMail];
    leave = oneClickPath(digest);
  });
  afterEach(async () => await app.close());

  const statuses = async () =>
    (
      await app.sql<{ slug: string; status: string }>(
        'select l.slug, s.status from subscriptions s join lists l on l.id = s.list_id order by l.slug',
      )
    ).map((row) => `${row.slug} ${row.status}`);

  it('changes nothing by being looked at, and offers both lists, a pause, and a way for who was forwarded the mail', async () => {
    for (const method of ['GET', 'HEAD', 'GET']) expect((await open(app, leave, method)).status).toBe(200);
    const html = await (await open(app, leave)).text();
    expect(textOf(html)).toContain('目前还没有任何改变');
    expect(textOf(html)).toContain('退订全部 2 个列表');
    expect(textOf(html)).toContain('转发给您的？请不要改动对方的订阅');
    expect(html).toMatch(/href="\/preferences\/[\w-]+"/);
    expect(await statuses()).toEqual(['culture active', 'film active']);
  });

  it('ends one list and says that the other goes on', async () => {
    const answer = await submit(app, leave, { scope: 'one' });
    expect(answer.status).toBe(200);
    expect(textOf(await answer.text())).toContain('您还有 1 个其他订阅，不受影响。');
    expect(await statuses()).toEqual(['culture ended', 'film active']);
  });

  it('ends all lists at once and cancels what is on its way', async () => {
    expect(textOf(await (await submit(app, leave, { scope: 'all' })).text())).toContain(
      '全部 2 个列表都不会再给您发邮件',
    );
    expect(await statuses()).toEqual(['culture ended', 'film ended']);
  });

  it('says so when it was done before, however often', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, async () => await (await submit(app, leave, {})).text()),
    );
    expect(answers.filter((html) => textOf(html).startsWith('已退订'))).toHaveLength(1);
    expect(answers.filter((html) => textOf(html).startsWith('您已经退订'))).toHaveLength(9);
    expect(textOf(await (await open(app, leave)).text())).toContain('您已经退订');
  });

  it('by one click of the mail program ends exactly that list, without a page (RFC 8058)', async () => {
    const answer = await submit(app, leave, { 'List-Unsubscribe': 'One-Click', scope: 'all' });
    expect([answer.status, await answer.text(), answer.headers.get('set-cookie')]).toEqual([
      200,
      'unsubscribed\n',
      null,
    ]);
    expect(await statuses()).toEqual(['culture ended', 'film active']);
  });

  it('may be given a reason, which is kept, the newest one', async () => {
    await submit(app, leave, {});
    expect((await submit(app, `${leave}/reason`, { reason: 'too-many', note: '' })).status).toBe(303);
    const answer = await submit(app, `${leave}/reason`, { reason: 'other', note: ' 换了  行业 ' });
    expect(textOf(await (await open(app, answer.headers.get('location')!)).text())).toContain(
      '谢谢，已经记下',
    );
    expect(await app.sql('select reason, note from leaving_reasons')).toEqual([
      { reason: 'other', note: '换了 行业' },
    ]);
  });

  it.each<[string, Record<string, string | string[]>, string]>([
    ['no choice', {}, '请至少选一个'],
    ['an unknown choice', { reason: 'galaxy' }, '含有不可选的值'],
    ['two choices', { reason: ['too-many', 'other'] }, '只能填一个'],
    ['a note of 501 characters', { reason: 'other', note: '字'.repeat(501) }, '太长了'],
    ['a NUL', { reason: 'other', note: 'a\u0000b' }, '不可见字符'],
  ])('keeps no reason with %s', async (_, form, message) => {
    await submit(app, leave, {});
    const answer = await submit(app, `${leave}/reason`, form);
    expect([answer.status, textOf(await answer.text()).includes(message)]).toEqual([422, true]);
    expect(await app.sql('select 1 from leaving_reasons')).toEqual([]);
  });

  it('takes no reason from who has not left', async () => {
    await submit(app, `${leave}/reason`, { reason: 'other' });
    expect(await app.sql('select 1 from leaving_reasons')).toEqual([]);
  });

  it('can be taken back with the same profile, once the person confirms by mail', async () => {
    await submit(app, leave, {});
    const answers = await Promise.all(
      Array.from({ length: 10 }, async () => (await submit(app, `${leave}/again`, {})).status),
    );
    expect(new Set(answers)).toEqual(new Set([303]));
    const mails = await mailsTo(app, ADDRESS, 2);
    expect(mails).toHaveLength(2);
    expect(await statuses()).toEqual(['culture pending', 'film active']);
    await submit(app, linkPath(mails[1]!, '/confirm/'), {});
    expect(await statuses()).toEqual(['culture active', 'film active']);
    const [profile] = await app.sql<{ districts: string[] }>(
      `select p.districts from profiles p join subscriptions s on s.profile_id = p.id where s.status = 'active' limit 1`,
    );
    expect(profile).toEqual({ districts: ['110107'] });
  });

  it('brings nobody back who has not left', async () => {
    expect((await submit(app, `${leave}/again`, {})).status).toBe(303);
    expect(await mailsTo(app, ADDRESS, 1)).toHaveLength(1);
    expect(await statuses()).toEqual(['culture active', 'film active']);
  });

  it('speaks the language of the subscription, or the one asked for', async () => {
    expect(textOf(await (await open(app, `${leave}?lang=en`)).text())).toContain(
      'Unsubscribe from all 2 lists',
    );
    expect(textOf(await (await submit(app, `${leave}?lang=en`, {})).text())).toContain(
      'You are unsubscribed',
    );
  });
});
