import { aSubscriber } from '../support/builders.js';
import { linkPath } from '../support/received-mail.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { aRequest, edition, type FormInput, mailsTo, submit } from './forms.js';

/** Every way in which a field can be wrong that does not depend on what it is for. */
const WRONG: Readonly<Record<string, unknown>> = {
  'too long': '长'.repeat(20_000),
  repeated: ['一', '二'],
  'repeated four hundred times': Array.from({ length: 400 }, (_, at) => `x${at}`),
  'a number': 5,
  'yes or no': true,
  'an object': { a: { b: 1 } },
  'a list in a list': [[1]],
  'a control character': 'a\u0000b\u001b[2J',
  'half of a pair': 'a\ud800b',
  markup: '<script>alert(1)</script>',
};

describe('forms that no browser would send', () => {
  let app: TestApp;
  let preferences: string;
  let leave: string;

  beforeAll(async () => {
    app = await startTestApp();
    await app.importSubscribers([aSubscriber('li@film.example'), aSubscriber('gone@film.example')]);
    await app.publishPolicy();
    await edition(app);
    preferences = linkPath((await mailsTo(app, 'li@film.example', 1))[0]!, '/preferences/');
    leave = linkPath((await mailsTo(app, 'gone@film.example', 1))[0]!, '/u/');
    await submit(app, leave, {});
  });
  afterAll(async () => {
    await app.close();
  });

  const json = async (path: string, body: object) =>
    await fetch(app.baseUrl + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json', accept: 'text/html' },
      body: JSON.stringify(body),
    });
  const facts = async () =>
    JSON.stringify([
      await app.sql('select * from subscribers order by id'),
      await app.sql('select * from subscriptions order by id'),
      await app.sql('select * from address_changes order by id'),
      await app.sql('select * from leaving_reasons order by subscription_id'),
    ]);

  const profile = { districts: ['110107'], sectors: ['022'], language: 'zh-CN' };
  const forms: [string, () => string, object, readonly string[]][] = [
    [
      'subscribe',
      () => '/lists/culture',
      { ...aRequest() },
      ['districts', 'sectors', 'levels', 'types', 'company', 'email', 'language'],
    ],
    ['preferences', () => preferences, profile, ['districts', 'sectors', 'levels', 'types', 'language']],
    ['pause', () => `${preferences}/pause`, {}, ['until']],
    ['change of address', () => `${preferences}/address`, {}, ['email']],
    ['leaving reason', () => `${leave}/reason`, { reason: 'other', note: '' }, ['reason']],
    ['lost link', () => '/preferences', {}, ['email']],
  ];
  const cases = forms.flatMap(([form, path, good, fields]) =>
    fields.flatMap((field) => Object.keys(WRONG).map((wrong) => [form, field, wrong, path, good] as const)),
  );

  it.each(cases)('%s: %s that is %s is refused with the page, and changes nothing', async (...given) => {
    const [, field, wrong, path, good] = given;
    // a company may be called anything of some length that is no link
    const isName = field === 'company' && wrong === 'half of a pair';
    const before = await facts();
    const answer = await json(path(), { ...good, [field]: WRONG[wrong] });
    const html = await answer.text();
    expect(isName ? [303, 422] : [422]).toContain(answer.status);
    expect(html).not.toContain('<script>alert');
    if (!isName) expect(await facts()).toBe(before);
  });

  it.each(['stamp', 'altcha', 'act', 'website', 'findDistrict', 'findSector', 'foundSector', 'unknown'])(
    'answers whatever stands in %s without failing',
    async (field) => {
      for (const value of Object.values(WRONG)) {
        await app.sql('delete from request_budgets');
        const answer = await json('/lists/culture', { ...aRequest(), [field]: value });
        expect([200, 303]).toContain(answer.status);
        expect(await answer.text()).not.toContain('<script>alert');
      }
      await app.sql(`delete from consents where source = 'form'`);
      await app.sql(`delete from subscriptions where status = 'pending'`);
    },
  );
});

describe('the same form sent ten times at once', () => {
  let app: TestApp;
  let preferences: string;
  let leave: string;

  beforeEach(async () => {
    app = await startTestApp();
    await app.importSubscribers([aSubscriber('li@film.example')]);
    await app.publishPolicy();
    await edition(app);
    const [digest] = await mailsTo(app, 'li@film.example', 1);
    preferences = linkPath(digest!, '/preferences/');
    leave = linkPath(digest!, '/u/');
  });
  afterEach(async () => {
    await app.close();
  });

  const tenTimes = async (path: string, form: FormInput) =>
    new Set(
      (await Promise.all(Array.from({ length: 10 }, async () => await submit(app, path, form)))).map(
        ({ status }) => status,
      ),
    );

  it('saves a profile once, pauses once and takes it up once', async () => {
    const profile = { districts: '110108', sectors: '03', language: 'en' };
    expect(await tenTimes(preferences, profile)).toEqual(new Set([303]));
    expect(await app.sql(`select districts from profiles where districts = '{110108}'`)).toHaveLength(1);
    expect(await tenTimes(`${preferences}/pause`, { until: '2026-11-30' })).toEqual(new Set([303]));
    expect(await app.sql('select 1 from subscriptions where paused_until is not null')).toHaveLength(1);
    expect(await tenTimes(`${preferences}/resume`, {})).toEqual(new Set([303]));
    expect(await app.sql('select 1 from subscriptions where paused_until is not null')).toEqual([]);
  });

  it('asks a new address once', async () => {
    expect(await tenTimes(`${preferences}/address`, { email: 'zhao@studio.example' })).toEqual(
      new Set([303]),
    );
    expect(await mailsTo(app, 'zhao@studio.example', 1)).toHaveLength(1);
    expect(await app.sql('select 1 from address_changes')).toHaveLength(1);
    expect(await tenTimes(`${preferences}/address/withdraw`, {})).toEqual(new Set([303]));
    expect(await app.sql('select outcome from address_changes')).toEqual([{ outcome: 'withdrawn' }]);
  });

  it('leaves once, with one reason', async () => {
    expect(await tenTimes(leave, { 'List-Unsubscribe': 'One-Click' })).toEqual(new Set([200]));
    expect(await tenTimes(`${leave}/reason`, { reason: 'other', note: '一' })).toEqual(new Set([303]));
    expect(await app.sql('select reason, note from leaving_reasons')).toEqual([
      { reason: 'other', note: '一' },
    ]);
  });
});
