import type { INestApplication } from '@nestjs/common';
import { AppModule } from './app.module.js';
import { BulletinsProcessor } from './bulletins/bulletins.processor.js';
import { DeliveriesProcessor } from './delivery/deliveries.processor.js';
import { LedgerIdentityService } from './delivery/ledger-identity.service.js';
import { EditionsSchedule } from './editions/editions.schedule.js';
import type { Config } from './platform/config/config.js';
import type { LocalServices } from './platform/embedded/local-services.js';
import { createWebApp } from './platform/http/create-web-app.js';
import { EventLog } from './platform/observability/log.js';
import { loadWords } from './policies/word-segmenter.js';
import { FirstRunService } from './sample/first-run.service.js';

/** Brings the house up in its role, says where to look, and closes it in order on SIGTERM or SIGINT. */
export async function startDibao(services: LocalServices): Promise<void> {
  const { config } = services;
  const app = await createWebApp(AppModule.with(config), config);
  await app.init();
  closeOnSignal(app, services);
  const firstRun = await app.get(FirstRunService).prepare();
  await app.get(LedgerIdentityService).check();
  if (config.role !== 'web') {
    app.get(DeliveriesProcessor).start();
    app.get(EditionsSchedule).start();
    app.get(BulletinsProcessor).start();
  }
  if (config.role !== 'worker') loadWords();
  await listen(app, config);
  await app.get(EditionsSchedule).openDue();
  app.get(EventLog).info('process.ready', { role: config.role, port: config.port });
  if (config.localInbox)
    process.stdout.write(await app.get(FirstRunService).welcome(firstRun, services.inboxUrl));
}

/** Sending is worth more than being watched: a worker whose port is taken says so and works on. */
async function listen(app: INestApplication, { role, port }: Config): Promise<void> {
  try {
    await app.listen(port);
  } catch (error) {
    if (role !== 'worker' || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    app.get(EventLog).warn('process.port-taken', { port });
  }
}

function closeOnSignal(app: INestApplication, services: LocalServices): void {
  let closing = false;
  const close = async (): Promise<void> => {
    if (closing) return;
    closing = true;
    setTimeout(() => process.exit(1), 30_000).unref();
    await app.close();
    await services.release();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      close().catch((error: unknown) => {
        process.stderr.write(`Closing failed: ${String(error)}\n`);
        process.exit(1);
      });
    });
}
