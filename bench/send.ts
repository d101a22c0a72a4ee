import { generateKeyPairSync } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { DeliveriesProcessor } from '../src/delivery/deliveries.processor.js';
import { RecoverDeliveriesService } from '../src/delivery/recover-deliveries.service.js';
import { RunsRepository } from '../src/delivery/runs.repository.js';
import { AdvanceEditionService } from '../src/editions/advance-edition.service.js';
import { EditionAccountQuery } from '../src/editions/edition-account.query.js';
import { EditionsRepository } from '../src/editions/editions.repository.js';
import { OpenDueEditionsService } from '../src/editions/open-due-editions.service.js';
import type { Config } from '../src/platform/config/config.js';
import { Database } from '../src/platform/database/database.js';
import { benchApp, benchConfig, peakRssMb } from './bench-app.js';
import { createBenchDatabase } from './bench-database.js';
import { makeList, makePolicies, makeProfiles, makeSubscriptions } from './corpus.js';
import { startWorkers } from './workers.js';

/** What `bench send` takes; sizes in KB on the wire. */
export interface SendOptions {
  readonly recipients: number;
  readonly smtp: string;
  readonly htmlKb: number;
  readonly dkim?: boolean;
  readonly workers: number;
  readonly connections: number;
  readonly queue: string;
}

const PROFILES = 20;

/** A whole edition through the product's own services and queue, from release to the last 250. */
export async function benchSend(options: SendOptions): Promise<object> {
  const database = await createBenchDatabase();
  try {
    const config = benchConfig({
      databaseUrl: database.url,
      smtpUrl: options.smtp,
      smtpConnections: options.connections,
      dkimKeys: options.dkim ? [dkimKey()] : [],
      ...(options.queue === 'redis'
        ? { redisUrl: process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379/7' }
        : {}),
    });
    const app = await benchApp(config);
    try {
      const editionId = await prepare(app, config, options);
      return { ...(await measure(app, config, editionId, options)), ...echo(options) };
    } finally {
      await app.close();
    }
  } finally {
    await database.drop();
  }
}

async function prepare(app: INestApplicationContext, config: Config, options: SendOptions): Promise<string> {
  const list = await makeList(app);
  // The frame is about 18 KB on the wire and a card 3.7 KB.
  await makePolicies(app, Math.max(1, Math.round((options.htmlKb - 15) / 3.9)), { wide: true });
  const profiles = await makeProfiles(app, PROFILES);
  await makeSubscriptions(config.databaseUrl, list.id, profiles, { from: 1, to: options.recipients });
  const id = await app.get(OpenDueEditionsService).openAt(list, new Date());
  const edition = await app.get(AdvanceEditionService).advance(id);
  if (edition.status !== 'in-review') throw new Error(`The edition is ${edition.status}, not in review.`);
  return id;
}

async function measure(
  app: INestApplicationContext,
  config: Config,
  editionId: string,
  options: SendOptions,
) {
  const workers = await startWorkers(config, options.workers - 1);
  try {
    app.get(DeliveriesProcessor).start();
    await new Promise((resolve) => setTimeout(resolve, 500));
    const cpuBefore = process.cpuUsage();
    const advanced = await app.get(AdvanceEditionService).advance(editionId, { approveAs: 'bench' });
    await completion(app, advanced.runId as string);
    const cpu = process.cpuUsage(cpuBefore);
    const workerCpu = await workers.cpuSeconds();
    const { seconds, wireKb } = await spanOf(app, advanced.runId as string);
    const edition = await app.get(EditionsRepository).byId(editionId);
    const account = await app.get(EditionAccountQuery).of(edition);
    const cpuSeconds = (cpu.user + cpu.system) / 1e6 + workerCpu;
    return {
      messagesPerSecond: round(account.accepted / seconds),
      cpuSecondsPer1000: round((cpuSeconds / account.accepted) * 1_000),
      peakRssMb: peakRssMb(),
      seconds: round(seconds),
      accepted: account.accepted,
      uncertain: account.uncertain,
      open: account.open,
      wireKb,
    };
  } finally {
    await workers.stop();
  }
}

async function completion(app: INestApplicationContext, runId: string): Promise<void> {
  const runs = app.get(RunsRepository);
  for (let waited = 0; ; waited += 1) {
    if ((await runs.byId(runId))?.state === 'complete') return;
    await new Promise((resolve) => setTimeout(resolve, 100));
    if (waited % 20 === 19) await app.get(RecoverDeliveriesService).recover();
  }
}

/** From the release to the last 250, by the ledger's own clock. */
async function spanOf(
  app: INestApplicationContext,
  runId: string,
): Promise<{ seconds: number; wireKb: number }> {
  const row = await app.get(Database).row<{ seconds: number }>(
    `select extract(epoch from max(d.settled_at) - r.started_at)::float8 as seconds
       from deliveries d join runs r on r.id = d.run_id where r.id = $1 group by r.started_at`,
    [runId],
  );
  const { wireBytesOfFirst } = await import('./wire-size.js');
  return { seconds: row?.seconds ?? Number.NaN, wireKb: round((await wireBytesOfFirst(app, runId)) / 1_024) };
}

function dkimKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    domain: 'bench.example',
    selector: 'bench',
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function echo({ recipients, queue, workers, connections, dkim }: SendOptions) {
  return { recipients, queue, workers, connections, dkim: dkim ?? false };
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
