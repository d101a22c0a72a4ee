import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigInvalid, readEnvironment } from '../../../src/platform/config/config.js';

describe('the configuration', () => {
  it('needs no variable at all', () => {
    expect(readEnvironment({})).toMatchObject({
      port: 3000,
      inboxPort: 8025,
      publicUrl: 'http://localhost:3000',
      databaseUrl: undefined,
      smtpUrl: undefined,
      dataDir: '.data',
      role: 'all',
      logLevel: 'info',
      timeScale: 1,
      dkimKeys: [],
    });
  });

  it('takes a blank variable for one that is not set', () => {
    expect(readEnvironment({ PORT: ' ', DATABASE_URL: '', SECRET_KEYS: '' })).toEqual(readEnvironment({}));
  });

  it('follows PORT in the public address, and drops its last slash', () => {
    expect(readEnvironment({ PORT: '8080' }).publicUrl).toBe('http://localhost:8080');
    expect(readEnvironment({ PUBLIC_URL: 'https://dibao.example/' }).publicUrl).toBe('https://dibao.example');
  });

  it('is frozen', () => {
    expect(Object.isFrozen(readEnvironment({}))).toBe(true);
  });

  it('reads several secret keys, the first one first', () => {
    const keys = ['a'.repeat(32), 'b'.repeat(40)];
    expect(readEnvironment({ SECRET_KEYS: ` ${keys.join(' , ')} ` }).secretKeys).toEqual(keys);
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['PORT', '80.5'],
    ['INBOX_PORT', '-1'],
    ['DATABASE_URL', 'mysql://db.example/dibao'],
    ['DATABASE_URL', 'not a url'],
    ['REDIS_URL', 'http://redis.example'],
    ['SMTP_URL', 'mail.example:25'],
    ['PUBLIC_URL', 'ftp://dibao.example'],
    ['SECRET_KEYS', 'short'],
    ['SECRET_KEYS', `${'a'.repeat(32)},short`],
    ['MAIL_FROM', '邸报'],
    ['MAIL_FROM', '邸报 <dibao@example.com>\r\nBcc: all@example.com'],
    ['BOUNCE_DOMAIN', 'bounce example.com'],
    ['BOUNCE_IMAP_URL', 'pop3://mail.example'],
    ['LOG_LEVEL', 'loud'],
    ['ROLE', 'cook'],
    ['SMTP_CONNECTIONS', '0'],
    ['TIME_SCALE', '0'],
    ['TIME_SCALE', '2'],
  ])('refuses %s=%j and names the variable', (name, value) => {
    expect(() => readEnvironment({ [name]: value })).toThrow(ConfigInvalid);
    expect(() => readEnvironment({ [name]: value })).toThrow(new RegExp(`^${name} `));
  });

  it('names every wrong variable at once, in one line', () => {
    expect(() => readEnvironment({ PORT: 'x', ROLE: 'y', LOG_LEVEL: 'z' })).toThrow(
      /^(?=.*PORT )(?=.*ROLE )(?=.*LOG_LEVEL ).*$/,
    );
  });
});

describe('the signing keys', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dibao-dkim-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are read at boot, several of them', () => {
    const file = keyFile('rsa.pem', 'rsa');
    const text = `Example.com:s1:${file}, example.org:s2:${keyFile('ed.pem', 'ed25519')}`;
    expect(readEnvironment({ DKIM_KEYS: text }).dkimKeys).toMatchObject([
      { domain: 'example.com', selector: 's1', privateKey: expect.stringContaining('PRIVATE KEY') },
      { domain: 'example.org', selector: 's2', privateKey: expect.stringContaining('PRIVATE KEY') },
    ]);
  });

  it('are refused when a file is not there, holds no key or one that cannot sign mail', () => {
    const broken = join(folder, 'broken.pem');
    writeFileSync(broken, 'no key');
    for (const file of [join(folder, 'none.pem'), broken, keyFile('ec.pem', 'ec')])
      expect(() => readEnvironment({ DKIM_KEYS: `example.com:s1:${file}` })).toThrow(
        `DKIM_KEYS key file ${file} does not load`,
      );
  });

  it('are refused without selector and file', () => {
    expect(() => readEnvironment({ DKIM_KEYS: 'example.com' })).toThrow('domain:selector:key-file');
  });

  function keyFile(name: string, type: 'rsa' | 'ed25519' | 'ec'): string {
    const path = join(folder, name);
    const { privateKey } =
      type === 'rsa'
        ? generateKeyPairSync('rsa', { modulusLength: 2048 })
        : type === 'ec'
          ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
          : generateKeyPairSync('ed25519');
    writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    return path;
  }
});
