import { jest } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../../src/platform/embedded/ports.js';
import { Program } from '../support/process.js';

jest.setTimeout(120_000);

interface InboxMessage {
  readonly id: string;
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly receivedAt: string;
}

/** The steps follow one another on one data folder, as at a first look at the product. */
describe('the first start without any configuration', () => {
  let dataDir: string;
  let ports: { readonly PORT: string; readonly INBOX_PORT: string };
  let dibao: Program;
  let first: InboxMessage[];

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'dibao-first-'));
    ports = { PORT: String(await findFreePort()), INBOX_PORT: String(await findFreePort()) };
    dibao = start();
    await dibao.says('Ctrl-C');
  });

  afterAll(async () => {
    await dibao.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const start = (env: Record<string, string> = {}) =>
    new Program('main.js', [], { DATA_DIR: dataDir, ...ports, ...env });
  const site = () => `http://127.0.0.1:${ports.PORT}`;
  const inbox = async () =>
    (await (await fetch(`http://127.0.0.1:${ports.INBOX_PORT}/api/messages`)).json()) as InboxMessage[];

  it('says where to look', () => {
    expect(dibao.stdout).toContain(`http://localhost:${ports.PORT}`);
    expect(dibao.stdout).toContain(`:${ports.INBOX_PORT}`);
    expect(dibao.stdout).toMatch(/11 of 11/);
  });

  it('lays the mails of one edition in the inbox', async () => {
    first = await inbox();
    expect(first).toHaveLength(11);
    expect(new Set(first.map((message) => message.to)).size).toBe(11);
    expect(first.map((message) => message.to)).not.toContain('nongchang@example.com');
    const raw = await fetch(`http://127.0.0.1:${ports.INBOX_PORT}/api/messages/${first[0]?.id}/raw`);
    expect(await raw.text()).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m);
  });

  it('answers on the site', async () => {
    expect((await fetch(`${site()}/healthz`)).status).toBe(200);
    expect(await (await fetch(site())).text()).toContain('北京文化与科技政策周报');
  });

  it('turns a second start on the same data away in one line', async () => {
    const { code, stdout, stderr } = await start().ended;
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^Dibao already runs here .*\n$/);
  });

  it.each(['PORT', 'INBOX_PORT'])('refuses a taken %s in one line that names it', async (variable) => {
    const [taken, port] = await listen();
    const other = await mkdtemp(join(tmpdir(), 'dibao-other-'));
    const free = { PORT: String(await findFreePort()), INBOX_PORT: String(await findFreePort()) };
    const refused = start({ ...free, DATA_DIR: other, [variable]: String(port) });
    const { code, stdout, stderr } = await refused.ended;
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe(`Port ${port} is already in use. Set ${variable} to another one.\n`);
    taken.close();
    await rm(other, { recursive: true, force: true });
  });

  it('refuses a wrong setting in one line that names it', async () => {
    const { code, stderr } = await start({ LOG_LEVEL: 'loud' }).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^LOG_LEVEL .*\n$/);
  });

  it('ends at SIGTERM with 0, and keeps everything for the next start', async () => {
    expect((await dibao.stop()).code).toBe(0);
    dibao = start();
    await dibao.says('Ctrl-C');
    expect(await inbox()).toEqual(first);
    expect(await (await fetch(site())).text()).toContain('北京文化与科技政策周报');
  });

  it('survives a kill -9 without losing or repeating a mail', async () => {
    await dibao.stop('SIGKILL');
    dibao = start();
    await dibao.says('Ctrl-C');
    expect(await inbox()).toEqual(first);
  });
});

async function listen(): Promise<[Server, number]> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const address = server.address();
  return [server, typeof address === 'object' && address ? address.port : 0];
}
