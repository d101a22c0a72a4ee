import type { Request, Response } from 'express';
import { EncodedBody } from '../platform/http/encoded-body.js';

/** Sends a page; the trees of a form are long and alike, so they travel compressed. */
export function sendPage(html: string, request: Request, response: Response): void {
  response.type('html');
  new EncodedBody(html).send(request, response);
}
