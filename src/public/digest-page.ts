import type { Response } from 'express';

/** Sends a digest as a page. It carries its styles inline, as mail must; it has no script. */
export function sendDigest(html: string, response: Response): void {
  response.setHeader(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  response.type('html').send(html);
}
