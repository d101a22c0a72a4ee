import type { Request } from 'express';

/**
 * Whether the asker has this state already (RFC 9110, 13.1): by `If-None-Match` where it is given, else by
 * `If-Modified-Since`. Also for those who forbid caches in between with `no-cache`, as scripts that use `fetch` do.
 */
export function isUnchanged(request: Request, tag: string, modifiedAt: Date | null): boolean {
  const known = request.headers['if-none-match'];
  if (known !== undefined)
    return known.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag);
  const since = Date.parse(request.headers['if-modified-since'] ?? '');
  return modifiedAt !== null && Math.floor(modifiedAt.getTime() / 1_000) * 1_000 <= since;
}
