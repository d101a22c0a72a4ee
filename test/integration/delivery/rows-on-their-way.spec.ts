import {
  type ClaimedDelivery,
  DeliveriesRepository,
  type DeliveryRange,
} from '../../../src/delivery/deliveries.repository.js';
import { DeliveryAddressesRepository } from '../../../src/delivery/delivery-addresses.repository.js';
import { PointOfNoReturn } from '../../../src/delivery/point-of-no-return.js';
import { RecordOutcomeService } from '../../../src/delivery/record-outcome.service.js';
import { AdvanceEditionService } from '../../../src/editions/advance-edition.service.js';
import { Database, type Transaction } from '../../../src/platform/database/database.js';
import { isDataFault } from '../../../src/platform/database/data-fault.js';
import { aSubscriber, FIRST_CUT_OFF } from '../../support/builders.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

const ADDRESSES = ['li@a.example', 'wang@b.example', 'zhao@c.example', 'sun@d.example'];
/** No smallint: PostgreSQL refuses it, as it does a NUL in a text. */
const UNKEPT_CODE = 70_000;

describe('a row on its way', () => {
  let app: TestApp;
  let runId: string;

  beforeEach(async () => {
    app = await startTestApp({ workers: 'idle' });
    await app.importSubscribers(ADDRESSES.map((address) => aSubscriber(address)));
    await app.publishPolicy();
  });

  afterEach(() => app.close());

  async function claimedRows(): Promise<ClaimedDelivery[]> {
    await app.tick(FIRST_CUT_OFF);
    const [edition] = await app.sql<{ id: string }>('select id from editions');
    await app.get(AdvanceEditionService).advance(edition!.id);
    const [range] = await app.sql<DeliveryRange>(
      'select run_id as "runId", min(id) as "fromId", max(id) as "toId" from deliveries group by run_id',
    );
    runId = range!.runId;
    return await app.get(DeliveriesRepository).claimDue(range!, 10);
  }

  async function statesById(): Promise<Map<number, string>> {
    const rows = await app.sql<{ id: number; state: string }>(
      'select id::float8 as id, state from deliveries order by id',
    );
    return new Map(rows.map(({ id, state }) => [id, state]));
  }

  it('that the ledger cannot take fails alone: the others of its group pass and are settled', async () => {
    const rows = await claimedRows();
    const gate = app.get(PointOfNoReturn);
    const passed = await Promise.all(rows.map((delivery) => gate.pass({ runId, delivery }, null)));
    expect(passed).toEqual([true, true, true, true]);
    const settled = await Promise.allSettled(
      rows.map((delivery, index) =>
        gate.settle({ delivery, code: index === 2 ? UNKEPT_CODE : 250, text: '250 ok' }),
      ),
    );
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(settled.flatMap((one) => (one.status === 'rejected' ? isDataFault(one.reason) : []))).toEqual([
      true,
    ]);
    expect([...(await statesById()).values()]).toEqual(['accepted', 'accepted', 'sending', 'accepted']);
  });

  it('that the ledger cannot take does not hold up the points of no return that wait with it', async () => {
    const [first, second, third, fourth] = (await claimedRows()) as [
      ClaimedDelivery,
      ClaimedDelivery,
      ClaimedDelivery,
      ClaimedDelivery,
    ];
    const gate = app.get(PointOfNoReturn);
    await gate.pass({ runId, delivery: first }, null);
    // The first to come is a group of its own; the three after it are one together.
    const results = await Promise.allSettled([
      gate.pass({ runId, delivery: second }, null),
      gate.settle({ delivery: first, code: UNKEPT_CODE, text: '250 ok' }),
      gate.pass({ runId, delivery: third }, null),
      gate.pass({ runId, delivery: fourth }, null),
    ]);
    expect(results.map((one) => (one.status === 'fulfilled' ? one.value : 'failed'))).toEqual([
      true,
      'failed',
      true,
      true,
    ]);
  });

  it('that the ledger cannot take is written without its reply, and says so', async () => {
    const [delivery] = await claimedRows();
    await app.get(PointOfNoReturn).pass({ runId, delivery: delivery! }, null);
    await app
      .get(RecordOutcomeService)
      .record(runId, delivery!, { kind: 'accepted', code: UNKEPT_CODE, text: '250 ok' });
    const [row] = await app.sql('select state, reply_code, reply_text from deliveries where id = $1', [
      delivery!.id,
    ]);
    expect(row).toEqual({ state: 'accepted', reply_code: 0, reply_text: 'the reply could not be kept' });
  });

  it.each([
    ['put off', 'cancelled', { kind: 'refused', code: 451, text: '451 <li@a.example> later', class: 'soft' }],
    [
      'rejected',
      'rejected',
      { kind: 'refused', code: 554, text: '554 <li@a.example> spam', class: 'rejected' },
    ],
    ['lost', 'uncertain', { kind: 'reply-lost', text: 'li@a.example' }],
    ['accepted', 'accepted', { kind: 'accepted', code: 250, text: '250 <li@a.example> ok' }],
  ] as const)(
    'whose person is erased and which is %s then keeps no word of it',
    async (_, state, outcome) => {
      const [delivery] = await claimedRows();
      await app.get(PointOfNoReturn).pass({ runId, delivery: delivery! }, null);
      const erasing = async (tx: Transaction) =>
        await app.get(DeliveryAddressesRepository).forget([delivery!.reference], tx);
      await app.get(Database).transaction(erasing);
      await app.get(RecordOutcomeService).record(runId, delivery!, outcome);
      const [row] = await app.sql('select state, address, reply_text from deliveries where id = $1', [
        delivery!.id,
      ]);
      expect(row).toEqual({ state, address: null, reply_text: null });
    },
  );

  it('is found by its address through an index, however many the ledger holds', async () => {
    const [delivery] = await claimedRows();
    await app.sql(
      `insert into deliveries (run_id, message_id, reference, address, state, expires_at, settled_at)
       select run_id, message_id, gen_random_uuid(), 'x' || n || '@x.example', 'accepted', now(), now()
         from deliveries, generate_series(1, 20000) n where id = $1`,
      [delivery!.id],
    );
    await app.sql('analyze deliveries');
    const plan = await app.sql<{ 'QUERY PLAN': string }>(
      `explain update deliveries set state = 'suppressed' where address = 'li@a.example' and state in ('pending', 'claimed')`,
    );
    expect(plan.map((line) => line['QUERY PLAN']).join(' ')).toContain('Index Scan using deliveries_address');
  });
});
