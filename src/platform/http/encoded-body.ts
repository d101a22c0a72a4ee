import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Request, Response } from 'express';

/** A body in the encodings a browser may ask for, each made when it is first asked for and then kept. */
export class EncodedBody {
  readonly plain: Buffer;
  private gzip: Buffer | undefined;
  private brotli: Buffer | undefined;

  constructor(content: string | Buffer) {
    this.plain = typeof content === 'string' ? Buffer.from(content) : content;
  }

  /** Sends it in the best encoding the request accepts; a HEAD gets the headers alone. */
  send(request: Request, response: Response): void {
    const encoding = request.acceptsEncodings(['br', 'gzip']);
    const body = encoding === 'br' ? this.asBrotli() : encoding === 'gzip' ? this.asGzip() : this.plain;
    response.vary('Accept-Encoding');
    if (encoding) response.setHeader('Content-Encoding', encoding);
    response.setHeader('Content-Length', body.length);
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  private asGzip(): Buffer {
    return (this.gzip ??= gzipSync(this.plain));
  }

  private asBrotli(): Buffer {
    return (this.brotli ??= brotliCompressSync(this.plain, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 5 },
    }));
  }
}
