/**
 * The whole house in this process, for tests: real PostgreSQL (a database of its own, copied from the template that
 * global-setup.mjs made), real queue, real SMTP server, HTTP on a free port; only the clock stands still.
 *
 *   const app = await startTestApp();                       // one list, `culture`, cut off on Mondays 08:00 Shanghai
 *   await app.importSubscribers([aSubscriber('li@film.example')]);      // or the text of a CSV file
 *   const policy = await app.publishPolicy({ sectors: ['022'] });       // at app.clock.now(), a Wednesday
 *   const account = await app.runEdition();                 // at the next cut-off: freeze, compose, release, send, wait
 *   const [mail] = await app.mailTo('li@film.example');     // parsed; raw bytes in app.smtp.received
 *   await fetch(app.baseUrl + oneClickPath(mail), { method: 'POST', … });
 *   await app.close();                                      // in afterEach or afterAll
 *
 * - `app.clock.set(date)` and `app.passDays(n)` move the clock; PostgreSQL keeps its own for leases and retries, shortened by `timeScale`.
 * - `app.smtp.behave(address, …)`, `.hold(address)`, `.goDown()`, `.comeUp()`: see smtp-server.ts.
 * - `app.get(SomeService)`: any provider of the application.
 * - `app.sql('update … where id = $1', [id])`: for arranging what no service can, not for asserting.
 * - Ticks (`@Cron`, `@Interval`) do not run by themselves unless `ticks: 'running'`; `app.settle()` does their work.
 * - TEST_REDIS_URL set: the queue runs on that Redis instead of PostgreSQL.
 */
import type { Type } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { AppModule } from '../../src/app.module.js';
import { BulletinsProcessor } from '../../src/bulletins/bulletins.processor.js';
import { DeliveriesProcessor } from '../../src/delivery/deliveries.processor.js';
import { RecoverDeliveriesService } from '../../src/delivery/recover-deliveries.service.js';
import { AdvanceEditionService } from '../../src/editions/advance-edition.service.js';
import type { Accounting } from '../../src/editions/domain/edition-progress.js';
import { nextCutOff } from '../../src/editions/domain/publication-week.js';
import { EditionAccountQuery } from '../../src/editions/edition-account.query.js';
import { EditionsRepository } from '../../src/editions/editions.repository.js';
import { EditionsSchedule } from '../../src/editions/editions.schedule.js';
import { OpenDueEditionsService } from '../../src/editions/open-due-editions.service.js';
import type { List } from '../../src/lists/list.entity.js';
import { ListsRepository } from '../../src/lists/lists.repository.js';
import { ProfilesRepository } from '../../src/matching/profiles.repository.js';
import type { Profile } from '../../src/matching/domain/profile.js';
import { FixedClock } from '../../src/platform/clock.js';
import type { Config } from '../../src/platform/config/config.js';
import { findFreePort } from '../../src/platform/embedded/ports.js';
import { createWebApp } from '../../src/platform/http/create-web-app.js';
import type { AnnounceMode, PolicyFacts } from '../../src/policies/domain/policy.js';
import { PublishPolicyService } from '../../src/policies/publish-policy.service.js';
import { SavePolicyService } from '../../src/policies/save-policy.service.js';
import type { Policy } from '../../src/policies/policy.entity.js';
import {
  type ImportedSubscribers,
  ImportSubscribersService,
} from '../../src/subscribers/import-subscribers.service.js';
import { aList, aPolicy, subscriberFile, type SubscriberLine } from './builders.js';
import { createTestDatabase, dropTestDatabase } from './postgres.js';
import { readMail, type ReadMail } from './received-mail.js';
import { TestSmtpServer } from './smtp-server.js';

/** The Wednesday in which every test begins: 30 September 2026, 10:00 in Shanghai, in week 2026-W40. */
export const TEST_NOW = new Date('2026-09-30T02:00:00Z');
/** One minute of the ledger's waits lasts a second. */
const TIME_SCALE = 1 / 60;
const PATIENCE_MS = 45_000;

export interface TestAppOptions {
  /** Where the clock stands at first. */
  readonly now?: Date;
  /** The list to begin with; null for none. */
  readonly list?: Partial<List> | null;
  /** Further settings, e.g. `{ publicUrl: 'https://dibao.example', localInbox: true }`. */
  readonly config?: Partial<Config>;
  /** A second process on the database, the mail server and the clock of another app. */
  readonly beside?: TestApp;
  /** `running`: crons and intervals run by themselves, as in production. */
  readonly ticks?: 'by-hand' | 'running';
  /** `idle`: this process takes no jobs. */
  readonly workers?: 'started' | 'idle';
}

