import { DeliveriesRepository } from '../../../src/delivery/deliveries.repository.js';
import { Queues } from '../../../src/platform/queue/queues.js';
import { survives } from '../support/books.js';
import { FaultHouse } from '../support/fault-house.js';
import { slowly } from '../support/faulty-smtp-server.js';
import { until } from '../support/times.js';

describe('workers', () => {
  let house: FaultHouse;

  beforeAll(async () => {
    house = await FaultHouse.build();
  });
  afterAll(async () => await house.close());

  beforeEach(() => {
    house.smtp.conduct = slowly(40);
  });

  it('finish at SIGTERM what is past the point of no return, and nothing is uncertain', async () => {
    const [first] = await house.startWorkers(1);
    await survives(house, { fault: 'SIGTERM', recipients: 120 }, async () => {
      const before = house.smtp.inbox.length;
      await until('mail to flow', () => house.smtp.inbox.length > before + 10);
      const { code, seconds } = await first!.terminate();
      expect(code).toBe(0);
      expect(seconds).toBeLessThan(30);
      expect(house.smtp.inbox.length).toBeLessThan(120);
      await house.startWorkers(1);
    });
  });

  it('that get every job three times send each mail once', async () => {
    await survives(house, { fault: 'the same job three times', recipients: 100 }, async (runId) => {
      const ranges = await house.get(DeliveriesRepository).dueRanges(runId, 20, 1_000);
      const jobs = [1, 2, 3].flatMap((copy) =>
        ranges.map((data) => ({ data, jobId: `copy-${copy}-${runId}-${data.fromId}` })),
      );
      await house.get(Queues).addMany('deliveries-bulk', jobs);
    });
  });
});
