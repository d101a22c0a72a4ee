import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, chmod, chown, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../../src/platform/embedded/embedded-postgres.js';
import { acceptsConnections } from '../../../src/platform/embedded/ports.js';
import { findPostmaster, stopPostmaster } from '../../../src/platform/embedded/postmaster.js';
import { PACKAGE_ROOT } from '../../../src/platform/package-root.js';
import { writeStandaloneSources } from './standalone-sources.js';

const NOBODY = { uid: 65_534, gid: 65_534 };
const canBecomeAnother =
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  spawnSync(process.execPath, ['-e', '0'], { ...NOBODY, cwd: '/' }).status === 0;

interface Held {
  readonly url: string;
  readonly startedHere: boolean;
}

describe('embedded PostgreSQL', () => {
  let sources: string;
  let dataDir: string;
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    sources = await mkdtemp(join(tmpdir(), 'dibao-sources-'));
    writeStandaloneSources(sources);
    await chmod(sources, 0o755);
  });

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'dibao-data-'));
  });

  afterEach(async () => {
    for (const child of children.splice(0)) await kill(child);
    const cluster = join(dataDir, 'postgres', 'cluster');
    const left = await findPostmaster(cluster);
    if (left) await stopPostmaster(cluster, left.pid);
    await rm(dataDir, { recursive: true, force: true });
  });

  afterAll(() => rm(sources, { recursive: true, force: true }));

  const start = () => startEmbeddedPostgres({ dataDir, durability: 'none' });

  async function holdInChild(
    as: object = {},
    folder = dataDir,
  ): Promise<{ child: ChildProcess; held: Held }> {
    const script = join(sources, 'hold-postgres.mjs');
    await writeFile(
      script,
      await readFile(join(PACKAGE_ROOT, 'test/integration/platform/hold-postgres.mjs')),
    );
    const stdio = ['pipe', 'pipe', 'inherit'] as const;
    const child = spawn(process.execPath, [script, sources, folder], { ...as, cwd: '/', stdio: [...stdio] });
    children.push(child);
    const died = once(child, 'exit').then(() =>
      Promise.reject(new Error('The child ended before it held the server.')),
    );
    const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), died])) as [string];
    died.catch(() => undefined);
    return { child, held: JSON.parse(line) as Held };
  }

  it('makes a UTF-8 database that sorts Chinese by pinyin on an empty folder', async () => {
    const held = await start();
    expect(held.startedHere).toBe(true);
    expect(new URL(held.url)).toMatchObject({ username: 'dibao', hostname: '127.0.0.1', pathname: '/dibao' });
    const [row] = await query(
      held.url,
      'SELECT current_database() AS name, pg_encoding_to_char(6) AS encoding',
    );
    expect(row).toEqual({ name: 'dibao', encoding: 'UTF8' });
    const names = ['张家口', '北京', '石景山', '朝阳', '阿拉善'];
    const rows = await query(held.url, 'SELECT name FROM unnest($1::text[]) AS name ORDER BY name', [names]);
    expect(rows.map((sorted) => sorted.name)).toEqual(['阿拉善', '北京', '朝阳', '石景山', '张家口']);
    await held.release();
    expect(await acceptsConnections(portOf(held.url))).toBe(false);
  });

  it('asks for a password that only the owner of the folder can read', async () => {
    const held = await start();
    const other = new URL(held.url);
    other.password = 'guess';
    await expect(query(other.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    expect((await stat(join(dataDir, 'postgres'))).mode & 0o077).toBe(0);
    expect((await stat(join(dataDir, 'postgres', 'password'))).mode & 0o077).toBe(0);
    await held.release();
  });

  it('keeps data and address through a restart', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS value');
    await first.release();
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'SELECT value FROM kept')).toEqual([{ value: 7 }]);
    await second.release();
  });

  it('is shared between processes, and the last one out stops it', async () => {
    const ours = await start();
    const { child, held } = await holdInChild();
    expect(held).toEqual({ url: ours.url, startedHere: false });
    await ours.release();
    expect(await query(held.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    child.stdin!.write('release\n');
    await once(child, 'exit');
    expect(await acceptsConnections(portOf(held.url))).toBe(false);
  });

  it('starts once when several processes come at the same time', async () => {
    const holds = await Promise.all([1, 2, 3].map(() => holdInChild()));
    expect(holds.filter(({ held }) => held.startedHere)).toHaveLength(1);
    expect(new Set(holds.map(({ held }) => held.url)).size).toBe(1);
  });

  it('takes over the orphan of killed processes, and stops it when done', async () => {
    const { child, held } = await holdInChild();
    await query(held.url, 'CREATE TABLE kept AS SELECT 7 AS value');
    await kill(child);
    expect(await acceptsConnections(portOf(held.url))).toBe(true);
    const ours = await start();
    expect({ url: ours.url, startedHere: ours.startedHere }).toEqual({ url: held.url, startedHere: false });
    expect(await query(ours.url, 'SELECT value FROM kept')).toEqual([{ value: 7 }]);
    await ours.release();
    expect(await acceptsConnections(portOf(held.url))).toBe(false);
  });

  it('is not held up by what a killed first start left behind', async () => {
    await mkdir(join(dataDir, 'postgres', 'cluster.4194305'), { recursive: true });
    await writeFile(join(dataDir, 'postgres', 'lock'), JSON.stringify({ pid: 4_194_305, startedAt: '1' }));
    const held = await start();
    expect(await query(held.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await held.release();
  });

  it('does not take the pid of another program for its server', async () => {
    await (await start()).release();
    const pidFile = ['1', dataDir, '1', '1', '', '127.0.0.1', '1 1', 'ready'].join('\n');
    await writeFile(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), pidFile);
    const held = await start();
    expect(held.startedHere).toBe(true);
    await held.release();
  });

  it('says what the server said when it does not start', async () => {
    await (await start()).release();
    await appendFile(join(dataDir, 'postgres', 'cluster', 'postgresql.conf'), 'no_such_setting = 1\n');
    await expect(start()).rejects.toMatchObject({
      code: 'platform.embedded-postgres-unavailable',
      message: expect.stringContaining('no_such_setting'),
    });
  });

  (canBecomeAnother ? describe : describe.skip)('on a machine where we are root', () => {
    it('runs for an ordinary user, below a home closed to others', async () => {
      await chmod(dataDir, 0o700);
      await chown(dataDir, NOBODY.uid, NOBODY.gid);
      const { child, held } = await holdInChild(NOBODY, join(dataDir, 'clone', '.data'));
      expect(held.startedHere).toBe(true);
      expect(await query(held.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      child.stdin!.write('release\n');
      await once(child, 'exit');
      expect(await acceptsConnections(portOf(held.url))).toBe(false);
    });

    it('runs for root in a clone that the account of the database cannot enter', async () => {
      await chmod(sources, 0o700);
      const { held } = await holdInChild();
      expect(await query(held.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await chmod(sources, 0o755);
    });
  });
});

async function query(url: string, sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