/** Starts the house; see the head of this file. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const { beside } = options;
  const database = beside?.database ?? (await createTestDatabase(process.env.TEST_TEMPLATE_DATABASE));
  const smtp = beside?.smtp ?? (await TestSmtpServer.start());
  const clock = beside?.clock ?? new FixedClock(options.now ?? TEST_NOW);
  const port = await findFreePort();
  const dataDir = await mkdtemp(join(tmpdir(), 'dibao-app-'));
  const config: Config = Object.freeze({
    port,
    inboxPort: 0,
    publicUrl: `http://127.0.0.1:${port}`,
    databaseUrl: database.url,
    redisUrl: redisOfThisWorker(),
    smtpUrl: smtp.url,
    secretKeys: ['a-key-for-tests-that-is-long-enough-0001'],
    dataDir,
    mailFrom: '邸报 <news@dibao.example>',
    dkimKeys: [],
    logLevel: process.env.TEST_LOG_LEVEL ?? 'silent',
    trustProxy: 'false',
    role: 'all',
    smtpConnections: 3,
    timeScale: TIME_SCALE,
    localInbox: false,
    ...options.config,
  });
  const nest = await createWebApp(AppModule.with(config, clock), config);
  await nest.init();
  if (options.ticks !== 'running') stopTicks(nest);
  await nest.listen(port, '127.0.0.1');
  const ticks = options.ticks ?? 'by-hand';
  const app = new TestApp(nest, { config, database, smtp, clock, ticks, ownsServices: !beside });
  if (options.workers !== 'idle') app.startWorkers();
  if (!beside && options.list !== null) await app.addList(options.list);
  return app;
}

interface Surroundings {
  readonly config: Config;
  readonly database: { readonly name: string; readonly url: string };
  readonly smtp: TestSmtpServer;
  readonly clock: FixedClock;
  readonly ticks: 'by-hand' | 'running';
  readonly ownsServices: boolean;
}

/** A running house and what tests do with it. */
export class TestApp {
  readonly config: Config;
  readonly database: Surroundings['database'];
  readonly smtp: TestSmtpServer;
  readonly clock: FixedClock;
  readonly baseUrl: string;
  private readonly pool: pg.Pool;
  private closed = false;

  constructor(
    readonly nest: NestExpressApplication,
    private readonly surroundings: Surroundings,
  ) {
    this.config = surroundings.config;
    this.database = surroundings.database;
    this.smtp = surroundings.smtp;
    this.clock = surroundings.clock;
    this.baseUrl = `http://127.0.0.1:${this.config.port}`;
    this.pool = new pg.Pool({ connectionString: this.database.url, max: 4 });
    this.pool.on('error', () => undefined);
  }

  get<T>(provider: Type<T> | (abstract new (...given: never[]) => T)): T {
    return this.nest.get<T>(provider, { strict: false });
  }

  startWorkers(): void {
    this.get(DeliveriesProcessor).start();
    this.get(EditionsSchedule).start();
    this.get(BulletinsProcessor).start();
  }

  /** Rows of a statement on a connection of its own: for arranging what no service can. */
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

  async addList(overrides: Partial<List> = {}): Promise<List> {
    const list = aList(overrides);
    await this.get(ListsRepository).add(list);
    return list;
  }

  async list(slug = 'culture'): Promise<List> {
    return await this.get(ListsRepository).bySlug(slug);
  }

  /** Moves the clock on. After `runEdition` it stands at the cut-off: what is published next belongs to a later day. */
  passDays(days: number): void {
    this.clock.set(new Date(this.clock.now().getTime() + days * 86_400_000));
  }

  /** A draft with the facts of `aPolicy(overrides)`. */
  async draftPolicy(overrides: Partial<PolicyFacts> = {}, announce: AnnounceMode = 'next'): Promise<Policy> {
    const { policy } = await this.get(SavePolicyService).addDraft(aPolicy(overrides), {
      announce,
      isSample: false,
    });
    return policy;
  }

  /** A policy published at the clock's now. */
  async publishPolicy(
    overrides: Partial<PolicyFacts> = {},
    announce: AnnounceMode = 'next',
  ): Promise<Policy> {
    const draft = await this.draftPolicy(overrides, announce);
    return await this.get(PublishPolicyService).publish(draft.id);
  }

  /** Imports lines (`aSubscriber('li@film.example')`) or the text of a CSV file, with consent on record. */
  async importSubscribers(
    file: readonly SubscriberLine[] | string,
    listSlug = 'culture',
  ): Promise<ImportedSubscribers> {
    const text = typeof file === 'string' ? file : subscriberFile(file);
    return await this.get(ImportSubscribersService).import(text, {
      listSlug,
      consent: '同意每周接收政策周报。',
      dryRun: false,
    });
  }

