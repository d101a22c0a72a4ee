import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { SchedulerRegistry } from '@nestjs/schedule';
import pg from 'pg';
import { makePolicies, makeProfiles, makeSubscriptions } from '../../../bench/corpus.js';
import { AppModule } from '../../../src/app.module.js';
import { AdvanceEditionService } from '../../../src/editions/advance-edition.service.js';
import { OpenDueEditionsService } from '../../../src/editions/open-due-editions.service.js';
import type { List } from '../../../src/lists/list.entity.js';
import { ListsRepository } from '../../../src/lists/lists.repository.js';
import type { Config } from '../../../src/platform/config/config.js';
import { Clock } from '../../../src/platform/clock.js';
import { SeedTaxonomyService } from '../../../src/taxonomy/seed-taxonomy.service.js';
import { aList } from '../../support/builders.js';
import { createTestDatabase, dropTestDatabase } from '../../support/postgres.js';
import { FaultySmtpServer } from './faulty-smtp-server.js';
import { TIME_SCALE } from './times.js';
import { Worker, type WorkerTraits } from './worker.js';

/** What a house stands on; what is left out is its own, made for it. */
export interface Ground {
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
  readonly connections?: number;
}

const HALF_AN_HOUR_MS = 1_800_000;
const SECRET = 'a-key-for-faults-that-is-long-enough-001';

/** The clock of the process that prepares. */
class ShiftedClock extends Clock {
  offsetMs = 0;

  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }
}

/**
 * Workers in processes of their own around one database and one mail server; this process only prepares,
 * releases and asks. `close()` ends all of it.
 */
export class FaultHouse {
  readonly workers: Worker[] = [];
  private lists = 0;
  private recipients = 0;

  private constructor(
    readonly smtp: FaultySmtpServer,
    readonly config: Config,
    private readonly clock: ShiftedClock,
    private readonly app: INestApplicationContext,
    private readonly pool: pg.Pool,
    private readonly ownDatabase: string | null,
  ) {}

  static async build(ground: Ground = {}): Promise<FaultHouse> {
    const own = ground.databaseUrl ? null : await createTestDatabase(process.env.TEST_TEMPLATE_DATABASE);
    const databaseUrl = ground.databaseUrl ?? (own as { url: string }).url;
    const smtp = await FaultySmtpServer.start();
    const config = configured(databaseUrl, smtp.url, await mkdtemp(join(tmpdir(), 'dibao-faults-')), ground);
    const clock = new ShiftedClock();
    const app = await NestFactory.createApplicationContext(AppModule.with(config, clock), {
      logger: false,
      abortOnError: false,
    });
    stopTicks(app);
    await app.get(SeedTaxonomyService).seed();
    const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
    pool.on('error', () => undefined);
    return new FaultHouse(smtp, config, clock, app, pool, own?.name ?? null);
  }

  get<T>(provider: Type<T> | (abstract new (...given: never[]) => T)): T {
    return this.app.get<T>(provider, { strict: false });
  }

  /** Rows of a statement on a connection of the test's own. */
  async sql<Row extends object = Record<string, unknown>>(
    text: string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    return (await this.pool.query<Row>(text, [...values])).rows;
  }

  /** A connection of its own, for a lock that is to be held; `release()` it. */
  async connection(): Promise<pg.PoolClient> {
    return await this.pool.connect();
  }

  /** A list with one policy for everybody and `recipients` subscriptions of its own; its cut-off is days away. */
  async prepareList(recipients: number, overrides: Partial<List> = {}): Promise<List> {
    const list = aList({
      slug: `faults-${(this.lists += 1)}`,
      approval: 'any',
      cutoffWeekday: ((new Date().getUTCDay() + 3) % 7) + 1,
      announcesFrom: new Date(Date.now() - 3_600_000),
      ...overrides,
    });
    await this.get(ListsRepository).add(list);
    await this.publishPolicy(-HALF_AN_HOUR_MS);
    const profiles = await makeProfiles(this.app, 3);
    const range = { from: this.recipients + 1, to: this.recipients + recipients };
    await makeSubscriptions(this.config.databaseUrl, list.id, profiles, range);
    this.recipients = range.to;
    await this.sql(`update subscriptions set confirmed_at = now() - interval '1 hour' where list_id = $1`, [
      list.id,
    ]);
    return list;
  }

  /** One policy for everybody, published so long after now. */
  private async publishPolicy(offsetMs: number): Promise<void> {
    this.clock.offsetMs = offsetMs;
    try {
      await makePolicies(this.app, 1, { wide: true });
    } finally {
      this.clock.offsetMs = 0;
    }
  }

  /** An edition frozen, composed and waiting for its release; returns its id. */
  async prepareEdition(recipients: number): Promise<string> {
    const list = await this.prepareList(recipients);
    const id = await this.get(OpenDueEditionsService).openAt(list, new Date());
    const edition = await this.get(AdvanceEditionService).advance(id);
    if (edition.status !== 'in-review') throw new Error(`The edition is ${edition.status}, not in review.`);
    return id;
  }

  /** Lets it go; returns the run. */
  async release(editionId: string): Promise<string> {
    const edition = await this.get(AdvanceEditionService).advance(editionId, { approveAs: 'faults' });
    return edition.runId as string;
  }

  /** Starts workers with the same traits and waits until they take jobs. */
  async startWorkers(count: number, traits: WorkerTraits = {}): Promise<Worker[]> {
    const started = Array.from({ length: count }, () => this.spawnWorker(traits));
    return await Promise.all(started.map(async (worker) => await worker.ready()));
  }

  /** Spawned, not waited for: SIGKILL may come before it is up. */
  spawnWorker(traits: WorkerTraits = {}): Worker {
    const worker = Worker.spawn(environmentOf(this.config), traits);
    this.workers.push(worker);
    return worker;
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map(async (worker) => await worker.kill()));
    await this.app.close().catch(() => undefined);
    await this.pool.end();
    await this.smtp.goDown();
    await rm(this.config.dataDir, { recursive: true, force: true });
    if (this.ownDatabase) await dropTestDatabase(this.ownDatabase);
  }
}

function configured(databaseUrl: string, smtpUrl: string, dataDir: string, ground: Ground): Config {
  return Object.freeze({
    port: 3000,
    inboxPort: 0,
    publicUrl: 'https://dibao.faults.example',
    databaseUrl,
    redisUrl: ground.redisUrl,
    smtpUrl,
    secretKeys: [SECRET],
    dataDir,
    mailFrom: '邸报 <news@dibao.example>',
    dkimKeys: [],
    logLevel: 'silent',
    trustProxy: 'false',
    role: 'worker' as const,
    smtpConnections: ground.connections ?? 4,
    timeScale: TIME_SCALE,
    localInbox: false,
  });
}

function environmentOf(config: Config): Record<string, string> {
  return {
    DATABASE_URL: config.databaseUrl,
    ...(config.redisUrl ? { REDIS_URL: config.redisUrl } : {}),
    SMTP_URL: config.smtpUrl,
    SECRET_KEYS: SECRET,
    PUBLIC_URL: config.publicUrl,
    DATA_DIR: config.dataDir,
    SMTP_CONNECTIONS: String(config.smtpConnections),
    TIME_SCALE: String(config.timeScale),
    PORT: '0',
    LOG_LEVEL: 'info',
  };
}

/** This process must not open editions or reconcile: workers do. */
function stopTicks(app: INestApplicationContext): void {
  const registry = app.get(SchedulerRegistry, { strict: false });
  for (const name of registry.getCronJobs().keys()) registry.deleteCronJob(name);
  for (const name of registry.getIntervals()) registry.deleteInterval(name);
}
