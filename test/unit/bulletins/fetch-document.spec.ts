import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { extractDocument } from '../../../src/bulletins/extract-text.js';
import { type FetchPolicy, isPublicAddress } from '../../../src/bulletins/extractors/public-address.js';
import { fetchDocument, fetchUnder } from '../../../src/bulletins/extractors/url.js';

/** 127.0.0.1 stands for the public internet here; 127.0.0.2 stays what it is. */
function testPolicy(answers: readonly string[] = ['127.0.0.1']): FetchPolicy {
  let asked = 0;
  return {
    resolve: async () => [answers[Math.min(asked++, answers.length - 1)] ?? ''],
    allowsAddress: (ip) => ip === '127.0.0.1' || isPublicAddress(ip),
    allowsPort: () => true,
  };
}

const open: { close(): unknown; closeAllConnections?(): void }[] = [];
const asked: string[] = [];

async function serve(answer: RequestListener, host = '127.0.0.1', port = 0): Promise<number> {
  const server: Server = createServer((request, response) => {
    asked.push(`${request.headers.host ?? ''}${request.url ?? ''}`);
    answer(request, response);
  });
  server.listen(port, host);
  await once(server, 'listening');
  open.push(server);
  return (server.address() as AddressInfo).port;
}

afterEach(() => {
  asked.length = 0;
  for (const server of open.splice(0)) {
    server.closeAllConnections?.();
    server.close();
  }
});

describe('addresses of the public internet', () => {
  it.each(['93.184.216.34', '1.1.1.1', '2400:3200::1', '2606:4700:4700::1111'])('%s is one', (ip) => {
    expect(isPublicAddress(ip)).toBe(true);
  });

  it.each([
    '127.0.0.1',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '100.100.100.200',
    '168.63.129.16',
    '198.18.0.1',
    '192.0.2.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001::1',
    'fec0::1',
    '2001:db8::1',
    'no address',
  ])('%s is none', (ip) => {
    expect(isPublicAddress(ip)).toBe(false);
  });
});

