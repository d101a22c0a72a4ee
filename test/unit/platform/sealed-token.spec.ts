import { createCipheriv, createHmac, hkdfSync } from 'node:crypto';
import fc from 'fast-check';
import { keyedHashes, TokenSealer } from '../../../src/platform/sealed-token.js';

const OLD = 'old-key-that-is-long-enough-for-us-0001';
const NEW = 'new-key-that-is-long-enough-for-us-0002';
const PAYLOAD = Buffer.from('0123456789abcdef01234567');
const sealer = new TokenSealer([OLD]);
const token = sealer.seal('unsubscribe', PAYLOAD);

describe('a sealed token', () => {
  it('opens to its payload, for its purpose', () => {
    expect(sealer.open('unsubscribe', token)).toEqual(PAYLOAD);
  });

  it('opens for no other purpose', () => {
    expect(sealer.open('preferences', token)).toBeNull();
    expect(sealer.open('', token)).toBeNull();
    expect(sealer.open('unsubscribe\0', token)).toBeNull();
  });

  it('is refused after any change of a single bit', () => {
    const bytes = Buffer.from(token, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(sealer.open('unsubscribe', changed.toString('base64url'))).toBeNull();
    }
  });

  it('is refused after any change of a single character', () => {
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, character) => {
        if (token[at] === character) return;
        const changed = token.slice(0, at) + character + token.slice(at + 1);
        expect(sealer.open('unsubscribe', changed)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it('has one spelling', () => {
    const payload = Buffer.from('0123456789');
    const odd = sealer.seal('unsubscribe', payload);
    expect(odd.length % 4).not.toBe(0);
    expect(sealer.open('unsubscribe', `${odd}=`)).toBeNull();
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const sameBits = alphabet[alphabet.indexOf(odd.at(-1) as string) + 1] as string;
    expect(Buffer.from(odd.slice(0, -1) + sameBits, 'base64url')).toEqual(Buffer.from(odd, 'base64url'));
    expect(sealer.open('unsubscribe', odd.slice(0, -1) + sameBits)).toBeNull();
  });

  it.each([
    ['nothing', ''],
    ['a cut one', token.slice(0, -1)],
    ['an extended one', `${token}A`],
    ['10,000 characters', 'A'.repeat(10_000)],
    ['a NUL', `${token.slice(0, 10)}\0${token.slice(11)}`],
    ['a line break after it', `${token}\n`],
    ['another script', '退订'.repeat(20)],
    ['a number', 7],
    ['nothing at all', undefined],
    ['a list', [token]],
    ['an object', { toString: () => token }],
  ])('is not %s', (_, given) => {
    expect(sealer.open('unsubscribe', given)).toBeNull();
  });

  it('says nothing of its payload and is the same every time', () => {
    expect(sealer.seal('unsubscribe', PAYLOAD)).toBe(token);
    expect(token).toMatch(/^[A-Za-z0-9_-]{54}$/);
    expect(Buffer.from(token, 'base64url').includes(PAYLOAD.subarray(0, 8))).toBe(false);
    expect(sealer.seal('preferences', PAYLOAD).slice(-32)).not.toBe(token.slice(-32));
  });

  it('opens to any payload that was sealed', () => {
    fc.assert(
      fc.property(fc.string(), fc.uint8Array({ maxLength: 300 }), (purpose, payload) => {
        expect(sealer.open(purpose, sealer.seal(purpose, payload))).toEqual(Buffer.from(payload));
      }),
    );
  });
});

describe('the construction', () => {
  const keyFor = (use: string) => Buffer.from(hkdfSync('sha256', OLD, '', `dibao:${use}`, 32));
  /** By the library's own HMAC and counter mode, as the first tokens were made. */
  function sealedByTheBook(purpose: string, payload: Uint8Array): string {
    const mac = createHmac('sha256', keyFor('token-mac')).update(`${purpose}\0`).update(payload).digest();
    const iv = mac.subarray(0, 16);
    const cipher = createCipheriv('aes-256-ctr', keyFor('token-cipher'), iv);
    return Buffer.concat([iv, cipher.update(payload), cipher.final()]).toString('base64url');
  }

  it('is HMAC-SHA-256 and AES-256-CTR to the letter, so that old links open for ever', () => {
    fc.assert(
      fc.property(fc.string(), fc.uint8Array({ maxLength: 300 }), (purpose, payload) => {
        expect(sealer.seal(purpose, payload)).toBe(sealedByTheBook(purpose, payload));
      }),
      { numRuns: 300 },
    );
  });

  it('counts on beyond the last byte of the counter', () => {
    const carries = Array.from({ length: 4_000 }, (_, n) => Buffer.from(`payload of ${n}`.padEnd(24))).filter(
      (payload) => Buffer.from(sealedByTheBook('carry', payload), 'base64url')[15] === 0xff,
    );
    expect(carries.length).toBeGreaterThan(3);
    for (const payload of carries)
      expect(sealer.seal('carry', payload)).toBe(sealedByTheBook('carry', payload));
  });
});

describe('a rotation of keys', () => {
  it('seals with the first key and opens with all', () => {
    const rotated = new TokenSealer([NEW, OLD]);
    expect(rotated.open('unsubscribe', token)).toEqual(PAYLOAD);
    expect(rotated.seal('unsubscribe', PAYLOAD)).toBe(new TokenSealer([NEW]).seal('unsubscribe', PAYLOAD));
  });

  it('ends links whose key is taken away', () => {
    expect(new TokenSealer([NEW]).open('unsubscribe', token)).toBeNull();
  });

  it('is refused without any key', () => {
    expect(() => new TokenSealer([])).toThrow('at least one key');
  });
});

describe('keyed hashes', () => {
  it('are one per key, the first key first, apart by purpose and text', () => {
    const [first, second] = keyedHashes([NEW, OLD], 'suppression', 'a@b.example');
    expect(second).toEqual(keyedHashes([OLD], 'suppression', 'a@b.example')[0]);
    expect(first).not.toEqual(second);
    expect(keyedHashes([NEW], 'other', 'a@b.example')[0]).not.toEqual(first);
    expect(keyedHashes([NEW], 'suppression', 'c@b.example')[0]).not.toEqual(first);
    expect(first).toHaveLength(32);
  });
});
