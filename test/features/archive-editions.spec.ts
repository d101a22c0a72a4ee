import { aSubscriber } from '../support/builders.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { open, textOf } from './forms.js';

describe('past editions and feeds', () => {
  let app: TestApp;
  let key: string;

  beforeAll(async () => {
    app = await startTestApp();
    await app.importSubscribers([aSubscriber('li@film.example', { company: '不可公开影业' })]);
    await app.publishPolicy({ title: '国家电影规划', level: 'national', districts: ['000000'] });
    await app.publishPolicy({
      title: '电影专项资金 <申报> & 通知',
      applicationClosesOn: '2026-11-20',
      sectors: ['022'],
    });
    await app.publishPolicy({ title: '天津通知', districts: ['120000'], applicationClosesOn: '2026-11-21' });
    const gone = await app.publishPolicy({ title: '后来撤下的政策' });
    key = (await app.runEdition()).edition;
    await app.sql(`update policies set status = 'withdrawn' where id = $1`, [gone.id]);
  });

  afterAll(async () => await app.close());

  it('are listed from the first page on, the newest first', async () => {
    expect(await (await open(app, '/')).text()).toContain('href="/archive/culture"');
    const html = await (await open(app, '/archive/culture')).text();
    expect(html).toContain(`href="/archive/culture/${key}"`);
    expect(html).toContain('/feeds/lists/culture.atom');
  });

  it('show the union of what was announced, by level, and nobody who got it', async () => {
    const html = await (await open(app, `/archive/culture/${key}`)).text();
    expect(textOf(html)).toMatch(/国家级 国家电影规划 .*市级 .*电影专项资金 &lt;申报&gt; &amp; 通知/);
    expect(html).not.toMatch(/后来撤下的政策|不可公开影业|film\.example/);
  });

  it('of a list that sent none say so', async () => {
    await app.addList({ slug: 'quiet', name: '安静周报' });
    expect(textOf(await (await open(app, '/archive/quiet?lang=en')).text())).toContain(
      'None has been sent yet',
    );
  });

  it.each([
    '/archive/none',
    '/archive/culture/2031-W01',
    '/archive/culture/%00',
    `/archive/${'x'.repeat(5_000)}`,
    '/feeds/lists/none.atom',
    '/feeds/people/culture.atom',
    '/feeds/districts/999999.json',
    '/feeds/districts/110107.rss',
    '/feeds/sectors/%00.json',
    '/feeds/sectors/__proto__/deadlines.ics',
    '/feeds/lists/..%2F..%2Fx/deadlines.ics',
    `/feeds/sectors/${'0'.repeat(5_000)}.atom`,
  ])('%.60s is not found', async (path) => {
    expect((await open(app, path)).status).toBe(404);
  });

  it.each(['lists/culture', 'districts/110107', 'sectors/022'])('are fed as Atom for %s', async (subject) => {
    const answer = await open(app, `/feeds/${subject}.atom`);
    const xml = await answer.text();
    expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
    expect(xml).toContain('<feed xmlns="http://www.w3.org/2005/Atom">');
    expect(xml).toMatch(/&lt;申报&gt;|CDATA\[电影专项资金 <申报>/);
    expect(xml.includes('天津通知')).toBe(subject === 'sectors/022');
  });

  it('are fed as JSON Feed', async () => {
    const answer = await open(app, '/feeds/lists/culture.json');
    const feed = (await answer.json()) as { version: string; items: { title: string; url: string }[] };
    expect(answer.headers.get('content-type')).toContain('application/feed+json');
    expect(feed.version).toMatch(/^https:\/\/jsonfeed\.org\/version\/1/);
    expect(feed.items.map((item) => item.title)).toContain('电影专项资金 <申报> & 通知');
    expect(feed.items[0]?.url).toMatch(/^http:.*\/policies\//);
  });

  it.each(['lists/culture', 'districts/110107'])(
    'give a calendar of closing days for %s',
    async (subject) => {
      const answer = await open(app, `/feeds/${subject}/deadlines.ics`);
      const text = await answer.text();
      expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
      expect(text).toContain('DTSTART;VALUE=DATE:20261120');
      expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    },
  );

  it('and policies are in the map of the site, which robots.txt names', async () => {
    const map = await (await open(app, '/sitemap.xml')).text();
    expect(map).toContain(`<loc>${app.baseUrl}/archive/culture/${key}</loc>`);
    expect(map.match(/\/policies\/[0-9a-f-]{36}<\/loc>/g)).toHaveLength(3);
    const robots = await (await open(app, '/robots.txt')).text();
    expect(robots).toContain(`Sitemap: ${app.baseUrl}/sitemap.xml`);
    expect(robots).toContain('Disallow: /m/');
  });
});