describe('fetching a document', () => {
  it('refuses every spelling of this machine, and the metadata service, before any request', async () => {
    const port = await serve((_, response) => response.end('secret'));
    for (const host of [
      '127.0.0.1',
      'localhost',
      '[::1]',
      '0x7f.1',
      '2130706433',
      '127.1',
      '[::ffff:127.0.0.1]',
      '0.0.0.0',
    ])
      for (const scheme of ['http', 'https'])
        await expect(fetchDocument(`${scheme}://${host}:${8000 + (port % 1000)}/`)).rejects.toMatchObject({
          code: 'bulletin.address-refused',
        });
    await expect(fetchDocument('http://169.254.169.254/latest/meta-data/')).rejects.toMatchObject({
      code: 'bulletin.address-refused',
    });
    expect(asked).toEqual([]);
  });

  it.each([
    ['file:///etc/passwd', 'http and https'],
    ['gopher://example.com/', 'http and https'],
    ['http://user:secret@example.com/', 'name or password'],
    ['http://example.com:22/', 'Port 22'],
    ['not an address', 'no web address'],
  ])('refuses %s', async (address, words) => {
    await expect(fetchDocument(address)).rejects.toMatchObject({
      code: 'bulletin.address-refused',
      message: expect.stringContaining(words),
    });
  });

  it('gives the page, unpacked, in its encoding, with its address as its link', async () => {
    const gbk = Buffer.concat([
      Buffer.from('<html><body><p>'),
      Buffer.from('b9d8d3dad6a7b3d6b9a4d2b5c9e8bcc6b7a2d5b9b5c4cda8d6aa', 'hex'),
      Buffer.from('</p><p><a href="b.pdf">a</a></p></body></html>'),
    ]);
    const port = await serve((request, response) => {
      if (request.url === '/old') response.writeHead(302, { location: '/zc/1.html' }).end('moved');
      else
        response
          .writeHead(200, { 'content-type': 'text/html; charset=GB2312', 'content-encoding': 'gzip' })
          .end(gzipSync(gbk));
    });
    const fetched = await fetchUnder(testPolicy(), `http://gov.example:${port}/old#top`);
    expect(fetched).toMatchObject({
      address: `http://gov.example:${port}/zc/1.html`,
      mediaType: 'text/html',
      charset: 'gb2312',
      name: '1.html',
    });
    expect(asked).toEqual([`gov.example:${port}/old`, `gov.example:${port}/zc/1.html`]);
    const document = await extractDocument(fetched.bytes, fetched);
    expect(document).toMatchObject({ format: 'html', hints: { link: fetched.address } });
    expect(document.text).toContain('关于支持工业设计发展的通知');
  });

  it.each([
    'http://127.0.0.2:PORT/',
    'http://169.254.169.254/',
    'file:///etc/passwd',
    'http://a:b@gov.example/',
  ])('does not follow a redirect to %s', async (target) => {
    const port = await serve((_, response) => {
      response.writeHead(302, { location: target.replace('PORT', String(port)) }).end();
    });
    const inner = await serve((_, response) => response.end('secret'), '127.0.0.2', port);
    await expect(fetchUnder(testPolicy(), `http://gov.example:${inner}/`)).rejects.toMatchObject({
      code: 'bulletin.address-refused',
    });
    expect(asked).toHaveLength(1);
  });

  it('connects to the address that was checked, though the name answers differently by then', async () => {
    const port = await serve((_, response) => response.end('public'));
    const inside: string[] = [];
    await serve((_, response) => response.end(String(inside.push('asked'))), '127.0.0.2', port);
    const rebinding = testPolicy(['127.0.0.1', '127.0.0.2']);
    expect(
      Buffer.from((await fetchUnder(rebinding, `http://rebind.example:${port}/`)).bytes).toString(),
    ).toBe('public');
    await expect(fetchUnder(rebinding, `http://rebind.example:${port}/`)).rejects.toMatchObject({
      code: 'bulletin.address-refused',
    });
    expect(inside).toEqual([]);
  });

  it('refuses a name that points out and in at once', async () => {
    const both: FetchPolicy = { ...testPolicy(), resolve: async () => ['93.184.216.34', '10.0.0.1'] };
    await expect(fetchUnder(both, 'http://two.example/')).rejects.toMatchObject({
      code: 'bulletin.address-refused',
    });
  });

  it('stops after five redirects', async () => {
    const port = await serve((_, response) => response.writeHead(302, { location: '/again' }).end());
    await expect(fetchUnder(testPolicy(), `http://gov.example:${port}/`)).rejects.toMatchObject({
      code: 'bulletin.fetch-failed',
    });
    expect(asked).toHaveLength(6);
  });

  it.each(['endless', 'bomb', 'announced'])(
    'refuses a body that is too large (%s) without reading it all',
    async (kind) => {
      let sent = 0;
      const port = await serve((_, response) => {
        if (kind === 'announced') return response.writeHead(200, { 'content-length': '50000000' }).write('x');
        if (kind === 'bomb')
          return response
            .writeHead(200, { 'content-encoding': 'gzip' })
            .end(gzipSync(Buffer.alloc(200_000_000)));
        const more = () => {
          while (!response.destroyed && response.write(Buffer.alloc(65_536))) sent += 65_536;
        };
        response.on('drain', more);
        more();
      });
      const before = process.memoryUsage().rss;
      await expect(fetchUnder(testPolicy(), `http://gov.example:${port}/`)).rejects.toMatchObject({
        code: 'bulletin.too-large',
      });
      expect(sent).toBeLessThan(40_000_000);
      expect(process.memoryUsage().rss - before).toBeLessThan(400_000_000);
    },
  );

  it.each(['dripping', 'silent'])('ends with its time when the server is %s', async (kind) => {
    const port = await serve((_, response) => {
      if (kind === 'silent') return;
      response.writeHead(200);
      const drip = setInterval(() => response.write('.'), 50);
      response.on('close', () => clearInterval(drip));
    });
    const started = Date.now();
    await expect(fetchUnder(testPolicy(), `http://gov.example:${port}/`, 1)).rejects.toMatchObject({
      code: 'bulletin.fetch-timed-out',
    });
    expect(Date.now() - started).toBeLessThan(3000);
  });

  it('refuses a body shorter than announced, an error status, and a picture', async () => {
    const tcp = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort'));
    });
    tcp.listen(0, '127.0.0.1');
    await once(tcp, 'listening');
    open.push(tcp);
    const short = (tcp.address() as AddressInfo).port;
    const port = await serve((request, response) => {
      if (request.url === '/404') response.writeHead(404).end();
      else response.writeHead(200, { 'content-type': 'image/png' }).end('x');
    });
    await expect(fetchUnder(testPolicy(), `http://gov.example:${short}/`)).rejects.toMatchObject({
      code: 'bulletin.fetch-failed',
    });
    await expect(fetchUnder(testPolicy(), `http://gov.example:${port}/404`)).rejects.toMatchObject({
      message: expect.stringContaining('404'),
    });
    await expect(fetchUnder(testPolicy(), `http://gov.example:${port}/a.png`)).rejects.toMatchObject({
      code: 'bulletin.unsupported-document',
    });
  });
});
