import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { AppModule } from '../src/app.module.js';
import { stopTicks } from '../src/commands/with-app.js';
import type { Config } from '../src/platform/config/config.js';
import { environment } from '../src/platform/config/environment.js';
import { EventLog, NestLog } from '../src/platform/observability/log.js';

/** The configuration of a benchmark: what the environment says, with its own database and sink. */
export function benchConfig(own: Partial<Config> & Pick<Config, 'databaseUrl' | 'smtpUrl'>): Config {
  return Object.freeze({
    ...environment(),
    publicUrl: 'https://dibao.bench.example',
    secretKeys: ['bench-secret-bench-secret-bench-secret'],
    logLevel: 'error',
    localInbox: false,
    redisUrl: undefined,
    ...own,
  });
}

export async function benchApp(config: Config): Promise<INestApplicationContext> {
  const app = await NestFactory.createApplicationContext(AppModule.with(config), {
    logger: new NestLog(new EventLog('error')),
    abortOnError: false,
  });
  // A tick on the minute would open the week's own edition, cut off before the benchmark's policies.
  stopTicks(app);
  return app;
}

/** The highest resident set of this process so far, MB. */
export function peakRssMb(): number {
  return Math.round(process.resourceUsage().maxRSS / 1_024);
}
