import { createHmac, timingSafeEqual } from 'node:crypto';

/** The token of one form: bound to a secret of the session and to the path the form is sent to. */
export function formToken(secret: Uint8Array, action: string): string {
  return createHmac('sha256', secret).update('form\0').update(action).digest('base64url');
}

/** Whether a field holds the token of this form; anything but one string does not. */
export function isFormToken(secret: Uint8Array, action: string, given: unknown): boolean {
  if (typeof given !== 'string') return false;
  const wanted = Buffer.from(formToken(secret, action));
  const found = Buffer.from(given);
  return found.length === wanted.length && timingSafeEqual(found, wanted);
}
