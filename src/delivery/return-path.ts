import type { TokenSealer } from '../platform/sealed-token.js';

const LOCAL_PART = /^b-([0-9a-f]{48})$/i;
const PAYLOAD_BYTES = 8;

/**
 * The envelope sender of one delivery (VERP): `b-<token>@<bounce domain>`, so that a bounce names its
 * delivery whatever its text says. Hexadecimal, because some servers change the case of a local part.
 */
export function returnPathOf(sealer: TokenSealer, bounceDomain: string, deliveryId: number): string {
  const payload = Buffer.alloc(PAYLOAD_BYTES);
  payload.writeBigUInt64BE(BigInt(deliveryId));
  return `b-${Buffer.from(sealer.seal('return-path', payload), 'base64url').toString('hex')}@${bounceDomain}`;
}

/** The delivery a bounce address belongs to; null for any other address. */
export function deliveryOfReturnPath(sealer: TokenSealer, address: string): number | null {
  const token = LOCAL_PART.exec(address.slice(0, address.lastIndexOf('@')))?.[1];
  const payload = token && sealer.open('return-path', Buffer.from(token, 'hex').toString('base64url'));
  return payload && payload.length === PAYLOAD_BYTES ? Number(payload.readBigUInt64BE(0)) : null;
}
