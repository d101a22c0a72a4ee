import type { Request, Response } from 'express';
import { ABSOLUTE_SECONDS } from '../../admins/domain/session-expiry.js';

export const SESSION_COOKIE = 'dibao_console';
export const SIGN_IN_COOKIE = 'dibao_sign_in';

/** The value of a cookie; undefined when it is absent. Of two with one name the first counts, as browsers order them. */
export function cookieOf(request: Request, name: string): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [key, ...value] = pair.split('=');
    if (key?.trim() === name) return value.join('=').trim();
  }
  return undefined;
}

/** Sets a cookie that only the console sees and no script reads. */
export function setConsoleCookie(response: Response, name: string, value: string, publicUrl: string): void {
  response.cookie(name, value, { ...options(publicUrl), maxAge: ABSOLUTE_SECONDS * 1_000 });
}

export function clearConsoleCookie(response: Response, name: string, publicUrl: string): void {
  response.clearCookie(name, options(publicUrl));
}

function options(publicUrl: string) {
  return {
    httpOnly: true,
    sameSite: 'lax',
    secure: publicUrl.startsWith('https:'),
    path: '/console',
  } as const;
}
