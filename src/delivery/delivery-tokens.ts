import { TokenSealer } from '../platform/sealed-token.js';

/** What a link of a delivered mail proves: which delivery it belongs to, and what that delivery was for. */
export interface DeliveryToken {
  readonly deliveryId: number;
  readonly reference: string;
}

const PAYLOAD_BYTES = 24;

/** The token of one delivery for one purpose: 54 characters. */
export function sealDeliveryToken(sealer: TokenSealer, purpose: string, token: DeliveryToken): string {
  return sealer.seal(purpose, packedDeliveryToken(token));
}

/** What is sealed, once for all links of a copy. */
export function packedDeliveryToken(token: DeliveryToken): Buffer {
  const payload = Buffer.alloc(PAYLOAD_BYTES);
  payload.writeBigUInt64BE(BigInt(token.deliveryId), 0);
  payload.write(token.reference.replaceAll('-', ''), 8, 'hex');
  return payload;
}

/** The delivery behind a token; null for anything that was not sealed here for this purpose. */
export function openDeliveryToken(
  sealer: TokenSealer,
  purpose: string,
  token: unknown,
): DeliveryToken | null {
  const payload = sealer.open(purpose, token);
  if (payload?.length !== PAYLOAD_BYTES) return null;
  const hex = payload.toString('hex', 8);
  return {
    deliveryId: Number(payload.readBigUInt64BE(0)),
    reference: [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
      '-',
    ),
  };
}
