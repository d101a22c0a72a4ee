import { type CanonicalMessage, undeclaredFields } from '../../../src/delivery/domain/canonical-message.js';
import { placeholder } from '../../../src/platform/domain/placeholders.js';

describe('the fields of a message', () => {
  const message: CanonicalMessage = {
    kind: 'digest',
    language: 'zh-CN',
    from: { name: '邸报', address: 'news@dibao.example' },
    replyTo: null,
    subject: '周报',
    html: `<p>${placeholder('company')}</p>`,
    text: placeholder('company'),
    headers: [{ name: 'List-Unsubscribe', value: `<${placeholder('unsubscribeUrl')}>` }],
    fields: {
      company: { from: 'value' },
      unsubscribeUrl: { from: 'link', purpose: 'unsubscribe', path: '/u/' },
    },
    webView: null,
  };

  it('are all declared', () => {
    expect(undeclaredFields(message)).toEqual([]);
  });

  it.each(['subject', 'html', 'text'] as const)('are missed in the %s when they are not', (part) => {
    expect(undeclaredFields({ ...message, [part]: placeholder('contact') })).toEqual(['contact']);
  });

  it('are missed in a header when they are not', () => {
    const headers = [{ name: 'X-Who', value: placeholder('contact') }];
    expect(undeclaredFields({ ...message, headers })).toEqual(['contact']);
  });
});
