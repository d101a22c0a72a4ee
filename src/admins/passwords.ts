import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's argon2id parameters: 19 MiB, two passes, one lane. The library's default algorithm is argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** No l, 1, o, 0, i: it is read from a screen. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 5;

let decoy: Promise<string> | undefined;

/** The PHC string of a password. */
export async function hashPassword(password: string): Promise<string> {
  return await hash(password.normalize('NFC'), COST);
}

/** Whether the password is the one; with no hash it costs the same time and is never. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword(generatePassword());
  const holds = await verify(passwordHash ?? (await decoy), password.normalize('NFC'));
  return holds && passwordHash !== null;
}

/** A password of 99 bits, for example `k7dpm-w3xna-9qfte-h2ybz`. */
export function generatePassword(): string {
  return Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join(''),
  ).join('-');
}