  /** The id of an address's subscription. */
  async subscriptionOf(address: string, listSlug = 'culture'): Promise<string> {
    const [row] = await this.sql<{ id: string }>(
      `select s.id from subscriptions s join subscribers p on p.id = s.subscriber_id join lists l on l.id = s.list_id
        where p.address = $1 and l.slug = $2`,
      [address, listSlug],
    );
    if (!row) throw new Error(`${address} has no subscription to ${listSlug}.`);
    return row.id;
  }

  /** What the preferences page does: the subscription asks for another profile from now on. */
  async changeProfile(address: string, profile: Profile): Promise<void> {
    const profileId = await this.get(ProfilesRepository).idOf(profile);
    const subscription = await this.subscriptionOf(address);
    await this.sql('update subscriptions set profile_id = $2 where id = $1', [subscription, profileId]);
  }

  /** Rests a subscription until an instant; null takes it up again. */
  async pause(address: string, until: Date | null): Promise<void> {
    const subscription = await this.subscriptionOf(address);
    await this.sql('update subscriptions set paused_until = $2 where id = $1', [subscription, until]);
  }

  /**
   * Moves the clock to `at` (default: the list's next cut-off), opens the edition of that moment, takes it through and
   * waits until it is complete, in review or cancelled.
   */
  async runEdition(
    options: { readonly at?: Date; readonly list?: string; readonly approveAs?: string } = {},
  ): Promise<Accounting> {
    const list = await this.list(options.list);
    const at = options.at ?? nextCutOff(this.clock.now(), list);
    this.clock.set(at);
    const id = await this.get(OpenDueEditionsService).openAt(list, at);
    await this.get(AdvanceEditionService).advance(id, { asOf: at, approveAs: options.approveAs });
    return await this.waitForEdition(id);
  }

  /** What the minute's tick does at `at` (default: now): opens what is due and wakes the workers. Does not wait. */
  async tick(at?: Date): Promise<void> {
    if (at) this.clock.set(at);
    await this.get(EditionsSchedule).openDue();
  }

  /** Waits until a list's newest edition is complete, in review or cancelled; throws with its account after 45 s. */
  async waitForComplete(listSlug = 'culture'): Promise<Accounting> {
    const list = await this.list(listSlug);
    const [latest] = await this.get(EditionsRepository).ofList(list.id);
    if (!latest) throw new Error(`The list ${listSlug} has no edition.`);
    return await this.waitForEdition(latest.id);
  }

  async waitForEdition(id: string): Promise<Accounting> {
    const ended = ['complete', 'in-review', 'cancelled'];
    await this.waitUntil(async () => ended.includes((await this.get(EditionsRepository).byId(id)).status));
    return await this.get(EditionAccountQuery).of(await this.get(EditionsRepository).byId(id));
  }

  /** Waits for a condition, doing the ticks' work meanwhile where they do not run; throws after 45 s. */
  async waitUntil(condition: () => Promise<boolean> | boolean): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await condition())) {
      if (Date.now() > deadline) throw new Error(`Waited in vain for ${condition.toString()}`);
      if (this.surroundings.ticks === 'by-hand') await this.settle();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** The work of one round of intervals: reconciles queue and ledger, completes what is done. */
  async settle(): Promise<void> {
    await this.get(RecoverDeliveriesService).recover();
    await this.get(EditionsRepository).completeFinished();
  }

  /** The account of a list's newest edition, or of one key. */
  async account(key?: string, listSlug = 'culture'): Promise<Accounting> {
    const list = await this.list(listSlug);
    const [latest] = await this.get(EditionsRepository).ofList(list.id);
    return await this.get(EditionAccountQuery).byKey(listSlug, key ?? latest?.key ?? 'none');
  }

  /** The mails an address was sent with success, parsed, in order of arrival. */
  async mailTo(address: string): Promise<ReadMail[]> {
    return await Promise.all(this.smtp.accepted(address).map(readMail));
  }

  /** Stops the house; the one that owns them also stops the mail server and drops the database. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.nest.close();
    await this.pool.end();
    await rm(this.config.dataDir, { recursive: true, force: true });
    if (!this.surroundings.ownsServices) return;
    await this.smtp.goDown();
    await dropTestDatabase(this.database.name);
  }
}

function stopTicks(nest: NestExpressApplication): void {
  const registry = nest.get(SchedulerRegistry, { strict: false });
  for (const name of registry.getCronJobs().keys()) registry.deleteCronJob(name);
  for (const name of registry.getIntervals()) registry.deleteInterval(name);
}

/** Workers of Jest share one Redis, so each has a database of it to itself. */
function redisOfThisWorker(): string | undefined {
  const given = process.env.TEST_REDIS_URL;
  if (!given) return undefined;
  const url = new URL(given);
  url.pathname = `/${Number(process.env.JEST_WORKER_ID ?? '1') % 16}`;
  return url.href;
}
