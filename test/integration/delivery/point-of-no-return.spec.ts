import { RunsRepository } from '../../../src/delivery/runs.repository.js';
import { Database } from '../../../src/platform/database/database.js';
import { aSubscriber, FIRST_CUT_OFF } from '../../support/builders.js';
import { oneClickPath } from '../../support/received-mail.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

const LI = 'li@a.example';
const WANG = 'wang@b.example';

describe('before the point of no return', () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await startTestApp();
    await app.importSubscribers([aSubscriber(LI), aSubscriber(WANG)]);
    await app.publishPolicy();
  });

  afterEach(() => app.close());

  /** Starts the edition and stops it while the server holds Li's conversation at RCPT. */
  async function heldAtRecipient(): Promise<{ readonly release: () => void; readonly runId: string }> {
    const held = app.smtp.hold(LI);
    await app.tick(FIRST_CUT_OFF);
    await held.reached;
    const [run] = await app.sql<{ id: string }>(`select id from runs where state = 'running'`);
    return { release: held.release, runId: run?.id ?? '' };
  }

  it('a pause keeps the dot from being written; resumed, the mail goes out once', async () => {
    const { release, runId } = await heldAtRecipient();
    await app.get(RunsRepository).pause(runId, 'held by an operator');
    release();
    await app.waitUntil(async () => (await stateOf(LI)) !== 'claimed');
    expect(app.smtp.received.filter((mail) => mail.to === LI)).toEqual([]);
    expect(await stateOf(LI)).toBe('pending');
    await app.get(RunsRepository).start(runId);
    expect(await app.waitForComplete()).toMatchObject({ accepted: 2, uncertain: 0 });
    expect(app.smtp.received.filter((mail) => mail.to === LI)).toHaveLength(1);
  });

  it('a cancelled run sends nothing more and its books balance', async () => {
    const { release, runId } = await heldAtRecipient();
    await app.waitUntil(async () => (await stateOf(WANG)) === 'accepted');
    const db = app.get(Database);
    await db.transaction(
      async (tx) => await app.get(RunsRepository).cancel(runId, 'cancelled by an operator', tx),
    );
    release();
    expect(await app.waitForComplete()).toMatchObject({ eligible: 2, accepted: 1, cancelled: 1, open: 0 });
    await app.settle();
    expect(app.smtp.received.map((mail) => mail.to)).toEqual([WANG]);
  });

  it('an unsubscription takes the mail back: none begins its way after the click is answered', async () => {
    await app.runEdition();
    const [mail] = await app.mailTo(LI);
    app.passDays(1);
    await app.publishPolicy();
    const held = app.smtp.hold(LI);
    await app.tick(new Date(FIRST_CUT_OFF.getTime() + 7 * 86_400_000));
    await held.reached;
    const response = await fetch(app.baseUrl + oneClickPath(mail!), {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    });
    expect(response.status).toBe(200);
    held.release();
    expect(await app.waitForComplete()).toMatchObject({ eligible: 2, accepted: 1, cancelled: 1 });
    expect(app.smtp.received.filter((one) => one.to === LI)).toHaveLength(1);
  });

  it('a connection that breaks in the body means nothing was delivered, even while the database is slow', async () => {
    const connection = await app.connection();
    const held = app.smtp.hold(LI);
    app.smtp.behave(LI, { at: 'body', close: true }, 1);
    await app.tick(FIRST_CUT_OFF);
    await held.reached;
    await app.waitUntil(async () => (await stateOf(WANG)) === 'accepted');
    await connection.query('begin');
    await connection.query('select from runs for update');
    held.release();
    await app.waitUntil(
      async () => (await app.sql(`select 1 from pg_stat_activity where wait_event_type = 'Lock'`)).length > 0,
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    await connection.query('commit');
    connection.release();
    expect(await app.waitForComplete()).toMatchObject({ accepted: 2, uncertain: 0 });
    expect(app.smtp.received.filter((mail) => mail.to === LI)).toHaveLength(1);
  });

  async function stateOf(address: string): Promise<string> {
    const [row] = await app.sql<{ state: string }>(
      'select state from deliveries where address = $1 order by id desc limit 1',
      [address],
    );
    return row?.state ?? 'none';
  }
});
