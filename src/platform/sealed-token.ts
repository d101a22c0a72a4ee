import { type Cipher, createCipheriv, createHmac, hash, hkdfSync, timingSafeEqual } from 'node:crypto';

const TAG_BYTES = 16;
const HASH_BLOCK_BYTES = 64;
const HASH_BYTES = 32;
const AES_BLOCK_BYTES = 16;
const TOKEN = /^[A-Za-z0-9_-]{22,512}$/;

/**
 * Opaque, unforgeable, repeatable tokens for links: the payload is encrypted and authenticated for one
 * purpose, in the synthetic-IV construction of RFC 5297 with HMAC-SHA-256 in the place of S2V and AES-256
 * in counter mode. The same payload gives the same token, so a retried message has the same bytes. The
 * first key seals, every key opens: links survive a rotation.
 */
export class TokenSealer {
  private readonly keys: readonly { readonly mac: HmacSha256; readonly cipher: AesCounter }[];

  constructor(secrets: readonly string[]) {
    if (secrets.length === 0) throw new TypeError('A token sealer needs at least one key.');
    this.keys = secrets.map((secret) => ({
      mac: new HmacSha256(derive(secret, 'token-mac')),
      cipher: new AesCounter(derive(secret, 'token-cipher')),
    }));
  }

  /** The token, base64url, 22 + 4/3 × payload characters. */
  seal(purpose: string, payload: Uint8Array): string {
    const { mac, cipher } = this.keys[0]!;
    const token = Buffer.allocUnsafe(TAG_BYTES + payload.length);
    token.write(syntheticIv(mac, purpose, payload), 0, 'latin1');
    token.set(payload, TAG_BYTES);
    cipher.apply(token);
    return token.toString('base64url');
  }

  /** The payload; null for anything not sealed here for this purpose, whatever its shape or length. */
  open(purpose: string, token: unknown): Buffer | null {
    if (typeof token !== 'string' || !TOKEN.test(token)) return null;
    const bytes = Buffer.from(token, 'base64url');
    if (bytes.toString('base64url') !== token) return null;
    for (const { mac, cipher } of this.keys) {
      const opened = Buffer.from(bytes);
      cipher.apply(opened);
      const payload = opened.subarray(TAG_BYTES);
      const iv = Buffer.from(syntheticIv(mac, purpose, payload), 'latin1');
      if (timingSafeEqual(bytes.subarray(0, TAG_BYTES), iv)) return payload;
    }
    return null;
  }
}

/** HMAC-SHA-256 of a text under each key, first key first: to find a value whose plain text is not kept. */
export function keyedHashes(secrets: readonly string[], purpose: string, text: string): Buffer[] {
  return secrets.map((secret) => createHmac('sha256', derive(secret, purpose)).update(text).digest());
}

function syntheticIv(mac: HmacSha256, purpose: string, payload: Uint8Array): string {
  return mac.of(Buffer.concat([Buffer.from(`${purpose}\0`), payload])).slice(0, TAG_BYTES);
}

/** HMAC-SHA-256 (RFC 2104), its padded keys at hand: two one-shot hashes cost a quarter of an Hmac object. */
class HmacSha256 {
  private readonly inner: Buffer;
  private readonly outer: Buffer;

  /** `key` has at most 64 bytes. */
  constructor(key: Buffer) {
    const padded = Buffer.concat([key], HASH_BLOCK_BYTES);
    this.inner = Buffer.from(padded.map((byte) => byte ^ 0x36));
    this.outer = Buffer.concat([padded.map((byte) => byte ^ 0x5c)], HASH_BLOCK_BYTES + HASH_BYTES);
  }

  /** One byte in each character: strings are handed over faster than buffers are made. */
  of(message: Uint8Array): string {
    const inside = hash('sha256', Buffer.concat([this.inner, message]), 'binary');
    this.outer.write(inside, HASH_BLOCK_BYTES, 'latin1');
    return hash('sha256', this.outer, 'binary');
  }
}

/** AES-256 in counter mode (NIST SP 800-38A), with one key schedule for all tokens. */
class AesCounter {
  private readonly blocks: Cipher;

  constructor(key: Buffer) {
    this.blocks = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  }

  /** Encrypts or decrypts, in place, what follows the first 16 bytes; those are the first counter. */
  apply(token: Buffer): void {
    const count = Math.ceil((token.length - AES_BLOCK_BYTES) / AES_BLOCK_BYTES);
    const counters = Buffer.allocUnsafe(count * AES_BLOCK_BYTES);
    for (let block = 0; block < count; block += 1) {
      const at = block * AES_BLOCK_BYTES;
      if (block === 0) token.copy(counters, 0, 0, AES_BLOCK_BYTES);
      else {
        counters.copyWithin(at, at - AES_BLOCK_BYTES, at);
        increment(counters, at);
      }
    }
    const stream = this.blocks.update(counters);
    for (let at = AES_BLOCK_BYTES; at < token.length; at += 1)
      token[at] = (token[at] as number) ^ (stream[at - AES_BLOCK_BYTES] as number);
  }
}

/** The 128-bit big-endian number at `at`, plus one. */
function increment(counters: Buffer, at: number): void {
  for (let digit = at + AES_BLOCK_BYTES - 1; digit >= at; digit -= 1) {
    counters[digit] = ((counters[digit] as number) + 1) & 0xff;
    if (counters[digit] !== 0) return;
  }
}

const derived = new Map<string, Buffer>();

/** One key for each purpose (HKDF, RFC 5869), derived once per process. */
function derive(secret: string, purpose: string): Buffer {
  const name = `${purpose}\0${secret}`;
  const known = derived.get(name) ?? Buffer.from(hkdfSync('sha256', secret, '', `dibao:${purpose}`, 32));
  derived.set(name, known);
  return known;
}
