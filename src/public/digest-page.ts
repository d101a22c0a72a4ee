import type { Request, Response } from 'express';
import { sendPage } from './page-encoding.js';

/** What a mail program is told that the mail is; on a page of its own all of it is the main part, and the only one. */
const MAIL_ROLE = 'aria-roledescription="email" role="article"';
const MAIN_TAG = /<(\/?)main\b/g;

/** Sends a digest as a page. It carries its styles inline, as mail must; it has no script. */
export function sendDigest(html: string, request: Request, response: Response): void {
  response.setHeader(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  sendPage(html.replace(MAIN_TAG, '<$1div').replace(MAIL_ROLE, 'role="main"'), request, response);
}
