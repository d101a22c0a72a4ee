import { AdvanceEditionService } from '../../../src/editions/advance-edition.service.js';
import { SendRangeService } from '../../../src/delivery/send-range.service.js';
import type { DeliveryRange } from '../../../src/delivery/deliveries.repository.js';
import { aSubscriber, FIRST_CUT_OFF } from '../../support/builders.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

const ADDRESSES = Array.from({ length: 30 }, (_, index) => `s${index}@a.example`);

describe('a range of deliveries', () => {
  const apps: TestApp[] = [];
  let app: TestApp;

  beforeEach(async () => {
    app = await startTestApp({ workers: 'idle' });
    apps.push(app);
    await app.importSubscribers(ADDRESSES.map((address) => aSubscriber(address)));
    await app.publishPolicy();
  });

  afterEach(async () => {
    for (const one of apps.splice(0).reverse()) await one.close();
  });

  it('given to workers three times at once is sent once', async () => {
    const range = await releasedRange();
    await Promise.all([1, 2, 3].map(async () => await app.get(SendRangeService).send(range)));
    expectOneMailEach();
  });

  it('given to three processes at once is sent once', async () => {
    apps.push(await startTestApp({ beside: app, workers: 'idle' }));
    apps.push(await startTestApp({ beside: app, workers: 'idle' }));
    const range = await releasedRange();
    await Promise.all(apps.map(async (one) => await one.get(SendRangeService).send(range)));
    expectOneMailEach();
  });

  it('given again when it is done sends nothing', async () => {
    const range = await releasedRange();
    await app.get(SendRangeService).send(range);
    await app.get(SendRangeService).send(range);
    expectOneMailEach();
    expect(await app.waitForComplete()).toMatchObject({ accepted: ADDRESSES.length, open: 0 });
  });

  it('left by a dead worker is taken over when its lease is over', async () => {
    const range = await releasedRange();
    await app.sql(
      `update deliveries set state = 'claimed', fence = nextval('delivery_fences'), lease_until = now() - interval '1 s'`,
    );
    await app.settle();
    await app.get(SendRangeService).send(range);
    expectOneMailEach();
  });

  it('left by a worker that died after the point of no return is uncertain, and not sent', async () => {
    const range = await releasedRange();
    await app.sql(
      `update deliveries set state = 'sending', fence = nextval('delivery_fences'), lease_until = now() - interval '1 s'`,
    );
    await app.settle();
    await app.get(SendRangeService).send(range);
    expect(app.smtp.received).toEqual([]);
    expect(await app.waitForComplete()).toMatchObject({ uncertain: ADDRESSES.length, open: 0 });
  });

  async function releasedRange(): Promise<DeliveryRange> {
    await app.tick(FIRST_CUT_OFF);
    const [edition] = await app.sql<{ id: string }>('select id from editions');
    await app.get(AdvanceEditionService).advance(edition?.id ?? '');
    const [range] = await app.sql<{ run: string; first: string; last: string }>(
      'select run_id as run, min(id) as first, max(id) as last from deliveries group by run_id',
    );
    return { runId: range?.run ?? '', fromId: Number(range?.first), toId: Number(range?.last) };
  }

  function expectOneMailEach(): void {
    expect(app.smtp.received.map((mail) => mail.to).sort()).toEqual([...ADDRESSES].sort());
  }
});
