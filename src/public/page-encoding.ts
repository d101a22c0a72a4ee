import type { Request, Response } from 'express';
import { EncodedBody } from '../platform/http/encoded-body.js';

/**
 * Sends a page in the best encoding its reader takes. Compressing what is secret beside what an attacker wrote would let
 * the length tell the secret (BREACH); here no page holds a secret that its asker did not bring: the token of a link is
 * in the address, and nobody signs in. The console's pages, which hold more, are sent as they are.
 */
export function sendPage(html: string, request: Request, response: Response): void {
  response.type('html');
  new EncodedBody(html).send(request, response);
}
