import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FetchPolicy } from '../../src/bulletins/extractors/public-address.js';
import { isPublicAddress } from '../../src/bulletins/extractors/public-address.js';
import { PageFetcher } from '../../src/bulletins/page-fetcher.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { ConsoleClient, fieldErrors, fieldsOf } from './console-client.js';
import { ReviewClient } from './review-client.js';

/** 关于支持工业设计发展的通知, 发布机构：, 北京市经济和信息化局, 发布日期：, 附件： in GB18030. */
const GB = {
  title: 'b9d8d3dad6a7b3d6b9a4d2b5c9e8bcc6b7a2d5b9b5c4cda8d6aa',
  issuer: 'b7a2b2bcbbfab9b9a3bab1b1bea9cad0beadbcc3bacdd0c5cfa2bbafbed6',
  date: 'b7a2b2bcc8d5c6daa3ba323032362d30392d3238',
};
const gb = (hex: string) => Buffer.from(hex, 'hex');
const page = (head: string, about: string) =>
  Buffer.concat([
    Buffer.from(`<!doctype html><html><head>${head}</head><body><h1>`),
    gb(GB.title),
    Buffer.from('</h1><p>'),
    gb(GB.issuer),
    Buffer.from('</p><p>'),
    gb(GB.date),
    Buffer.from('</p><p>'),
    gb(GB.title),
    Buffer.from('</p><p><a href="../files/a.pdf">a.pdf</a></p><p>'),
    Buffer.from(`${about}</p></body></html>`),
  ]);

