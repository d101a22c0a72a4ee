import { generateKeyPairSync } from 'node:crypto';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { placeholder } from '../../../src/platform/domain/placeholders.js';
import type { StoredMessage } from '../../../src/delivery/messages.repository.js';
import { composeMail } from '../../../src/delivery/mime/compose-mail.js';
import { signMessage } from '../../../src/delivery/mime/dkim.js';
import { MimeTemplate } from '../../../src/delivery/mime/mime-template.js';

const message: StoredMessage = {
  id: 'm',
  boundary: 'dibao-test',
  datedAt: new Date('2026-09-30T02:00:00Z'),
  content: {
    kind: 'digest',
    language: 'zh-CN',
    from: { name: '邸报', address: 'news@dibao.example' },
    replyTo: null,
    subject: '文化政策周报：本周 7 项（市级 4 · 区级 3），1 项 9 月 30 日截止',
    html: `<p>${placeholder('company')}：</p><a href="${placeholder('link')}">退订</a>`,
    text: `${placeholder('company')}：\n${placeholder('link')}\n`,
    headers: [
      { name: 'List-Unsubscribe', value: `<${placeholder('link')}>` },
      { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
    ],
    fields: { company: { from: 'value' }, link: { from: 'value' } },
    webView: null,
  },
};
const copy = {
  to: 'li@film.example',
  messageId: '<one@dibao.example>',
  valueOf: (field: string) => (field === 'company' ? '示例 & 文创' : 'https://dibao.example/u/token'),
};

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ed25519 = generateKeyPairSync('ed25519');
const keys = [
  { domain: 'dibao.example', selector: 'r1', privateKey: pem(rsa.privateKey) },
  { domain: 'dibao.example', selector: 'e1', privateKey: pem(ed25519.privateKey) },
];

function pem(key: typeof rsa.privateKey): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** DNS as the two keys would be published (RFC 6376 §3.6.1, RFC 8463 §3). */
async function resolver(name: string): Promise<string[][]> {
  const spki = (key: typeof rsa.publicKey) => key.export({ type: 'spki', format: 'der' });
  if (name.startsWith('r1.')) return [[`v=DKIM1; k=rsa; p=${spki(rsa.publicKey).toString('base64')}`]];
  return [[`v=DKIM1; k=ed25519; p=${spki(ed25519.publicKey).subarray(-32).toString('base64')}`]];
}

async function verdicts(bytes: Buffer): Promise<string[]> {
  const { results } = await dkimVerify(bytes, { resolver });
  return results.map((one: { status: { result: string } }) => one.status.result);
}

describe('DKIM', () => {
  it('an independent verifier accepts the RSA and the Ed25519 signature', async () => {
    const signed = await signMessage(await composeMail(message, copy), keys);
    expect(await verdicts(signed)).toEqual(['pass', 'pass']);
  });

  it('a changed body, subject or unsubscribe field breaks both signatures', async () => {
    const signed = (await signMessage(await composeMail(message, copy), keys)).toString('latin1');
    const changes = [
      signed.replace('List-Unsubscribe=One-Click', 'List-Unsubscribe=One-Clack'),
      signed.replace('/u/token', '/u/taken'),
      signed.replace(/Subject: \S/, 'Subject: x'),
      signed.replace(/\r\n--dibao|\r\n----_NmP/, '\r\nx$&'),
    ];
    for (const changed of changes) {
      expect(changed).not.toBe(signed);
      expect(await verdicts(Buffer.from(changed, 'latin1'))).not.toContain('pass');
    }
  });

  it('the signature of a copy joined from segments holds as well', async () => {
    const template = await MimeTemplate.of(message);
    expect(await verdicts(await signMessage(template!.fill(copy), keys))).toEqual(['pass', 'pass']);
  });

  it('signs the same bytes the same way on every attempt', async () => {
    const bytes = await composeMail(message, copy);
    expect((await signMessage(bytes, keys)).equals(await signMessage(bytes, keys))).toBe(true);
  });
});
