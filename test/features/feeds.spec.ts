import { type XmlElement, xmlOf } from './xml.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { open } from './forms.js';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

describe('a follower of feeds', () => {
  let app: TestApp;
  let unissued: string;

  beforeAll(async () => {
    app = await startTestApp({ workers: 'idle' });
    ({ id: unissued } = await app.publishPolicy({
      title: '没有颁发机构的 <b>政策</b> & ]]> 结尾',
      issuers: [],
      summary: null,
      fullText: null,
    }));
    await app.publishPolicy({
      title: `很长的标题${'，文化和旅游部门共同组织申报'.repeat(6)}`,
      applicationClosesOn: '2026-11-20',
      issuers: ['北京市文化和旅游局', '北京市财政局'],
    });
    await app.publishPolicy({ title: '按月截止的政策', applicationClosesOn: '2026-11' });
  });
  afterAll(async () => await app.close());

  it.each(['lists/culture', 'districts/110107', 'sectors/022', 'sectors/*'])(
    'of %s reads Atom as RFC 4287 has it',
    async (subject) => {
      const feed = xmlOf(await (await open(app, `/feeds/${subject}.atom`)).text());
      expect(feed?.name).toBe('feed');
      expect(feed?.attributes['xmlns']).toBe('http://www.w3.org/2005/Atom');
      for (const name of ['id', 'title', 'updated']) expect(childrenOf(feed, name)).toHaveLength(1);
      expect(textOf(feed, 'updated')).toMatch(INSTANT);
      expect(childrenOf(feed, 'author').every((one) => textOf(one, 'name') !== '')).toBe(true);
      expect(childrenOf(feed, 'author')).not.toHaveLength(0);
      const self = childrenOf(feed, 'link').find((link) => link.attributes['rel'] === 'self');
      expect(self?.attributes['href']).toBe(`${app.baseUrl}/feeds/${encodeURI(subject)}.atom`);
      const entries = childrenOf(feed, 'entry');
      expect(entries).toHaveLength(3);
      for (const entry of entries) {
        for (const name of ['id', 'title', 'updated']) expect(childrenOf(entry, name)).toHaveLength(1);
        expect(textOf(entry, 'id')).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
        expect(textOf(entry, 'updated')).toMatch(INSTANT);
      }
      const title = entries.map((entry) => textOf(entry, 'title')).find((text) => text.startsWith('没有'));
      expect(title).toBe('没有颁发机构的 &lt;b&gt;政策&lt;/b&gt; &amp; ]]&gt; 结尾');
    },
  );

  it('reads JSON Feed 1.1', async () => {
    const answer = await open(app, '/feeds/districts/110107.json');
    const feed = (await answer.json()) as Record<string, unknown> & { items: Record<string, unknown>[] };
    expect(feed).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      title: '邸报：石景山区',
      feed_url: `${app.baseUrl}/feeds/districts/110107.json`,
      home_page_url: `${app.baseUrl}/policies?district=110107`,
    });
    for (const item of feed.items) {
      expect(typeof item['id']).toBe('string');
      expect(item['content_text'] ?? item['content_html']).toBeTruthy();
      expect(item['date_published']).toMatch(INSTANT);
    }
    const item = feed.items.find((one) => one['url'] === `${app.baseUrl}/policies/${unissued}`);
    expect(item?.['title']).toBe('没有颁发机构的 <b>政策</b> & ]]> 结尾');
    expect(item).not.toHaveProperty('authors');
  });

  it.each(['/feeds/lists/culture/deadlines.ics', '/feeds/sectors/022/deadlines.ics'])(
    'reads the calendar %s as RFC 5545 has it',
    async (path) => {
      const text = await (await open(app, path)).text();
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      const lines = text.split('\r\n');
      expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
      const unfolded = text.replaceAll('\r\n ', '').split('\r\n');
      expect(unfolded[0]).toBe('BEGIN:VCALENDAR');
      for (const needed of ['VERSION:2.0', 'METHOD:PUBLISH', 'DTSTART;VALUE=DATE:20261120'])
        expect(unfolded).toContain(needed);
      expect(unfolded.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
      expect(unfolded.filter((line) => /^UID:[0-9a-f-]{36}-deadline@dibao$/.test(line))).toHaveLength(1);
      expect(unfolded.some((line) => /^DTSTAMP:\d{8}T\d{6}Z$/.test(line))).toBe(true);
      expect(unfolded.find((line) => line.startsWith('SUMMARY:'))).toContain('文化和旅游部门共同组织申报');
    },
  );

  it.each(['/feeds/lists/culture.atom', '/feeds/lists/culture.json', '/feeds/lists/culture/deadlines.ics'])(
    'is told by %s that nothing changed, until something does',
    async (path) => {
      const ask = async (headers: Record<string, string>) => await fetch(app.baseUrl + path, { headers });
      const first = await ask({});
      const [tag, modified] = ['etag', 'last-modified'].map((name) => first.headers.get(name) ?? '');
      expect(first.headers.get('cache-control')).toBe('public, max-age=900');
      expect((await ask({ 'if-none-match': tag! })).status).toBe(304);
      expect((await ask({ 'if-modified-since': modified! })).status).toBe(304);
      const { id } = await app.publishPolicy({ title: `新政策 ${path}`, applicationClosesOn: '2026-12-01' });
      const changed = await ask({ 'if-none-match': tag! });
      expect(changed.status).toBe(200);
      expect(await changed.text()).toContain(id);
    },
  );

  it('brings first what became visible last, whatever its issuer dates it', async () => {
    app.passDays(1);
    const { id } = await app.publishPolicy({ title: '旧日期的新政策', publishedOn: '2020-01-01' });
    const feed = (await (await open(app, '/feeds/sectors/022.json')).json()) as { items: { id: string }[] };
    expect(feed.items[0]?.id).toBe(`urn:uuid:${id}`);
  });

  it.each([
    ['/policies', '/feeds/sectors/*'],
    ['/policies?district=110107', '/feeds/districts/110107'],
    ['/policies?sector=022', '/feeds/sectors/022'],
    ['/archive/culture', '/feeds/lists/culture'],
  ])('finds on %s the feeds of %s, seen and announced', async (path, feed) => {
    const html = await (await open(app, path)).text();
    for (const end of ['.atom', '.json', '/deadlines.ics']) {
      expect(html).toMatch(new RegExp(`<link rel="alternate"[^>]*href="${quoted(feed + end)}"`));
      expect(html).toContain(`<a href="${feed}${end}">`);
    }
  });
});

function quoted(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  return (element?.children ?? []).filter((child) => child.name === name);
}

function textOf(element: XmlElement | undefined, name: string): string {
  return childrenOf(element, name)[0]?.text.trim() ?? '';
}
