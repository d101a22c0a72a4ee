import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

const TAG_BYTES = 16;
const TOKEN = /^[A-Za-z0-9_-]{22,512}$/;

/**
 * Opaque, unforgeable, repeatable tokens for links: the payload is encrypted and authenticated for one
 * purpose, in the synthetic-IV construction of RFC 5297 with HMAC-SHA-256 in the place of S2V and AES-256
 * in counter mode. The same payload gives the same token, so a retried message has the same bytes. The
 * first key seals, every key opens: links survive a rotation.
 */
export class TokenSealer {
  private readonly keys: readonly { readonly mac: Buffer; readonly cipher: Buffer }[];

  constructor(secrets: readonly string[]) {
    if (secrets.length === 0) throw new TypeError('A token sealer needs at least one key.');
    this.keys = secrets.map((secret) => ({
      mac: derive(secret, 'token-mac'),
      cipher: derive(secret, 'token-cipher'),
    }));
  }

  /** The token, base64url, 22 + 4/3 × payload characters. */
  seal(purpose: string, payload: Uint8Array): string {
    const key = this.keys[0]!;
    const iv = syntheticIv(key.mac, purpose, payload);
    const cipher = createCipheriv('aes-256-ctr', key.cipher, iv);
    return Buffer.concat([iv, cipher.update(payload), cipher.final()]).toString('base64url');
  }

  /** The payload; null for anything not sealed here for this purpose, whatever its shape or length. */
  open(purpose: string, token: unknown): Buffer | null {
    if (typeof token !== 'string' || !TOKEN.test(token)) return null;
    const bytes = Buffer.from(token, 'base64url');
    if (bytes.toString('base64url') !== token) return null;
    for (const key of this.keys) {
      const payload = this.openWith(key, purpose, bytes);
      if (payload) return payload;
    }
    return null;
  }

  private openWith(key: { mac: Buffer; cipher: Buffer }, purpose: string, bytes: Buffer): Buffer | null {
    const iv = bytes.subarray(0, TAG_BYTES);
    const decipher = createDecipheriv('aes-256-ctr', key.cipher, iv);
    const payload = Buffer.concat([decipher.update(bytes.subarray(TAG_BYTES)), decipher.final()]);
    return timingSafeEqual(iv, syntheticIv(key.mac, purpose, payload)) ? payload : null;
  }
}

/** HMAC-SHA-256 of a text under each key, first key first: to find a value whose plain text is not kept. */
export function keyedHashes(secrets: readonly string[], purpose: string, text: string): Buffer[] {
  return secrets.map((secret) => createHmac('sha256', derive(secret, purpose)).update(text).digest());
}

function syntheticIv(macKey: Buffer, purpose: string, payload: Uint8Array): Buffer {
  return createHmac('sha256', macKey)
    .update(purpose)
    .update('\0')
    .update(payload)
    .digest()
    .subarray(0, TAG_BYTES);
}

const derived = new Map<string, Buffer>();

/** One key for each purpose (HKDF, RFC 5869), derived once per process. */
function derive(secret: string, purpose: string): Buffer {
  const name = `${purpose}\0${secret}`;
  const known = derived.get(name) ?? Buffer.from(hkdfSync('sha256', secret, '', `dibao:${purpose}`, 32));
  derived.set(name, known);
  return known;
}
