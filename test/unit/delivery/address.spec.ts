import fc from 'fast-check';
import { isUtf8Mailbox, parseAddress, parseMailbox } from '../../../src/delivery/domain/address.js';

describe('an address', () => {
  it.each([
    ['li@example.com', 'li@example.com'],
    ['Li.Ming@Example.COM', 'li.ming@example.com'],
    [' li@example.com ', 'li@example.com'],
    ['ｌｉ@example.com', 'li@example.com'],
    ['li@例子.测试', 'li@xn--fsqu00a.xn--0zwm56d'],
    ['li@例子。测试', 'li@xn--fsqu00a.xn--0zwm56d'],
    ["o'brien+news@mail.example.co.uk", "o'brien+news@mail.example.co.uk"],
    ['1@2.example', '1@2.example'],
  ])('%s is %s', (input, address) => {
    expect(parseAddress(input)).toMatchObject({ ok: true, address });
  });

  it.each([
    ['', 'is empty'],
    ['   ', 'is empty'],
    ['li', 'exactly one address'],
    ['li@', 'invalid domain'],
    ['@example.com', 'before the @'],
    ['a@b.example@c.example', 'exactly one address'],
    ['a@b.example,c@d.example', 'exactly one address'],
    ['李 <li@example.com>', 'before the @|ASCII'],
    ['"li ming"@example.com', 'before the @|ASCII'],
    ['李@example.com', 'ASCII'],
    ['li..ming@example.com', 'before the @'],
    ['.li@example.com', 'before the @'],
    ['li@localhost', 'invalid domain'],
    ['li@[127.0.0.1]', 'invalid domain'],
    ['li@127.0.0.1', 'invalid domain'],
    ['li@-example.com', 'invalid domain'],
    ['li@example..com', 'invalid domain'],
    ['li@exa mple.com', 'invalid domain'],
    ['li@example.com\r\nBcc: all@example.com', 'control character'],
    ['li\0@example.com', 'control character'],
    [`${'a'.repeat(65)}@example.com`, 'more than 64'],
    [`a@${'b'.repeat(64)}.example`, 'invalid domain'],
    [`a@${'b.'.repeat(130)}example`, 'too long'],
    [`${'a'.repeat(64)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.example`, 'too long'],
  ])('%j is none', (input, problem) => {
    const parsed = parseAddress(input);
    expect(parsed.ok).toBe(false);
    expect(parsed.ok ? '' : parsed.problem).toMatch(new RegExp(problem));
  });

  it('has one spelling: what was parsed parses to itself', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (input) => {
        const parsed = parseAddress(input);
        if (!parsed.ok) return;
        expect(parseAddress(parsed.address)).toEqual(parsed);
        expect(parseAddress(input.toUpperCase())).toEqual(parsed);
        expect(parsed.address.endsWith(`@${parsed.domain}`)).toBe(true);
      }),
    );
  });

  it('never lets anything through that would change an SMTP line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (local, domain) => {
        const parsed = parseAddress(`${local}@${domain}`);
        if (parsed.ok) expect(parsed.address).toMatch(/^[\u0021-\u007e]+$/);
        if (parsed.ok) expect(parsed.address).not.toMatch(/[<>,;:"\s]/);
      }),
    );
  });
});

describe('a mailbox, where the server may take UTF-8', () => {
  it.each([
    ['王小明@例子.测试', '王小明@xn--fsqu00a.xn--0zwm56d', true],
    ['Ünal.Öz@Example.com', 'ünal.öz@example.com', true],
    ['li@example.com', 'li@example.com', false],
  ])('%s is %s', (input, address, isUtf8) => {
    expect(parseMailbox(input)).toMatchObject({ ok: true, address });
    expect(isUtf8Mailbox(address)).toBe(isUtf8);
    expect(parseAddress(input).ok).toBe(!isUtf8);
  });

  it.each([
    '王 小明@example.com',
    '王\u200b小明@example.com',
    '王@a.example,李@b.example',
    '王@example.com>\r\nRCPT TO:<李@example.com',
    '"王"@example.com',
    '\ud800@example.com',
    `${'王'.repeat(22)}@example.com`,
  ])('%j is none', (input) => {
    expect(parseMailbox(input).ok).toBe(false);
  });

  it('never lets anything through that would change an SMTP line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (local, domain) => {
        const parsed = parseMailbox(`${local}@${domain}`);
        if (parsed.ok) expect(parsed.address).not.toMatch(/[<>,;:"\s\p{C}]/u);
      }),
    );
  });
});
