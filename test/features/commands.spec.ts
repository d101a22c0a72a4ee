import { jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { publicationWeekOf } from '../../src/editions/domain/publication-week.js';
import { PACKAGE_ROOT } from '../../src/platform/package-root.js';
import { aSubscriber, subscriberFile } from '../support/builders.js';
import { createTestDatabase, dropTestDatabase } from '../support/postgres.js';
import { type Ended, Program } from '../support/process.js';
import { TestSmtpServer } from '../support/smtp-server.js';

const WEEKLY = join(PACKAGE_ROOT, 'test/fixtures/bulletins/weekly.txt');
const NOWHERE = 'postgres://nobody:nothing@127.0.0.1:9/none';
/** These are real processes with the real clock: the edition is this week's, its policies are news whenever the test runs. */
const NOW = new Date();
const KEY = publicationWeekOf(NOW, { timeZone: 'Asia/Shanghai', cutoffWeekday: 1, cutoffMinute: 480 }).key;
const FRESH = new Date(NOW.getTime() - 2 * 86_400_000).toISOString().slice(0, 10);
/** The keys of design/contract.md, in its order. */
const ACCOUNTING = [
  'edition',
  'policies',
  'profiles',
  'digests',
  'active',
  'excluded',
  'eligible',
  'accepted',
  'rejected',
  'suppressed',
  'uncertain',
  'cancelled',
  'expired',
  'open',
  'seconds',
];

jest.setTimeout(120_000);

describe('commands', () => {
  let folder: string;
  let smtp: TestSmtpServer;
  let database: { readonly name: string; readonly url: string };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dibao-commands-'));
    smtp = await TestSmtpServer.start();
    database = await createTestDatabase(process.env.TEST_TEMPLATE_DATABASE);
  });

  afterAll(async () => {
    await smtp.goDown();
    await dropTestDatabase(database.name);
    await rm(folder, { recursive: true, force: true });
  });

  const run = async (given: readonly string[], env: Record<string, string> = {}): Promise<Ended> =>
    await new Program('cli.js', given, {
      DATABASE_URL: database.url,
      SMTP_URL: smtp.url,
      SECRET_KEYS: 'a-key-for-tests-that-is-long-enough-0001',
      MAIL_FROM: '邸报 <news@dibao.example>',
      DATA_DIR: folder,
      ...env,
    }).ended;

  /** The one JSON document of a command that succeeds and says nothing else. */
  async function json<T = Record<string, unknown>>(...given: string[]): Promise<T> {
    const { code, stdout, stderr } = await run([...given, '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trim().split('\n')).toHaveLength(1);
    return JSON.parse(stdout) as T;
  }

  async function file(name: string, text: string | Buffer): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  }

  function expectRefusal({ code, stdout, stderr }: Ended, says: RegExp): void {
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(says);
  }

  describe('that need no database', () => {
    const without = async (...given: string[]) => await run(given, { DATABASE_URL: NOWHERE });

    it('read the entries of a bulletin', async () => {
      const { code, stdout } = await without('bulletin', 'parse', WEEKLY, '--json');
      const parsed = JSON.parse(stdout) as { entries: Record<string, unknown>[]; warnings: unknown[] };
      expect(code).toBe(0);
      expect(parsed.entries).toHaveLength(2);
      expect(parsed.entries[0]).toMatchObject({
        position: 1,
        section: '市级',
        level: 'municipal',
        title: '关于支持影视企业复工复产的若干措施',
        issuers: ['北京市电影局'],
        publishedOn: '2026-09-29',
        sourceLink: 'https://policy.example/2026/film.html',
        application: { opensOn: null, closesOn: null },
        textStart: { line: expect.any(Number) },
        warnings: [],
      });
      expect(Object.keys(parsed).sort()).toEqual(['entries', 'warnings']);
    });

    it('take several files and print one document a line, a failed one with its error', async () => {
      const missing = join(folder, 'missing.txt');
      const empty = await file('empty.txt', '');
      const { code, stdout } = await without('bulletin', 'parse', WEEKLY, missing, empty, WEEKLY, '--json');
      const lines = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(lines.map((line) => line['file'])).toEqual([WEEKLY, missing, empty, WEEKLY]);
      expect(lines.map((line) => 'entries' in line)).toEqual([true, false, false, true]);
      expect(lines[1]).toEqual({ file: missing, error: expect.stringContaining('missing.txt') });
      expect(lines[2]).toEqual({ file: empty, error: expect.any(String) });
      expect(code).toBe(1);
    });

    it.each([
      ['a file that is not there', 'missing.txt', null, /There is no file .*missing\.txt/],
      ['an empty file', 'empty.txt', Buffer.alloc(0), /empty/i],
      ['a binary file', 'binary.bin', Buffer.from([0, 1, 2, 0xff, 0xfe, 0, 0, 7, 8, 0, 0x90]), /./],
    ])('refuse %s in one line', async (_, name, content, says) => {
      const path = content === null ? join(folder, name) : await file(name, content);
      expectRefusal(await without('bulletin', 'parse', path, '--json'), says);
    });

    it('suggest sectors, districts, dates and money with the words they rest on', async () => {
      const { code, stdout } = await without('policies', 'suggest', WEEKLY, '--json');
      expect(code).toBe(0);
      expect(Object.keys(JSON.parse(stdout) as object).sort()).toEqual(
        expect.arrayContaining(['dates', 'districts', 'money', 'sectors']),
      );
    });

    it.each([
      ['550 5.1.1 User unknown', 'hard'],
      ['550 Connection frequency limited', 'soft'],
      ['535 Authentication failed', 'config'],
    ])('classify the reply %s', async (reply, expected) => {
      const { code, stdout } = await without('reply', 'classify', reply, '--json');
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toEqual({ class: expected, reason: expect.any(String) });
    });
  });

  describe('from an empty database to mail', () => {
    it('migrate it, and find nothing to do the second time', async () => {
      const fresh = await createTestDatabase();
      const first = await run(['migrate', '--json'], { DATABASE_URL: fresh.url });
      const second = await run(['migrate', '--json'], { DATABASE_URL: fresh.url });
      expect((JSON.parse(first.stdout) as { applied: string[] }).applied.length).toBeGreaterThan(7);
      expect(JSON.parse(second.stdout)).toEqual({ applied: [] });
      const seeded = await run(['seed', 'taxonomy', '--json'], { DATABASE_URL: fresh.url });
      expect(JSON.parse(seeded.stdout)).toEqual({
        districts: expect.any(Number),
        sectors: expect.any(Number),
      });
      await dropTestDatabase(fresh.name);
    });

    it('seed the taxonomies and the sample list', async () => {
      expect(await json('seed', 'taxonomy')).toEqual({ districts: 0, sectors: 0 });
      expect(await json('seed', 'demo')).toMatchObject({ lists: 1, subscribers: 12 });
      expect(await json('seed', 'demo')).toEqual({ lists: 0, policies: 0, subscribers: 0 });
    });

    it('import a bulletin, and find its duplicates', async () => {
      const fresh = readFileSync(WEEKLY, 'utf8').replace(/2026-09-(29|30)/g, FRESH);
      const given = ['bulletin', 'import', await file('fresh.txt', fresh), '--list', 'culture', '--publish'];
      const first = await json<{ ids: string[]; duplicates: string[]; warnings: unknown[] }>(...given);
      expect(first.ids).toHaveLength(2);
      expect(first.duplicates).toEqual([]);
      expect(await json(...given)).toMatchObject({ ids: [], duplicates: first.ids });
    });

    it('import subscribers: dry first, then in earnest', async () => {
      const lines = [
        aSubscriber('li@a.example', { sectors: '*' }),
        aSubscriber('bad address', { sectors: '*' }),
        aSubscriber('qian@shanghai.example', { districts: '310000' }),
      ];
      const path = await file('subscribers.csv', subscriberFile(lines));
      const given = ['subscribers', 'import', path, '--list', 'culture', '--consent', '同意接收'];
      const expected = { added: 2, unchanged: 0, refused: [{ row: 3, column: 'email' }] };
      expect(await json(...given, '--dry-run')).toMatchObject({ ...expected, dryRun: true });
      expect(await json(...given)).toMatchObject({ ...expected, dryRun: false });
      expect(await json(...given)).toMatchObject({ added: 0, unchanged: 2 });
    });

    it('run an edition to its end and show its account', async () => {
      const account = await json('edition', 'run', '--list', 'culture', '--wait');
      expect(account).toMatchObject({ edition: KEY, active: 2, open: 0, uncertain: 0 });
      expect(Object.keys(account)).toEqual(ACCOUNTING);
      const { eligible, accepted, excluded } = account as unknown as {
        eligible: number;
        accepted: number;
        excluded: { paused: number; nothingNew: number };
      };
      expect(accepted).toBe(eligible);
      expect(eligible + excluded.paused + excluded.nothingNew).toBe(2);
      expect(smtp.received.map((mail) => mail.to)).toContain('li@a.example');
      expect(
        smtp.received.every((mail) => mail.to.endsWith('a.example') || mail.to.endsWith('shanghai.example')),
      ).toBe(true);
      const shown = await json('edition', 'show', KEY, '--list', 'culture');
      expect(shown).toEqual(account);
      const mails = smtp.received.length;
      expect(await json('edition', 'run', '--list', 'culture', '--wait')).toEqual(account);
      expect(smtp.received).toHaveLength(mails);
    });

    it('end waiting, with one line and 1, for an edition that is held, paused or out of time', async () => {
      const put = async (sql: string) => {
        const client = new pg.Client({ connectionString: database.url });
        await client.connect();
        try {
          await client.query(sql);
        } finally {
          await client.end();
        }
      };
      const wait = async (...more: string[]) =>
        await run(['edition', 'run', '--list', 'culture', '--wait', ...more]);
      await put(`update editions set status = 'frozen', held_reason = '标题有误'`);
      expect(await wait()).toMatchObject({ code: 1, stderr: `The edition ${KEY} is held: 标题有误\n` });
      expect((await run(['edition', 'show', KEY, '--list', 'culture'])).stdout).toMatch(
        /frozen[^]*held: 标题有误/,
      );

      await put(`update editions set status = 'sending', held_reason = null`);
      await put(`update runs set state = 'paused', reason = '535 refused', completed_at = null
                  where id in (select run_id from editions)`);
      const paused = await wait();
      expect(paused).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/paused: 535 refused \(deliveries resume/),
      });
      expect(paused.stdout).toContain(`${KEY} sending`);

      await put(`update runs set state = 'running' where id in (select run_id from editions)`);
      await put(`update deliveries set state = 'pending', settled_at = null, next_attempt_at = now() + interval '1 hour',
                  expires_at = now() + interval '1 day' where run_id in (select run_id from editions)`);
      expect(await wait('--timeout', '1')).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/still being sent after 1 s/),
      });
    });
  });

  describe('refuse in one line', () => {
    it.each([
      ['an unknown list', ['edition', 'show', '2026-W48', '--list', 'nowhere'], /There is no list "nowhere"/],
      ['an unknown edition', ['edition', 'show', '1999-W01', '--list', 'culture'], /1999-W01/],
      [
        'an unknown policy or subscription',
        ['match', 'explain', '--policy', '01990000-0000-7000-8000-000000000000', '--subscription', 'x'],
        /policy does not exist/,
      ],
    ])('%s', async (_, given, says) => {
      expectRefusal(await run([...given, '--json']), says);
    });

    it('a database that is not there', async () => {
      const refused = await run(['edition', 'show', '2026-W48', '--list', 'culture'], {
        DATABASE_URL: NOWHERE,
      });
      expectRefusal(refused, /PostgreSQL at 127\.0\.0\.1:9/);
      expect(refused.stderr).not.toContain('nothing');
    });

    it('a configuration that is wrong, naming the variable', async () => {
      expectRefusal(await run(['seed', 'taxonomy'], { SMTP_URL: 'nonsense' }), /SMTP_URL must be a URL/);
    });
  });

  it.each([
    ['an unknown command', ['nonsense']],
    ['an unknown option', ['edition', 'show', '2026-W48', '--list', 'culture', '--nonsense']],
    ['a missing option', ['edition', 'show', '2026-W48']],
    ['a missing argument', ['bulletin', 'parse']],
    ['an instant that is none', ['edition', 'run', '--list', 'culture', '--at', 'yesterday']],
  ])('end with 2 and a hint for %s', async (_, given) => {
    const { code, stdout, stderr } = await run(given);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('error:');
  });

  it('end with 0 for --help', async () => {
    expect(await run(['--help'])).toMatchObject({ code: 0, stderr: '' });
  });
});
