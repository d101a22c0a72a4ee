import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { NextFunction, Request, Response } from 'express';
import { PACKAGE_ROOT } from '../package-root.js';
import { EncodedBody } from './encoded-body.js';
import { isUnchanged } from './unchanged.js';

const OWN = join(PACKAGE_ROOT, 'templates', 'assets');
/** The files of other projects that pages use, by the name they are served under. */
const VENDOR: Readonly<Record<string, string>> = {
  'vendor/tabler.min.css': '@tabler/core/dist/css/tabler.min.css',
  'vendor/htmx.min.js': 'htmx.org/dist/htmx.min.js',
  'vendor/altcha.min.js': 'altcha/dist/external/altcha.min.js',
  'vendor/altcha.css': 'altcha/dist/external/altcha.css',
  'vendor/altcha-pbkdf2.js': 'altcha/dist/workers/pbkdf2.js',
};
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

interface Asset {
  readonly type: string;
  readonly version: string;
  readonly body: EncodedBody;
}

let loaded: ReadonlyMap<string, Asset> | undefined;

/**
 * The address of a file of `templates/assets`, or of `vendor/…`, with its version: browsers keep it for good and ask again when
 * it changes. Throws for a name that is not there.
 */
export function assetAddress(name: string): string {
  const asset = assets().get(name);
  if (!asset) throw new TypeError(`There is no asset named ${name}.`);
  return `/assets/${name}?v=${asset.version}`;
}

/** Answers below `/assets`: compressed once per process; for good under a versioned address, else for an hour. */
export function serveAsset(request: Request, response: Response, next: NextFunction): void {
  const asset = assets().get(request.path.slice(1));
  if (!asset || !['GET', 'HEAD'].includes(request.method)) {
    next();
    return;
  }
  const isVersioned = request.query['v'] === asset.version;
  response.setHeader(
    'Cache-Control',
    isVersioned ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
  );
  response.setHeader('ETag', `"${asset.version}"`);
  response.vary('Accept-Encoding');
  if (isUnchanged(request, `"${asset.version}"`, null)) {
    response.status(304).end();
    return;
  }
  response.setHeader('Content-Type', asset.type);
  asset.body.send(request, response);
}

/** All of them, read when the first is asked for. Throws when an installed package lacks its file. */
export function assets(): ReadonlyMap<string, Asset> {
  loaded ??= new Map([
    ...readdirSync(OWN)
      .filter((name) => extname(name) in TYPES)
      .map((name): [string, Asset] => [name, assetOf(join(OWN, name))]),
    ...Object.entries(VENDOR).map(([name, file]): [string, Asset] => [
      name,
      assetOf(join(PACKAGE_ROOT, 'node_modules', file)),
    ]),
  ]);
  return loaded;
}

function assetOf(file: string): Asset {
  const content = readFileSync(file);
  return {
    type: TYPES[extname(file)] as string,
    version: createHash('sha256').update(content).digest('base64url').slice(0, 12),
    body: new EncodedBody(content),
  };
}