describe('importing a page by its address', () => {
  let app: TestApp;
  let editor: ConsoleClient;
  let port: number;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.headers.host?.split(':')[0] ?? ''}${request.url ?? ''}`);
    answer(request, response);
  });

  /** To this test alone 127.0.0.1 is public; everything else is as it is in production. */
  const policy: FetchPolicy = {
    resolve: async (host) => [host.startsWith('inside') ? '10.0.0.7' : '127.0.0.1'],
    allowsAddress: (ip) => ip === '127.0.0.1' || isPublicAddress(ip),
    allowsPort: () => true,
  };

  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
    app = await startTestApp();
    editor = await ConsoleClient.signedIn(app, 'editor');
  });
  afterAll(async () => {
    await app.close();
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    asked.length = 0;
    Object.assign(app.get(PageFetcher), { policy, seconds: 2 });
  });

  const send = async (link: string) =>
    await editor.submit('/console/bulletins/new', '/console/bulletins', { link }, 'multipart');

  /** Sends the form and waits for the end: the review's address, or the words of the refusal. */
  const imported = async (
    link: string,
  ): Promise<{ review: string | null; problem: string; again: string }> => {
    const { location, status, html } = await send(link);
    if (status === 422) return { review: null, problem: fieldErrors(html).join(), again: html };
    await app.waitUntil(async () => {
      const now = await editor.get(location!);
      return now.status === 303 || now.html.includes('id="again"');
    });
    const over = await editor.get(location!);
    if (over.location) return { review: over.location, problem: '', again: '' };
    const [, path = ''] = /href="([^"]+)" id="again"/.exec(over.html) ?? [];
    const again = (await editor.get(path)).html;
    const problem = /role="alert">([^<]+)</.exec(over.html)?.[1] ?? '';
    expect(fieldErrors(again)).toEqual([problem]);
    return { review: null, problem, again };
  };
  const stored = async () => (await app.sql<{ n: number }>('select count(*)::int as n from bulletins'))[0]?.n;

  it.each([
    ['the header', 'text/html; charset=GB18030', ''],
    ['its meta', 'text/html', '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'],
    ['its short meta', 'text/html', '<meta charset="gbk">'],
  ])(
    'reads it in the encoding that %s names, through redirects, with its own address, and publishes it',
    async (name, type, head) => {
      const path = `/zc/${encodeURIComponent(name)}/1.html`;
      answer = (request, response) => {
        if (request.url === '/short')
          response.writeHead(301, { location: `http://second.example:${port}/moved` }).end();
        else if (request.url === '/moved') response.writeHead(302, { location: path }).end();
        else response.writeHead(200, { 'content-type': type }).end(page(head, name));
      };
      const { review: location } = await imported(`http://first.example:${port}/short`);
      expect(asked).toEqual(['first.example/short', 'second.example/moved', `second.example${path}`]);
      const [, bulletin = ''] = /bulletins\/([0-9a-f-]{36})/.exec(location ?? '') ?? [];
      const review = ReviewClient.of(editor, bulletin);
      const entry = await review.entry(1);
      const own = `http://second.example:${port}${path}`;
      expect(await review.form(entry)).toMatchObject({
        title: '关于支持工业设计发展的通知',
        issuers: '北京市经济和信息化局',
        publishedOn: '2026-09-28',
        sourceLink: own,
      });
      const title = `关于支持工业设计发展的通知（${name}）`;
      await review.act(entry, 'settle-all', { title });
      expect((await review.act(entry, 'publish')).location).toContain('done=entry-');
      expect(await app.sql('select status, source_link from policies where title = $1', [title])).toEqual([
        { status: 'published', source_link: own },
      ]);
    },
  );

  it('makes relative links on the page absolute', async () => {
    answer = (_, response) =>
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(
          '<h1>一周政策汇编</h1><p>市级</p><p>1、关于支持动漫产业的若干措施</p><p>颁发机构：北京市文化和旅游局</p><p>发布时间：2026-09-28</p>' +
            '<p>政策原文链接：<a href="../2026/t1.html">点击查看</a></p><p>2、关于支持演艺产业的若干措施</p><p>颁发机构：北京市文化和旅游局</p>' +
            '<p>发布时间：2026-09-27</p><p>政策原文链接：<a href="/2026/t2.html">点击查看</a></p>',
        );
    const { review: location } = await imported(`http://gov.example:${port}/a/b/list.html`);
    const [, bulletin = ''] = /bulletins\/([0-9a-f-]{36})/.exec(location ?? '') ?? [];
    const review = ReviewClient.of(editor, bulletin);
    const links = [await review.form(await review.entry(1)), await review.form(await review.entry(2))];
    expect(links.map(({ sourceLink }) => sourceLink)).toEqual([
      `http://gov.example:${port}/a/2026/t1.html`,
      `http://gov.example:${port}/2026/t2.html`,
    ]);
  });

  it.each([
    ['loopback', 'http://127.0.0.1/x', '127.0.0.1'],
    ['a cloud metadata service', 'http://169.254.169.254/latest/meta-data/', '169.254.169.254'],
    ['IPv6 loopback', 'http://[::1]/', '::1'],
    ['IPv4 mapped into IPv6', 'http://[::ffff:127.0.0.1]/', '::ffff:7f00:1'],
    ['a decimal number', 'http://2130706433/', '127.0.0.1'],
    ['an octal number', 'http://0177.0.0.1/', '127.0.0.1'],
    ['a hexadecimal number', 'http://0x7f.1/', '127.0.0.1'],
    ['a private network', 'http://192.168.1.1/', '192.168.1.1'],
    ['a name for this machine', 'http://localhost:8080/', 'localhost'],
  ])('refuses %s at its field, before any request', async (_, link, host) => {
    Object.assign(app.get(PageFetcher), { policy: new PageFetcher()['policy'] });
    const before = await stored();
    const refused = await send(link);
    expect([refused.status, fieldErrors(refused.html)]).toEqual([
      422,
      [`${host} 不在公开的互联网上，不予读取`],
    ]);
    expect(fieldsOf(refused.html, '/console/bulletins')).toMatchObject({ link });
    expect(refused.html).toMatch(/id="field-link"[^>]*is-invalid|is-invalid[^>]*id="field-link"/);
    expect([
      asked,
      await stored(),
      await app.sql('select from bulletin_imports where link = $1', [link]),
    ]).toEqual([[], before, []]);
  });

  it.each([
    [
      'a name that points inside',
      () => 'http://inside.example/',
      'inside.example 不在公开的互联网上，不予读取',
    ],
    ['an odd scheme', () => 'ftp://gov.example/a', '请填写以 http:// 或 https:// 开头的网址'],
    ['a login', () => 'http://a:b@gov.example/', '网址里不能带用户名或密码'],
  ])('refuses %s at its field', async (_, link, words) => {
    const refused = await send(link());
    expect([refused.status, fieldErrors(refused.html)]).toEqual([422, [words]]);
    expect(asked).toEqual([]);
  });

  it('refuses an odd port, and a host that nobody knows', async () => {
    Object.assign(app.get(PageFetcher), {
      policy: { ...new PageFetcher()['policy'], resolve: async () => ['127.0.0.1'] },
    });
    expect(fieldErrors((await send('http://gov.example:22/')).html)).toEqual([
      '公开网站不用 22 端口，不予读取',
    ]);
    const nowhere = async () => await Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
    Object.assign(app.get(PageFetcher), { policy: { ...policy, resolve: nowhere } });
    expect(fieldErrors((await send('http://nobody.invalid/')).html)).toEqual(['找不到这个网站']);
  });

  it.each([
    [
      'a redirect to a private address',
      (r: ServerResponse) => r.writeHead(302, { location: 'http://10.0.0.1/' }).end(),
      '10.0.0.1 不在公开的互联网上，不予读取',
    ],
    [
      'a redirect to a name that points inside',
      (r: ServerResponse) => r.writeHead(302, { location: 'http://inside.example/' }).end(),
      'inside.example 不在公开的互联网上，不予读取',
    ],
    [
      'a redirect in a circle',
      (r: ServerResponse) => r.writeHead(302, { location: '/again' }).end(),
      '这个网址转向超过 5 次',
    ],
    ['a body that never ends', endless, '这个网址的内容超过 20 MB'],
    ['a body that drips', dripping, '对方网站 2 秒内没有给出内容'],
    ['a server that says nothing', () => undefined, '对方网站 2 秒内没有给出内容'],
    [
      'a body announced too large',
      (r: ServerResponse) => r.writeHead(200, { 'content-length': '30000000' }).write('x'),
      '这个网址的内容超过 20 MB',
    ],
    [
      'a picture',
      (r: ServerResponse) => r.writeHead(200, { 'content-type': 'image/png' }).end('x'),
      '这个网址给出的是 image/png，不含文字',
    ],
    [
      'an archive under the name of a page',
      (r: ServerResponse) =>
        r.writeHead(200, { 'content-type': 'text/html' }).end(Buffer.from('1f8b0800000000000003', 'hex')),
      '这不是文本文件',
    ],
    [
      'a page that is not there',
      (r: ServerResponse) => r.writeHead(404).end('gone'),
      '对方网站答复 404，没有给出内容',
    ],
  ])('gives up %s in clear words at the field, and leaves nothing half-done', async (_, reply, words) => {
    answer = (__, response) => {
      reply(response);
    };
    const before = await stored();
    const link = `http://gov.example:${port}/page.html`;
    const { review, problem, again } = await imported(link);
    expect([review, problem]).toEqual([null, words]);
    expect(fieldsOf(again, '/console/bulletins')).toMatchObject({ link });
    expect(await stored()).toBe(before);
  });
});

function endless(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/html' });
  const more = () => {
    while (!response.destroyed && response.write(Buffer.alloc(65_536, 'a')));
  };
  response.on('drain', more);
  more();
}

function dripping(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/html' });
  const drip = setInterval(() => response.write('.'), 100);
  response.on('close', () => clearInterval(drip));
}
