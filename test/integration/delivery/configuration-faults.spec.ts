import { EQUAL_FAULTS_TO_PAUSE } from '../../../src/delivery/domain/configuration-fault.js';
import { ResumeRunService } from '../../../src/delivery/resume-run.service.js';
import { aSubscriber, FIRST_CUT_OFF } from '../../support/builders.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

const ADDRESSES = Array.from({ length: 30 }, (_, index) => `s${index}@a.example`);
const CONNECTIONS = 3;

describe('a refusal of our configuration', () => {
  const apps: TestApp[] = [];
  let app: TestApp;

  beforeEach(async () => {
    app = await startTestApp({ config: { smtpConnections: CONNECTIONS } });
    apps.push(app);
    await app.importSubscribers(ADDRESSES.map((address) => aSubscriber(address)));
    await app.publishPolicy();
  });

  afterEach(async () => {
    for (const one of apps.splice(0).reverse()) await one.close();
  });

  /** In the words of each recipient's server, which name him. */
  function refuseAll(reply: string): void {
    for (const address of ADDRESSES)
      app.smtp.behave(address, { at: 'recipient', reply: `${reply} <${address}> id ${Math.random()}` });
  }

  async function paused(): Promise<{ readonly id: string; readonly reason: string }> {
    await app.tick(FIRST_CUT_OFF);
    // One look: a run not yet released is paused too, and is started between two.
    await app.waitUntil(async () => {
      const now = await run();
      return now?.state === 'paused' && now.startedAt !== null;
    });
    return (await run())!;
  }

  async function run() {
    const [row] = await app.sql<{ id: string; state: string; reason: string; startedAt: Date | null }>(
      'select id, state, reason, started_at as "startedAt" from runs',
    );
    return row;
  }

  async function tried(): Promise<number> {
    await app.waitUntil(
      async () =>
        (await app.sql(`select from deliveries where state in ('claimed', 'sending')`)).length === 0,
    );
    return (await app.sql('select from deliveries where attempts > 0')).length;
  }

  it('that one recipient’s server alone makes does not stop the run: that one is tried again', async () => {
    app.smtp.behave(ADDRESSES[29]!, { at: 'recipient', reply: '550 5.7.26 unauthenticated' }, 2);
    expect(await app.runEdition()).toMatchObject({ eligible: 30, accepted: 30, rejected: 0 });
  });

  it('that ten recipients get in whatever words stops the run, and suppresses nobody', async () => {
    refuseAll('550 5.7.26 This mail is unauthenticated');
    expect((await paused()).reason).toMatch(/^configuration: 550 5\.7\.26 This mail/);
    expect(await tried()).toBeGreaterThanOrEqual(EQUAL_FAULTS_TO_PAUSE);
    expect(await tried()).toBeLessThan(EQUAL_FAULTS_TO_PAUSE + CONNECTIONS);
    expect(await app.sql('select from suppressions')).toEqual([]);
  });

  it('is counted by all workers together', async () => {
    const other = await startTestApp({ beside: app, config: { smtpConnections: CONNECTIONS } });
    apps.push(other);
    refuseAll('550 5.7.515 Access denied');
    await paused();
    expect(await tried()).toBeLessThan(EQUAL_FAULTS_TO_PAUSE + 2 * CONNECTIONS);
  });

  it.each([1, 2])(
    'reaches at most twenty rows with 20 connections in each of %i workers',
    async (workers) => {
      const many: TestApp[] = [];
      for (const one of apps.splice(0).reverse()) await one.close();
      for (let n = 0; n < workers; n += 1)
        many.push(
          await startTestApp({ ...(n > 0 ? { beside: many[0]! } : {}), config: { smtpConnections: 20 } }),
        );
      apps.push(...many);
      app = many[0]!;
      await app.importSubscribers(ADDRESSES.map((address) => aSubscriber(address)));
      await app.publishPolicy();
      refuseAll('550 5.7.26 This mail is unauthenticated');
      await paused();
      expect(await tried()).toBeGreaterThanOrEqual(EQUAL_FAULTS_TO_PAUSE);
      expect(await tried()).toBeLessThanOrEqual(20);
    },
  );

  it('that begins in the middle of a run reaches what is under way, and no more', async () => {
    for (const address of ADDRESSES.slice(12))
      app.smtp.behave(address, { at: 'recipient', reply: '550 5.7.26 unauthenticated' });
    await paused();
    expect(await tried()).toBeLessThanOrEqual(12 + EQUAL_FAULTS_TO_PAUSE);
  });

  it('of the login stops the run at once', async () => {
    refuseAll('530 5.7.0 Authentication required');
    await paused();
    expect(await tried()).toBeLessThanOrEqual(CONNECTIONS);
  });

  it('is forgotten when the run is resumed, and all of it goes out', async () => {
    refuseAll('550 5.7.26 unauthenticated');
    const { id } = await paused();
    await tried();
    app.smtp.forgive();
    await app.get(ResumeRunService).resume(id);
    expect(await app.sql('select from deliveries where fault is not null')).toEqual([]);
    expect(await app.waitForComplete()).toMatchObject({ accepted: 30 });
  });
});
