import { generateKeyPairSync } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { aSubscriber } from '../support/builders.js';
import { linkPath, readMail, type ReadMail } from '../support/received-mail.js';
import type { ReceivedMail } from '../support/smtp-server.js';
import { startTestApp } from '../support/test-app.js';
import { aRequest, mailsTo, submit } from './forms.js';

/** A module that exports `lint(bytes)` → `{ E: errors }` may be named by TEST_MAIL_LINT for a second opinion. */
type Lint = (bytes: Buffer) => { readonly E: readonly string[] };
const LINT = process.env.TEST_MAIL_LINT;

const PUBLIC_URL = 'https://dibao.example';
const KINDS = [
  'digest',
  'English digest',
  'digest of fifty',
  'confirmation',
  'already subscribed',
  'lost link',
  'address confirmation',
  'address changed',
] as const;
/** The local part of the address that a kind is sent to; the second mail of one address is told by its subject. */
const MAILBOXES = ['digest', 'english', 'fifty', 'confirmation', 'already', 'lost', 'new', 'moved'];

/** Every kind of mail as it leaves a house with an https address and a signing key. */
describe('a mail', () => {
  const received = new Map<string, ReceivedMail>();
  const mails = new Map<string, ReadMail>();

  beforeAll(async () => {
    const app = await startTestApp({ config: { publicUrl: PUBLIC_URL, dkimKeys: [signingKey()] } });
    await app.importSubscribers([
      aSubscriber('digest@a.example', { company: '示例<甲>&"乙"有限公司' }),
      aSubscriber('english@a.example', { language: 'en' }),
      aSubscriber('fifty@a.example', { sectors: '03' }),
      ...['already', 'lost', 'moved'].map((name) =>
        aSubscriber(`${name}@a.example`, { districts: '110101', types: 'plan' }),
      ),
    ]);
    await app.publishPolicy({
      title: '关于“影视”<script>与&amp;的通知',
      howMuch: '最高 500 万元',
      applicationOpensOn: '2026-10-01',
      applicationClosesOn: '2026-10-12',
    });
    for (let made = 0; made < 50; made += 1)
      await app.publishPolicy({
        sectors: ['03'],
        summary: '支持设计企业。'.repeat(20),
        whoCanApply: '设计企业',
      });
    await app.runEdition();
    await submit(app, '/lists/culture', aRequest({ email: 'confirmation@a.example' }));
    await submit(app, '/lists/culture', aRequest({ email: 'already@a.example' }));
    await submit(app, '/preferences', { email: 'lost@a.example' });
    await submit(app, '/preferences', { email: 'moved@a.example' });
    const [own] = await mailsTo(app, 'moved@a.example', 1);
    await submit(app, `${linkPath(own!, '/preferences/')}/address`, { email: 'new@a.example' });
    const [asked] = await mailsTo(app, 'new@a.example', 1);
    await submit(app, linkPath(asked!, '/address/'), {});
    await mailsTo(app, 'moved@a.example', 2);
    for (const address of ['confirmation', 'already', 'lost']) await mailsTo(app, `${address}@a.example`, 1);
    for (const mail of app.smtp.received) {
      const kind = KINDS[MAILBOXES.indexOf(mail.to.split('@')[0] ?? '')] ?? '';
      received.set(kind, mail);
      mails.set(kind, await readMail(mail));
    }
    await app.close();
  });

  const mailOf = (kind: string) => mails.get(kind) as ReadMail;
  const headerLines = (kind: string) =>
    (received.get(kind)?.raw.toString('latin1').split('\r\n\r\n')[0] ?? '').split(/\r\n(?![ \t])/);
  const fieldsNamed = (kind: string, name: string) =>
    headerLines(kind).filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`));

  it('of every kind arrived', () => {
    expect([...mails.keys()].sort()).toEqual([...KINDS].sort());
  });

  describe.each(KINDS)('(%s)', (kind) => {
    it('has each obligatory header field once, in ASCII, and no line over 998 octets', () => {
      for (const name of ['From', 'To', 'Subject', 'Date', 'Message-ID', 'MIME-Version'])
        expect(fieldsNamed(kind, name)).toHaveLength(1);
      const raw = received.get(kind)?.raw.toString('latin1') ?? '';
      expect(headerLines(kind).join('')).toMatch(/^[\t\r\n\x20-\x7e]*$/);
      expect(raw.split('\r\n').every((line) => line.length <= 998)).toBe(true);
      expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    });

    it('can be left by one click, over https, without a trace of the reader in the link', () => {
      const { headers } = mailOf(kind);
      expect(headers.get('list-unsubscribe')).toMatch(
        /^<https:\/\/dibao\.example\/[a-z/]+\/[A-Za-z0-9_-]{54}>/,
      );
      expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    });

    it('says which list it is of, that a program wrote it, and in which language', () => {
      const { headers } = mailOf(kind);
      expect(headers.get('list-id')).toContain('<culture.dibao.example>');
      expect(headers.get('feedback-id')).toMatch(/^[^:@]+:culture:[a-z-]+:dibao$/);
      expect(headers.get('auto-submitted')).toBe('auto-generated');
      expect(headers.get('content-language')).toBe(kind === 'English digest' ? 'en' : 'zh-CN');
      expect(headers.get('message-id')).toMatch(/^<[^@\s]+@dibao\.example>$/);
    });

    it('is signed over both unsubscribe fields', () => {
      const [signature = ''] = fieldsNamed(kind, 'DKIM-Signature');
      const signed = /\bh=([^;]+)/.exec(signature)?.[1]?.toLowerCase().replace(/\s/g, '').split(':') ?? [];
      expect(signed).toEqual(
        expect.arrayContaining([
          'from',
          'to',
          'subject',
          'date',
          'message-id',
          'list-unsubscribe',
          'list-unsubscribe-post',
        ]),
      );
      expect(signature).toMatch(/\bd=dibao\.example\b/);
      expect(signature).not.toMatch(/;\s*l=/);
    });

    it('has two bodies that both say how to leave, with nothing unfilled', () => {
      const { html, text, subject } = mailOf(kind);
      const words = /退订|unsubscribe/i;
      for (const body of [html, text]) {
        expect(body).toMatch(words);
        expect(body.replace(/<style[\s\S]*?<\/style>/g, '')).not.toMatch(
          /\{\{|\}\}|undefined|\[object Object\]|\bNaN\b|[\uE000\uE001]/,
        );
      }
      expect(subject).not.toBe('');
      expect(subject).not.toMatch(/[\r\n]/);
    });

    it('stays under what mail programs clip, and asks nothing they drop', () => {
      const { html } = mailOf(kind);
      expect(Buffer.byteLength(html)).toBeLessThanOrEqual(100 * 1024);
      expect(html).toMatch(/<html[^>]*\blang="(zh-CN|en)"/);
      expect(html).toMatch(/<title>[^<]+<\/title>/);
      expect(html).not.toMatch(/<(script|iframe|object|embed|form|base|link|svg|video|audio)\b/i);
      expect(html).not.toMatch(/\son[a-z]+=|javascript:|@import|@font-face|fonts\.(googleapis|gstatic)/i);
      expect(html).not.toMatch(
        /position\s*:\s*(absolute|fixed)|display\s*:\s*(flex|grid)|var\(--|float\s*:/i,
      );
      for (const [table] of html.matchAll(/<table[^>]*>/gi))
        expect(table).toMatch(/role="(presentation|none)"/);
      for (const [image] of html.matchAll(/<img[^>]*>/gi))
        expect(image).toMatch(/(?=.*\balt=)(?=.*\bwidth=)/);
      for (const [href] of html.matchAll(/href="[^"]*"/gi)) expect(href).toMatch(/^href="(https:|mailto:|#)/);
    });

    (LINT ? it : it.skip)('passes the lint that TEST_MAIL_LINT names', async () => {
      const { lint } = (await import(pathToFileURL(LINT ?? '').href)) as { lint: Lint };
      expect(lint(received.get(kind)?.raw ?? Buffer.alloc(0)).E).toEqual([]);
    });
  });

  it('shows names with markup in them as they are written', () => {
    const { html, text } = mailOf('digest');
    expect(text).toContain('示例<甲>&"乙"有限公司');
    expect(text).toContain('关于“影视”<script>与&amp;的通知');
    expect(html).toContain('&lt;script&gt;与&amp;amp;的通知');
  });

  it('leaves what does not fit to the web view, and says how much', () => {
    const { html } = mailOf('digest of fifty');
    const shown = new Set([...html.matchAll(/\/policies\/([0-9a-f-]{36})"/g)].map(([, id]) => id)).size;
    expect(shown).toBeGreaterThan(10);
    if (shown < 50) expect(html).toContain(`另有 ${50 - shown} 项`);
  });
});

function signingKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { domain: 'dibao.example', selector: 'test', privateKey: pem };
}
