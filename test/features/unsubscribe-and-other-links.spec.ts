import { aSubscriber } from '../support/builders.js';
import { linkPath, oneClickPath } from '../support/received-mail.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { aRequest, edition, mailsTo, submit } from './forms.js';

/** Every page behind a mail's link, by what its token is for. */
type Links = Readonly<
  Record<'confirm' | 'preferences' | 'unsubscribe' | 'webView' | 'address' | 'decline', string>
>;

describe('the links of mails', () => {
  let app: TestApp;
  let links: Links;
  beforeAll(async () => {
    app = await startTestApp();
    await app.importSubscribers([aSubscriber('li@film.example')]);
    await app.publishPolicy();
    await edition(app);
    const digest = (await mailsTo(app, 'li@film.example', 1))[0]!;
    const preferences = linkPath(digest, '/preferences/');
    await submit(app, '/lists/culture', aRequest({ email: 'sun@film.example' }));
    await submit(app, `${preferences}/address`, { email: 'zhao@studio.example' });
    const asked = (await mailsTo(app, 'zhao@studio.example', 1))[0]!;
    links = {
      confirm: linkPath((await mailsTo(app, 'sun@film.example', 1))[0]!, '/confirm/'),
      preferences,
      unsubscribe: oneClickPath(digest),
      webView: linkPath(digest, '/m/'),
      address: linkPath(asked, '/address/'),
      decline: oneClickPath(asked),
    };
  });
  afterAll(async () => await app.close());

  const facts = async () =>
    JSON.stringify([
      await app.sql('select * from subscribers order by id'),
      await app.sql('select * from subscriptions order by id'),
      await app.sql('select * from address_changes order by id'),
      await app.sql('select * from consents order by id'),
      await app.sql('select * from leaving_reasons'),
      await app.sql('select id, state from deliveries order by id'),
    ]);
  const pages = () => [
    ...Object.values(links),
    `${links.preferences}/erase`,
    `${links.preferences}/data`,
    `${links.preferences}/latest`,
  ];
  const acts = () => [
    ...Object.values(links).filter((path) => !path.startsWith('/m/')),
    `${links.confirm}/again`,
    `${links.preferences}/pause`,
    `${links.preferences}/resume`,
    `${links.preferences}/address`,
    `${links.preferences}/address/withdraw`,
    `${links.preferences}/erase`,
    `${links.unsubscribe}/reason`,
    `${links.unsubscribe}/again`,
  ];

  it.each<[string, string, Record<string, string>]>([
    ['a reader', 'GET', { accept: 'text/html' }],
    ['a link checker', 'HEAD', {}],
    ['a prefetching browser', 'GET', { 'sec-purpose': 'prefetch;prerender', purpose: 'prefetch' }],
    ['a scanner that takes anything', 'GET', { accept: '*/*', 'user-agent': 'SafeLinks' }],
    ['a program that asks what is allowed', 'OPTIONS', {}],
  ])('change nothing for %s', async (_, method, headers) => {
    const before = await facts();
    for (const path of pages()) {
      const answer = await fetch(app.baseUrl + path, { method, headers, redirect: 'manual' });
      if (method !== 'OPTIONS') expect([path, answer.status]).toEqual([path, 200]);
    }
    expect(await facts()).toBe(before);
  });

  it('are never stored, never indexed, and pass no referrer on, also when they are refused', async () => {
    const refused = pages().map((path) => path.replace(/[\w-]{54}/, (token) => flipped(token, 5)));
    for (const path of [...pages(), ...refused]) {
      const { headers } = await fetch(app.baseUrl + path);
      expect([
        path,
        headers.get('cache-control'),
        headers.get('x-robots-tag'),
        headers.get('referrer-policy'),
      ]).toEqual([path, 'no-store', 'noindex', 'no-referrer']);
      expect(headers.get('content-security-policy')).not.toMatch(/script-src[^;]*unsafe|\*/);
    }
  });

  it('open nothing when one bit is flipped, when cut short, of 10 kB, with a NUL, or for another purpose', async () => {
    const before = await facts();
    const tokenOf = (path: string) => /([\w-]{54})/.exec(path)?.[1] ?? '';
    const others = Object.values(links).map(tokenOf);
    for (const path of [...pages(), ...acts()]) {
      const token = tokenOf(path);
      const wrong = [
        flipped(token, 0),
        flipped(token, 27),
        flipped(token, 53),
        token.slice(0, -1),
        'A'.repeat(10_240),
        `${token}%00`,
        '%00',
        ...others.filter((other) => other !== token),
      ];
      for (const one of wrong)
        for (const method of ['GET', 'POST']) {
          const answer = await fetch(app.baseUrl + path.replace(token, one), { method, redirect: 'manual' });
          expect([path, one.slice(0, 60), method, answer.status]).toEqual([
            path,
            one.slice(0, 60),
            method,
            404,
          ]);
        }
    }
    expect(await facts()).toBe(before);
  }, 60_000);

  it.each<[string, string, BodyInit]>([
    [
      'JSON of another type',
      'application/json',
      '{"districts":{"a":[1]},"email":5,"until":[[]],"act":{},"reason":null}',
    ],
    ['a list', 'application/json', '[]'],
    ['broken JSON', 'application/json', '{'],
    ['2 MB', 'application/x-www-form-urlencoded', `email=${'a'.repeat(2_000_000)}`],
    [
      'every field twice',
      'application/x-www-form-urlencoded',
      'email=a&email=b&until=a&until=b&districts=x&sectors=y&levels=z&types=w&reason=a&reason=b',
    ],
    ['a prototype', 'application/json', '{"__proto__":{"act":"save"},"constructor":{"prototype":{}}}'],
  ])('answer a form of %s with a refusal of their own, never with a failure', async (_, type, body) => {
    for (const path of [
      `${links.preferences}/pause`,
      `${links.preferences}/address`,
      links.preferences,
      `${links.unsubscribe}/reason`,
    ]) {
      const answer = await fetch(app.baseUrl + path, {
        method: 'POST',
        headers: { 'content-type': type, accept: 'text/html' },
        body,
        redirect: 'manual',
      });
      expect([400, 413, 422]).toContain(answer.status);
    }
  });

  it('keep what one person chose from the form of another', async () => {
    const [other] = await app.sql<{ profile_id: string }>(
      `select profile_id from subscriptions where status = 'pending'`,
    );
    await submit(app, links.preferences, {
      districts: '110105',
      sectors: '03',
      subscription: await app.subscriptionOf('sun@film.example'),
    });
    expect(await app.sql(`select profile_id from subscriptions where status = 'pending'`)).toEqual([other]);
  });
});

/** The token with one bit of one character changed; base64url has six bits in each. */
function flipped(token: string, at: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const changed = alphabet[alphabet.indexOf(token[at] ?? 'A') ^ 4];
  return token.slice(0, at) + changed + token.slice(at + 1);
}
