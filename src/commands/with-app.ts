import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { MIGRATIONS } from '../../migrations/index.js';
import { type Clock, SystemClock } from '../platform/clock.js';
import { environment } from '../platform/config/environment.js';
import { migrate } from '../platform/database/migrate.js';
import { provideServices } from '../platform/embedded/local-services.js';
import { EventLog, NestLog } from '../platform/observability/log.js';

/** Runs a command in the house without doors, on the services of the environment or the embedded ones. */
export async function withApp<T>(
  work: (app: INestApplicationContext) => Promise<T>,
  clock: Clock = new SystemClock(),
): Promise<T> {
  const given = environment();
  const services = await provideServices({ ...given, logLevel: quieter(given.logLevel) }, 'command');
  try {
    await migrate(services.config.databaseUrl, MIGRATIONS);
    const { AppModule } = await import('../app.module.js');
    const app = await NestFactory.createApplicationContext(AppModule.with(services.config, clock), {
      logger: new NestLog(new EventLog(services.config.logLevel)),
      abortOnError: false,
    });
    stopTicks(app);
    try {
      return await work(app);
    } finally {
      await app.close();
    }
  } finally {
    await services.release();
  }
}

/** A command does what it was asked for; opening what is due is the servers' work. */
export function stopTicks(app: INestApplicationContext): void {
  const ticks = app.get(SchedulerRegistry, { strict: false });
  for (const name of ticks.getCronJobs().keys()) ticks.deleteCronJob(name);
}

/** A command's stderr is for its refusal; events below warnings stay out unless asked for. */
function quieter(level: string): string {
  return level === 'info' ? 'error' : level;
}
