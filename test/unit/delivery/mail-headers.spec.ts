import {
  AUTO_GENERATED,
  domainOf,
  feedbackIdHeader,
  listIdHeader,
  oneClickHeaders,
} from '../../../src/delivery/domain/mail-headers.js';

describe('header fields', () => {
  it('offer one-click unsubscription as RFC 8058 writes it', () => {
    expect(oneClickHeaders('https://dibao.example/u/x')).toEqual([
      { name: 'List-Unsubscribe', value: '<https://dibao.example/u/x>' },
      { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
    ]);
  });

  it('name the list below the sender’s domain', () => {
    expect(listIdHeader('culture', 'news@dibao.example')).toEqual({
      name: 'List-Id',
      value: '<culture.dibao.example>',
    });
  });

  it('name campaign and kind for feedback loops, and no person', () => {
    expect(feedbackIdHeader('2026-W41', 'culture', 'digest').value).toBe('2026-W41:culture:digest:dibao');
  });

  it('keep vacation notices away', () => {
    expect(AUTO_GENERATED).toEqual({ name: 'Auto-Submitted', value: 'auto-generated' });
  });
});

describe('the domain of an address', () => {
  it.each([
    ['news@dibao.example', 'dibao.example'],
    ['邸报 <news@dibao.example>', 'dibao.example'],
    ['"a@b"@c.example', 'c.example'],
  ])('%s is %s', (address, domain) => {
    expect(domainOf(address)).toBe(domain);
  });
});
