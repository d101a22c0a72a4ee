import { AdvanceEditionService } from '../../../src/editions/advance-edition.service.js';
import { RunsRepository } from '../../../src/delivery/runs.repository.js';
import { SuppressionsService } from '../../../src/delivery/suppressions.service.js';
import { aSubscriber } from '../../support/builders.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

const LI = 'li@a.example';
const WANG = 'wang@b.example';

describe('a delivery', () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await startTestApp();
    await app.importSubscribers([aSubscriber(LI), aSubscriber(WANG)]);
    await app.publishPolicy();
  });

  afterEach(() => app.close());

  const isSuppressed = async (address: string) =>
    (await app.get(SuppressionsService).among([address])).get(address) ?? null;

  it('that is answered with 250 is accepted: one recipient per transaction, from the list’s sender', async () => {
    expect(await app.runEdition()).toMatchObject({ eligible: 2, accepted: 2, open: 0 });
    expect(app.smtp.received.map(({ from, to }) => [from, to]).sort()).toEqual([
      ['news@dibao.example', LI],
      ['news@dibao.example', WANG],
    ]);
  });

  it('to an address that does not exist is rejected, and the address suppressed from then on', async () => {
    app.smtp.behave(LI, { at: 'recipient', reply: '550 5.1.1 User unknown' });
    expect(await app.runEdition()).toMatchObject({ accepted: 1, rejected: 1 });
    expect(await isSuppressed(LI)).toBe('bounce');
    expect(await isSuppressed(WANG)).toBeNull();
    app.smtp.forgive();
    app.passDays(1);
    await app.publishPolicy();
    expect(await app.runEdition()).toMatchObject({ eligible: 2, accepted: 1, suppressed: 1 });
    expect(app.smtp.accepted(LI)).toEqual([]);
  });

  it('whose content is refused is rejected, and nobody suppressed', async () => {
    app.smtp.behave(LI, { at: 'dot', reply: '554 5.7.1 Message refused as spam' });
    expect(await app.runEdition()).toMatchObject({ accepted: 1, rejected: 1 });
    expect(await isSuppressed(LI)).toBeNull();
  });

  it.each([
    ['before the dot', { at: 'recipient', reply: '451 4.7.1 Greylisted, try again later' }, 1],
    ['after the dot', { at: 'dot', reply: '451 4.3.0 Try again later' }, 2],
    ['by a rate limit under a permanent code', { at: 'dot', reply: '550 Connection frequency limited' }, 2],
    ['by a server that closes', { at: 'recipient', reply: '421 4.3.2 Shutting down' }, 1],
  ] as const)('that is put off %s is tried again and accepted', async (_, behaviour, messages) => {
    app.smtp.behave(LI, behaviour, 1);
    expect(await app.runEdition()).toMatchObject({ accepted: 2, rejected: 0, uncertain: 0 });
    expect(app.smtp.received.filter((mail) => mail.to === LI)).toHaveLength(messages);
    expect(app.smtp.accepted(LI)).toHaveLength(1);
    expect(await isSuppressed(LI)).toBeNull();
  });

  it('has the same bytes on each attempt', async () => {
    app.smtp.behave(LI, { at: 'dot', reply: '451 4.3.0 Try again later' }, 2);
    await app.runEdition();
    const [first, second, third] = app.smtp.received.filter((mail) => mail.to === LI).map((mail) => mail.raw);
    expect(second).toEqual(first);
    expect(third).toEqual(first);
    expect(first?.length).toBeGreaterThan(1_000);
  });

  it('whose connection is closed before the dot is tried again, and never uncertain', async () => {
    app.smtp.behave(LI, { at: 'recipient', close: true }, 2);
    expect(await app.runEdition()).toMatchObject({ accepted: 2, uncertain: 0 });
    expect(app.smtp.received.filter((mail) => mail.to === LI)).toHaveLength(1);
  });

  it('whose reply to the dot is lost is uncertain, and not sent again by itself', async () => {
    app.smtp.behave(LI, { at: 'dot', close: true }, 1);
    expect(await app.runEdition()).toMatchObject({ accepted: 1, uncertain: 1, open: 0 });
    await app.settle();
    app.passDays(1);
    await app.publishPolicy();
    await app.runEdition();
    const replies = app.smtp.received.filter((mail) => mail.to === LI).map((mail) => mail.reply);
    expect(replies).toEqual([null, '250 2.0.0 queued']);
  });

  it('refused by our own fault waits, stops the run with the reason, and suppresses nobody', async () => {
    const reply = '550 5.7.26 This mail is unauthenticated';
    app.smtp.behave(LI, { at: 'dot', reply });
    app.smtp.behave(WANG, { at: 'dot', reply });
    await app.tick(new Date('2026-10-05T00:00:00Z'));
    const run = async () =>
      (await app.sql<{ id: string; state: string; reason: string }>('select id, state, reason from runs'))[0];
    await app.waitUntil(async () => (await run())?.reason?.includes('5.7.26') ?? false);
    expect((await run())?.state).toBe('paused');
    await app.waitUntil(async () => (await app.account()).open === 2);
    expect([await isSuppressed(LI), await isSuppressed(WANG)]).toEqual([null, null]);
    app.smtp.forgive();
    await app.get(RunsRepository).start((await run())?.id ?? '');
    expect(await app.waitForComplete()).toMatchObject({ accepted: 2 });
  });

  it('to a suppressed address never reaches the server', async () => {
    await app.get(SuppressionsService).suppress(LI, 'complaint', 'test');
    expect(await app.runEdition()).toMatchObject({ accepted: 1, suppressed: 1 });
    expect(app.smtp.received.map((mail) => mail.to)).toEqual([WANG]);
  });

  it('does not keep the others waiting when it cannot be composed, and is named', async () => {
    const away = await startTestApp({ beside: app, workers: 'idle' });
    await app.nest.close();
    await away.tick(new Date('2026-10-05T00:00:00Z'));
    await advance(away);
    const subscription = await app.subscriptionOf(LI);
    await app.sql(`update deliveries set fields = '{}' where reference = $1`, [subscription]);
    away.startWorkers();
    expect(await away.waitForComplete()).toMatchObject({ accepted: 1, rejected: 1 });
    const [row] = await app.sql('select reason, reply_text from deliveries where reference = $1', [
      subscription,
    ]);
    expect(row).toMatchObject({ reason: 'not composed', reply_text: expect.stringContaining('company') });
    await away.close();
  });
});

async function advance(app: TestApp): Promise<void> {
  const [row] = await app.sql<{ id: string }>('select id from editions');
  await app.get(AdvanceEditionService).advance(row?.id ?? '');
}
