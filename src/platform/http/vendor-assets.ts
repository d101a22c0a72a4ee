import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Request, Response } from 'express';
import { PACKAGE_ROOT } from '../package-root.js';
import { EncodedBody } from './encoded-body.js';

/** The files of other projects that pages use, by the name they are served under. */
const FILES = {
  'tabler.min.css': { from: '@tabler/core/dist/css/tabler.min.css', type: 'text/css' },
  'htmx.min.js': { from: 'htmx.org/dist/htmx.min.js', type: 'text/javascript' },
  'altcha.min.js': { from: 'altcha/dist/external/altcha.min.js', type: 'text/javascript' },
  'altcha.css': { from: 'altcha/dist/external/altcha.css', type: 'text/css' },
  'altcha-pbkdf2.js': { from: 'altcha/dist/workers/pbkdf2.js', type: 'text/javascript' },
} as const;

interface Asset {
  readonly type: string;
  readonly tag: string;
  readonly body: EncodedBody;
}

/** Serves them under `/assets/vendor/`, compressed once per process. Throws when an installed package lacks its file. */
export function serveVendorAssets(app: NestExpressApplication): void {
  for (const [name, { from, type }] of Object.entries(FILES)) {
    const asset = load(from, type);
    app.use(`/assets/vendor/${name}`, (request: Request, response: Response) =>
      send(asset, request, response),
    );
  }
}

const loaded = new Map<string, Asset>();

function load(from: string, type: string): Asset {
  const known = loaded.get(from);
  if (known) return known;
  const plain = readFileSync(join(PACKAGE_ROOT, 'node_modules', from));
  const asset = {
    type: `${type}; charset=utf-8`,
    tag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
    body: new EncodedBody(plain),
  };
  loaded.set(from, asset);
  return asset;
}

function send(asset: Asset, request: Request, response: Response): void {
  response.setHeader('Cache-Control', 'public, max-age=86400');
  response.setHeader('ETag', asset.tag);
  response.setHeader('Vary', 'Accept-Encoding');
  if (request.headers['if-none-match'] === asset.tag) {
    response.status(304).end();
    return;
  }
  response.setHeader('Content-Type', asset.type);
  asset.body.send(request, response);
}
