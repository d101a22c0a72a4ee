import { sealDeliveryToken } from '../../../src/delivery/delivery-tokens.js';
import { RunsRepository } from '../../../src/delivery/runs.repository.js';
import { SuppressionsService } from '../../../src/delivery/suppressions.service.js';
import { Database } from '../../../src/platform/database/database.js';
import { TokenSealer } from '../../../src/platform/sealed-token.js';
import { UnsubscribeService } from '../../../src/subscribers/unsubscribe.service.js';
import { survives } from '../support/books.js';
import { FaultHouse } from '../support/fault-house.js';
import { slowly } from '../support/faulty-smtp-server.js';
import { milliseconds, until } from '../support/times.js';

const RECIPIENTS = 60;

interface Waiting {
  readonly id: number;
  readonly address: string;
  readonly reference: string;
}

describe('during a run', () => {
  let house: FaultHouse;

  beforeAll(async () => {
    house = await FaultHouse.build();
    await house.startWorkers(1);
  });
  afterAll(async () => await house.close());

  beforeEach(() => {
    house.smtp.conduct = slowly(90);
  });

  /** Waits until mail flows, does the act, and tells which messages arrived after its answer. */
  async function actMidway(
    act: () => Promise<unknown>,
  ): Promise<{ connections: number; after: () => string[] }> {
    const before = house.smtp.inbox.length;
    await until('mail to flow', () => house.smtp.inbox.length > before + 5);
    await act();
    const answered = house.smtp.inbox.length;
    return {
      connections: house.smtp.openConnections,
      after: () => house.smtp.inbox.slice(answered).map(({ to }) => to),
    };
  }

  /** The last rows that no worker has begun. */
  async function waiting(runId: string, count: number): Promise<Waiting[]> {
    return await house.sql<Waiting>(
      `select id::int, address, reference from deliveries where run_id = $1 and state in ('pending', 'claimed') order by id desc limit $2`,
      [runId, count],
    );
  }

  it('a pause lets at most one message per connection through, and resuming sends the rest once', async () => {
    const books = await survives(
      house,
      { fault: 'pause and resume', recipients: RECIPIENTS },
      async (runId) => {
        const runs = house.get(RunsRepository);
        const { connections, after } = await actMidway(async () => await runs.pause(runId, 'a person'));
        await milliseconds(1_000);
        expect(after().length).toBeLessThanOrEqual(connections);
        await runs.start(runId);
      },
    );
    expect(books.states).toEqual({ accepted: RECIPIENTS });
  });

  it('a cancel lets at most one message per connection through, and no cancelled row has one', async () => {
    const books = await survives(house, { fault: 'cancel', recipients: RECIPIENTS }, async (runId) => {
      const { connections, after } = await actMidway(
        async () =>
          await house
            .get(Database)
            .transaction(async (tx) => await house.get(RunsRepository).cancel(runId, 'a person', tx)),
      );
      await milliseconds(1_000);
      expect(after().length).toBeLessThanOrEqual(connections);
    });
    expect(books.states['cancelled']).toBeGreaterThan(0);
  });

  it('who unsubscribes gets nothing once it is answered', async () => {
    const sealer = new TokenSealer(house.config.secretKeys);
    const books = await survives(house, { fault: 'unsubscribe', recipients: RECIPIENTS }, async (runId) => {
      let leaving: Waiting[] = [];
      const { after } = await actMidway(async () => {
        leaving = await waiting(runId, 10);
        for (const { id, reference } of leaving) {
          const token = sealDeliveryToken(sealer, 'unsubscribe', { deliveryId: id, reference });
          await house.get(UnsubscribeService).unsubscribe(token, 'one-click');
        }
      });
      await milliseconds(1_500);
      expect(after().filter((to) => leaving.some(({ address }) => address === to))).toEqual([]);
    });
    expect(books.states).toEqual({ accepted: RECIPIENTS - 10, cancelled: 10 });
  });

  // Rows that are claimed already still go out: the suppression is asked once for each claim.
  it('who is suppressed gets nothing once it is answered', async () => {
    const books = await survives(house, { fault: 'suppress', recipients: RECIPIENTS }, async (runId) => {
      let suppressed: Waiting[] = [];
      const { after } = await actMidway(async () => {
        suppressed = await waiting(runId, 10);
        for (const { address } of suppressed)
          await house.get(SuppressionsService).suppress(address, 'complaint', 'a test');
      });
      await milliseconds(1_500);
      expect(after().filter((to) => suppressed.some(({ address }) => address === to))).toEqual([]);
    });
    expect(books.states['accepted']).toBe(RECIPIENTS - 10);
  });

  /** A released run in which one row was spoilt first; returns what became of it. */
  async function settledSpoilt(fault: string, spoil: (id: number) => Promise<unknown>) {
    let spoilt: Waiting | undefined;
    const before = async (runId: string): Promise<void> => {
      [spoilt] = await waiting(runId, 1);
      await spoil(spoilt!.id);
    };
    const books = await survives(house, { fault, recipients: 20, before });
    const [row] = await house.sql<{ state: string; reason: string }>(
      'select state, reason from deliveries where id = $1',
      [spoilt!.id],
    );
    return { books, row, id: spoilt!.id };
  }

  it('a row that cannot be composed is named while the others go out', async () => {
    const { books, row, id } = await settledSpoilt('poison: a field is missing', async (spoilt) =>
      house.sql(`update deliveries set fields = '{}' where id = $1`, [spoilt]),
    );
    expect(books.states).toEqual({ accepted: 19, rejected: 1 });
    expect(row).toEqual({ state: 'rejected', reason: 'not composed' });
    expect(house.workers[0]!.log).toMatch(new RegExp(`"delivery.not-composed","deliveryId":${id}\\b`));
  });

  it('a row without exactly one mailbox is refused before the conversation', async () => {
    const { books, row } = await settledSpoilt('poison: two mailboxes', async (id) =>
      house.sql('update deliveries set address = $2 where id = $1', [
        id,
        'a@bench.example>\r\nRCPT TO:<b@bench.example',
      ]),
    );
    expect(books.states).toEqual({ accepted: 19, rejected: 1 });
    expect(row!.state).toBe('rejected');
    expect(house.smtp.attemptsOf('b@bench.example')).toBe(0);
  });
});
