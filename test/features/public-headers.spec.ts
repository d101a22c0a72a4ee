import { aSubscriber } from '../support/builders.js';
import { linkPath } from '../support/received-mail.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { mailsTo, open } from './forms.js';

describe('what every answer of the public side says of itself', () => {
  let app: TestApp;
  let policy: string;
  let tokens: { readonly preferences: string; readonly leave: string; readonly view: string };

  beforeAll(async () => {
    // behind a proxy that ends TLS
    app = await startTestApp({ config: { publicUrl: 'https://dibao.example' } });
    await app.importSubscribers([aSubscriber('li@film.example')]);
    ({ id: policy } = await app.publishPolicy());
    await app.runEdition();
    const [mail] = await mailsTo(app, 'li@film.example', 1);
    tokens = {
      preferences: linkPath(mail!, '/preferences/'),
      leave: linkPath(mail!, '/u/'),
      view: linkPath(mail!, '/m/'),
    };
  });
  afterAll(async () => await app.close());

  const PAGES = [
    '/',
    '/lists/culture',
    '/policies',
    '/archive/culture',
    '/nowhere',
    '/feeds/lists/culture.atom',
  ];

  it.each([...PAGES, '/policies/<id>', '/preferences/<token>', '/u/<token>', '/m/<token>'])(
    '%s holds the browser to this site, without scripts or styles inside the page',
    async (shown) => {
      const { headers } = await open(app, pathOf(shown));
      const policyOf = headers.get('content-security-policy') ?? '';
      expect(policyOf).toContain("default-src 'none'");
      expect(policyOf).toContain("frame-ancestors 'none'");
      expect(policyOf).toContain("base-uri 'none'");
      // a digest carries its styles inside, as mail must, and no script at all
      if (shown !== '/m/<token>') expect(policyOf).not.toContain('unsafe');
      else expect(policyOf).not.toContain('script-src');
      expect(headers.get('strict-transport-security')).toMatch(/max-age=\d{7,}/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.has('x-powered-by')).toBe(false);
      expect(headers.has('set-cookie')).toBe(false);
    },
  );

  it.each(['/preferences/<token>', '/u/<token>', '/m/<token>', '/confirm/none', '/u/none'])(
    '%s is kept nowhere and listed nowhere',
    async (shown) => {
      const { headers } = await open(app, pathOf(shown));
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-robots-tag')).toContain('noindex');
    },
  );

  it.each(['/policies', '/policies/<id>', '/archive/culture', '/lists/culture', '/feeds/lists/culture.json'])(
    '%s travels compressed, and says that it depends on it',
    async (shown) => {
      const { headers } = await fetch(app.baseUrl + pathOf(shown), { headers: { 'accept-encoding': 'br' } });
      expect(headers.get('content-encoding')).toBe('br');
      expect(headers.get('vary')).toContain('Accept-Encoding');
    },
  );

  it('lets browsers keep a style or script for good, under an address that changes with it', async () => {
    const html = await (await open(app, '/policies')).text();
    const address = /href="(\/assets\/site\.css\?v=[\w-]{12})"/.exec(html)?.[1] ?? 'none';
    const asset = await fetch(app.baseUrl + address);
    expect(asset.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const old = await fetch(`${app.baseUrl}/assets/site.css?v=another`);
    expect(old.headers.get('cache-control')).toBe('public, max-age=3600');
    const tag = asset.headers.get('etag') ?? '';
    expect((await fetch(app.baseUrl + address, { headers: { 'if-none-match': tag } })).status).toBe(304);
    for (const outside of [
      '/assets/../../package.json',
      '/assets/%2e%2e%2fpackage.json',
      '/assets/',
      '/assets/none.css',
    ])
      expect((await fetch(app.baseUrl + outside)).status).toBe(404);
  });

  it('names the same page in the other language', async () => {
    const html = await (await open(app, '/archive/culture?lang=en')).text();
    expect(html).toContain('<link rel="canonical" href="https://dibao.example/archive/culture?lang=en">');
    expect(html).toContain('hreflang="zh-CN" href="https://dibao.example/archive/culture"');
    expect(html).toContain('hreflang="en" href="https://dibao.example/archive/culture?lang=en"');
  });

  const BAD = [
    '%00',
    '%ff%fe',
    'x'.repeat(10_000),
    '-1',
    '999999',
    '\'"><b>',
    '../../x',
    '__proto__',
    '{}',
    '%F0%9F%98%80',
  ];
  const PLACES = ['/lists/', '/policies/', '/archive/', '/archive/culture/', '/feeds/lists/', '/feeds/districts/', '/confirm/', '/u/', '/m/', '/preferences/', '/address/']; // prettier-ignore

  it.each(PLACES)('refuses what does not exist below %s, clearly', async (place) => {
    for (const bad of BAD) {
      const answer = await open(
        app,
        place + bad.replace('../../', '..%2F..%2F').replace(/["<>{}]/g, encodeURIComponent),
      );
      expect([400, 404, 410]).toContain(answer.status);
      expect(await answer.text()).toContain('<h1');
    }
  });

  const FIELDS = [
    'q',
    'level',
    'type',
    'district',
    'sector',
    'issuer',
    'from',
    'until',
    'open',
    'page',
    'lang',
  ];

  it.each(FIELDS)('takes anything in the query field %s without falling over', async (field) => {
    for (const bad of BAD) {
      const value = bad.startsWith('%') ? bad : encodeURIComponent(bad);
      for (const query of [`${field}=${value}`, `${field}=${value}&${field}=1`, `${field}[]=${value}`])
        for (const page of ['/policies', '/lists/culture', '/archive/culture'])
          expect((await open(app, `${page}?${query}`)).status).toBeLessThan(500);
    }
  });

  function pathOf(shown: string): string {
    return shown
      .replace('/policies/<id>', `/policies/${policy}`)
      .replace('/preferences/<token>', tokens.preferences)
      .replace('/u/<token>', tokens.leave)
      .replace('/m/<token>', tokens.view);
  }
});
