import fc from 'fast-check';
import { isUtf8Mailbox, parseMailbox, readableAddress } from '../../../src/delivery/domain/address.js';

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
    expect(parseMailbox(input)).toMatchObject({ ok: true, address });
  });

  it.each([
    ['', 'is empty'],
    ['   ', 'is empty'],
    ['li', 'exactly one address'],
    ['li@', 'invalid domain'],
    ['@example.com', 'before the @'],
    ['a@b.example@c.example', 'exactly one address'],
    ['a@b.example,c@d.example', 'exactly one address'],
    ['李 <li@example.com>', 'before the @'],
    ['"li ming"@example.com', 'before the @'],
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
    [`${'a'.repeat(65)}@example.com`, 'more than 64 octets'],
    [`a@${'b'.repeat(64)}.example`, 'invalid domain'],
    [`a@${'b.'.repeat(130)}example`, 'too long'],
    [`${'a'.repeat(64)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.example`, 'too long'],
  ])('%j is none', (input, problem) => {
    const parsed = parseMailbox(input);
    expect(parsed.ok).toBe(false);
    expect(parsed.ok ? '' : parsed.problem).toMatch(new RegExp(problem));
  });

  it('has one spelling: what was parsed parses to itself', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (input) => {
        const parsed = parseMailbox(input);
        if (!parsed.ok) return;
        expect(parseMailbox(parsed.address)).toEqual(parsed);
        expect(parseMailbox(input.toUpperCase())).toEqual(parsed);
        expect(parsed.address.endsWith(`@${parsed.domain}`)).toBe(true);
      }),
    );
  });
});

describe('a mailbox in UTF-8', () => {
  it.each([
    ['王小明@例子.测试', '王小明@xn--fsqu00a.xn--0zwm56d', true],
    ['Ünal.Öz@Example.com', 'ünal.öz@example.com', true],
    ['li@example.com', 'li@example.com', false],
    ['王\u0061\u0308＠例子。中国', '王\u00e4@xn--fsqu00a.xn--fiqs8s', true],
    ['王①@example.com', '王①@example.com', true],
    ['①@example.com', '1@example.com', false],
  ])('%s is %s', (input, address, isUtf8) => {
    expect(parseMailbox(input)).toMatchObject({ ok: true, address });
    expect(isUtf8Mailbox(address)).toBe(isUtf8);
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

  it('has one spelling too: what was parsed parses to itself, in whatever normal form it came', () => {
    const local = fc.string({
      unit: fc.constantFrom('王', 'é', 'E\u0301', 'ﬁ', 'ß', 'İ', 'Σ', 'ς', '①', 'ｌ', 'a', '.'),
    });
    fc.assert(
      fc.property(local, fc.constantFrom('例子.中国', 'Example.com', 'ｅxample。com'), (before, domain) => {
        const parsed = parseMailbox(`${before}@${domain}`);
        if (!parsed.ok) return;
        expect(parseMailbox(parsed.address)).toEqual(parsed);
        expect(parseMailbox(`${before.normalize('NFD')}@${domain}`)).toEqual(parsed);
        expect(parsed.address).toBe(parsed.address.normalize('NFC'));
        expect(parseMailbox(readableAddress(parsed.address))).toEqual(parsed);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is shown as people write it', () => {
    expect(readableAddress('王@xn--fsqu00a.xn--fiqs8s')).toBe('王@例子.中国');
    expect(readableAddress('li@film.example')).toBe('li@film.example');
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
