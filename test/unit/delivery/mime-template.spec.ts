import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { placeholder } from '../../../src/platform/domain/placeholders.js';
import type { StoredMessage } from '../../../src/delivery/messages.repository.js';
import { Base64Template } from '../../../src/delivery/mime/base64-template.js';
import { composeMail } from '../../../src/delivery/mime/compose-mail.js';
import { CopyBuffer } from '../../../src/delivery/mime/copy-buffer.js';
import { MimeTemplate } from '../../../src/delivery/mime/mime-template.js';

function aMessage(html: string, text: string): StoredMessage {
  return {
    id: 'm',
    boundary: 'dibao-test',
    datedAt: new Date('2026-09-30T02:00:00Z'),
    content: {
      kind: 'digest',
      language: 'zh-CN',
      from: { name: '邸报', address: 'news@dibao.example' },
      replyTo: 'editors@dibao.example',
      subject: '文化政策周报',
      html,
      text,
      headers: [{ name: 'List-Unsubscribe', value: `<${placeholder('link')}>` }],
      fields: { company: { from: 'value' }, link: { from: 'value' } },
      webView: null,
    },
  };
}

const piece = fc.oneof(
  fc.constantFrom(placeholder('company'), placeholder('link'), '.\r\n', '\n.', '邸', 'x'.repeat(5_000)),
  fc.string({ unit: 'grapheme', maxLength: 90 }).map((text) => text.replace(/[\uE000\uE001\r]/g, '')),
);
const bodies = fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => `a${pieces.join('')}z`);

/** Line ends as LF; a text in 7bit has one more at its end. */
function inLines(text: string | undefined): string | undefined {
  return text?.replaceAll('\r\n', '\n').replace(/\n$/, '');
}

describe('MIME segments', () => {
  it('decode to the text with its fields filled, for any text and any values', () => {
    fc.assert(
      fc.property(bodies, fc.string({ unit: 'grapheme', maxLength: 60 }), (text, value) => {
        const out = new CopyBuffer();
        new Base64Template(text).fill((field) => `${field}=${value}`, out);
        const encoded = out.copy.toString('latin1');
        expect(encoded).toMatch(/^(?:[A-Za-z0-9+/=]{1,76}\r\n)+$/);
        expect(Buffer.from(encoded.replaceAll('\r\n', ''), 'base64').toString('utf8')).toBe(
          text
            .replaceAll(placeholder('company'), () => `company=${value}`)
            .replaceAll(placeholder('link'), () => `link=${value}`),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('make the same mail as composing the copy as a whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        bodies,
        bodies,
        fc.constantFrom('文创 & <b>', 'a', ''),
        async (html, text, company) => {
          const copy = {
            to: 'li@film.example',
            messageId: '<one@dibao.example>',
            valueOf: (field: string) => (field === 'company' ? company : 'https://dibao.example/u/t'),
          };
          const message = aMessage(html, text);
          const joined = await PostalMime.parse((await MimeTemplate.of(message))!.fill(copy));
          const whole = await PostalMime.parse(await composeMail(message, copy));
          expect(joined.headers).toEqual(whole.headers);
          expect(inLines(joined.html)).toBe(inLines(whole.html));
          expect(inLines(joined.text)).toBe(inLines(whole.text));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('leave no line longer than 998 octets and no line that begins with a dot', async () => {
    const bytes = (await MimeTemplate.of(aMessage('.\n..\n' + '长'.repeat(9_000), '.\n')))!.fill({
      to: 'li@film.example',
      messageId: '<one@dibao.example>',
      valueOf: () => 'https://dibao.example/u/t',
    });
    for (const line of bytes.toString('latin1').split('\r\n')) {
      expect(line.length).toBeLessThanOrEqual(998);
      expect(line.startsWith('.')).toBe(false);
    }
  });

  it('do not serve a message whose subject varies', async () => {
    const message = aMessage('a', 'b');
    const varied = { ...message, content: { ...message.content, subject: placeholder('company') } };
    expect(await MimeTemplate.of(varied)).toBeNull();
  });
});
