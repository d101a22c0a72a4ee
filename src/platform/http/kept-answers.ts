import type { Request, Response } from 'express';
import { EncodedBody } from './encoded-body.js';
import { isUnchanged } from './unchanged.js';

/** What decides whether an answer is still the same. */
export interface Validators {
  /** Changes whenever the content does; letters, digits, `-` and `_`. */
  readonly tag: string;
  readonly modifiedAt: Date;
}

/**
 * Answers that cost more to write than to look up whether they changed: the last body of each address is kept, compressed,
 * and written again only when its tag is another (RFC 9110, conditional requests). At most `most` bodies, the oldest go first.
 */
export class KeptAnswers {
  private readonly kept = new Map<string, { readonly tag: string; readonly body: EncodedBody }>();

  constructor(private readonly most: number) {}

  /** Sends 304 to whoever has it already, else the body; `Content-Type` and `Cache-Control` are the caller's. */
  send(request: Request, response: Response, { tag, modifiedAt }: Validators, write: () => string): void {
    response.setHeader('ETag', `"${tag}"`);
    response.setHeader('Last-Modified', modifiedAt.toUTCString());
    response.vary('Accept-Encoding');
    if (isUnchanged(request, `"${tag}"`, modifiedAt)) {
      response.status(304).end();
      return;
    }
    this.bodyOf(request.path, tag, write).send(request, response);
  }

  private bodyOf(address: string, tag: string, write: () => string): EncodedBody {
    const known = this.kept.get(address);
    if (known?.tag === tag) return known.body;
    const body = new EncodedBody(write());
    this.kept.delete(address);
    this.kept.set(address, { tag, body });
    const [oldest] = this.kept.keys();
    if (this.kept.size > this.most && oldest !== undefined) this.kept.delete(oldest);
    return body;
  }
}
