import { DeliveriesRepository } from '../../../src/delivery/deliveries.repository.js';
import { findFreePort } from '../../../src/platform/embedded/ports.js';
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

  it('answer machines that watch them and nobody else, and work on where the port is taken', async () => {
    const port = await findFreePort();
    const watched = { environment: { PORT: String(port) } };
    const [worker] = await house.startWorkers(1, watched);
    const ask = async (path: string) => await fetch(`http://127.0.0.1:${port}${path}`);
    expect(await (await ask('/healthz')).json()).toEqual({ status: 'up' });
    expect((await ask('/readyz')).status).toBe(200);
    expect(await (await ask('/metrics')).text()).toContain('dibao_');
    for (const path of ['/', '/subscribe', '/admin', '/assets/site.css'])
      expect((await ask(path)).status).toBe(404);
    const [second] = await house.startWorkers(1, watched);
    expect(second!.log).toContain('process.port-taken');
    for (const one of [worker, second]) expect((await one!.terminate()).code).toBe(0);
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
