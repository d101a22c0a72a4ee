import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { findRunningInbox } from '../../../src/platform/embedded/inbox-smtp.js';
import type { InboxMessage } from '../../../src/platform/embedded/inbox-store.js';
import { startLocalInbox, type LocalInbox } from '../../../src/platform/embedded/local-inbox.js';

describe('local inbox', () => {
  let dataDir: string;
  let inbox: LocalInbox;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'dibao-inbox-'));
    inbox = await startLocalInbox({ dataDir, httpPort: 0 });
  });

  afterEach(async () => {
    await inbox.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  const get = (path: string) => fetch(inbox.webUrl + path);
  const messages = async (query = '') =>
    (await (await get(`/api/messages${query}`)).json()) as InboxMessage[];

  async function send(mail: Record<string, unknown>): Promise<void> {
    const transport = createTransport(inbox.smtpUrl);
    await transport.sendMail({ from: '邸报 <news@dibao.example>', to: 'li@culture.example', ...mail });
    transport.close();
  }

  it('lists what arrived, newest first, with the envelope recipient', async () => {
    await send({ subject: '第一封', text: '一' });
    await send({ subject: '第二封', text: '二', to: '王 <wang@steel.example>' });
    const [second, first] = await messages();
    expect(first).toEqual({
      id: expect.any(String),
      to: 'li@culture.example',
      from: 'news@dibao.example',
      subject: '第一封',
      receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
    expect(second).toMatchObject({ to: 'wang@steel.example', subject: '第二封' });
  });

  it('keeps a copy in the mailbox of each recipient and filters by it', async () => {
    await send({
      subject: '两位',
      text: '好',
      to: ['a@one.example', 'B@two.example'],
      bcc: 'c@three.example',
    });
    expect((await messages()).map((m) => m.to).sort()).toEqual([
      'B@two.example',
      'a@one.example',
      'c@three.example',
    ]);
    expect(await messages('?to=b@two.example')).toHaveLength(1);
    expect(await messages('?to=nobody@two.example')).toEqual([]);
  });

  it('gives back the bytes exactly as they were received', async () => {
    const raw = Buffer.from(
      'From: a@x.example\r\nSubject: =?utf-8?B?5pS/562W?=\r\n\r\n.first\r\n\r\n..\r\n八位字节\r\n',
    );
    await send({ envelope: { from: 'a@x.example', to: 'b@y.example' }, raw });
    const [message] = await messages();
    expect(message).toMatchObject({ from: 'a@x.example', to: 'b@y.example', subject: '政策' });
    const response = await get(`/api/messages/${message?.id}/raw`);
    expect(response.headers.get('content-type')).toBe('message/rfc822');
    expect(Buffer.from(await response.arrayBuffer()).equals(raw)).toBe(true);
  });

  it('offers 8BITMIME, PIPELINING and SMTPUTF8, and neither login nor TLS', async () => {
    const offered = await ehlo(Number(new URL(inbox.smtpUrl).port));
    expect(offered).toEqual(expect.arrayContaining(['8BITMIME', 'PIPELINING', 'SMTPUTF8']));
    expect(offered.join(' ')).not.toMatch(/AUTH|STARTTLS/);
  });

  it('keeps messages through a restart', async () => {
    await send({ subject: '还在', text: '在' });
    await inbox.close();
    inbox = await startLocalInbox({ dataDir, httpPort: 0 });
    expect(await messages()).toMatchObject([{ subject: '还在' }]);
  });

  it('answers 404 for an unknown id and for a path that climbs', async () => {
    const climbing = [
      'x',
      '0198c0de-0000-7000-8000-000000000000',
      '..%2Fsmtp',
      '..%2F..%2Fpostgres%2Fpassword',
    ];
    for (const id of climbing) {
      const response = await get(`/api/messages/${id}/raw`);
      expect(response.status).toBe(404);
      expect(await response.json()).toEqual({ error: 'No such message.' });
    }
    expect((await get('/messages/x')).status).toBe(404);
    expect((await fetch(inbox.webUrl, { method: 'POST' })).status).toBe(405);
  });

  it('is found by another process while it runs', async () => {
    expect(await findRunningInbox(dataDir)).toEqual({ smtpUrl: inbox.smtpUrl });
    await inbox.close();
    expect(await findRunningInbox(dataDir)).toBeNull();
    inbox = await startLocalInbox({ dataDir, httpPort: 0 });
  });

  it('shows a message without letting it run anything', async () => {
    await send({
      subject: '<script>x</script>',
      html: '<head></head><script>x</script><a href="https://a.example">a</a>',
    });
    const [message] = await messages();
    const list = await (await get('/')).text();
    expect(list).toContain('&lt;script&gt;x&lt;/script&gt;');
    expect(list).not.toContain('<script>');
    const page = await (await get(`/messages/${message?.id}`)).text();
    expect(page).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    const part = await get(`/messages/${message?.id}/html`);
    expect(part.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await part.text()).toContain('<head><base target="_blank">');
  });

  it.each(['html', 'text', 'headers', 'source'])('has a %s view', async (view) => {
    await send({ subject: '四种看法', text: '纯文本 https://a.example/x。', html: '<p>网页</p>' });
    const [message] = await messages();
    const response = await get(`/messages/${message?.id}?view=${view}&width=375`);
    expect(response.status).toBe(200);
    const mark = {
      html: 'class="width-375"',
      text: 'href="https://a.example/x"',
      headers: 'Message-ID',
      source: '<pre>',
    };
    expect(await response.text()).toContain(mark[view as keyof typeof mark]);
  });

  it('still shows the source of a message that is no mail at all', async () => {
    await send({ envelope: { from: 'a@x.example', to: 'b@y.example' }, raw: '\x00\xff' });
    const [message] = await messages();
    expect(message).toMatchObject({ from: 'a@x.example', subject: '' });
    expect((await get(`/messages/${message?.id}`)).status).toBe(200);
  });
});

async function ehlo(port: number): Promise<string[]> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'data');
  let answer = '';
  socket.on('data', (chunk) => (answer += chunk.toString()));
  socket.write('EHLO test\r\nQUIT\r\n');
  await once(socket, 'end');
  socket.destroy();
  return [...answer.matchAll(/^250[- ](.+)\r$/gm)].map((match) => match[1] ?? '');
}
