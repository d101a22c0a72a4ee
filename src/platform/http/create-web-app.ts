import { NestFactory } from '@nestjs/core';
import type { DynamicModule } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import type { Config } from '../config/config.js';
import { EventLog, NestLog } from '../observability/log.js';
import { assets, serveAsset } from './assets.js';

const BODY_LIMIT = '1mb';

/** The web application with its security headers; it does not listen yet. */
export async function createWebApp(module: DynamicModule, config: Config): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(module, {
    logger: new NestLog(new EventLog(config.logLevel)),
    abortOnError: false,
  });
  app.set('trust proxy', trustProxy(config.trustProxy));
  app.set('query parser', 'simple');
  app.disable('x-powered-by');
  if (config.role === 'worker') app.use(onlyForWatchers);
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          styleSrc: ["'self'"],
          scriptSrc: ["'self'"],
          imgSrc: ["'self'", 'data:'],
          fontSrc: ["'self'"],
          connectSrc: ["'self'"],
          formAction: ["'self'"],
          baseUri: ["'none'"],
          frameAncestors: ["'none'"],
        },
      },
      referrerPolicy: { policy: 'no-referrer' },
      strictTransportSecurity: config.publicUrl.startsWith('https:'),
    }),
  );
  app.useBodyParser('urlencoded', { extended: false, limit: BODY_LIMIT });
  app.useBodyParser('json', { limit: BODY_LIMIT });
  assets();
  app.use('/assets', serveAsset);
  return app;
}

const WATCHED: readonly string[] = ['/healthz', '/readyz', '/metrics'];

/** A worker has no doors: machines that watch it are answered, everything else is not there. */
function onlyForWatchers(request: Request, response: Response, next: NextFunction): void {
  if (WATCHED.includes(request.path)) next();
  else response.status(404).type('text').send('Not found\n');
}

function trustProxy(text: string): boolean | number | string {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^\d+$/.test(text) ? Number(text) : text;
}
