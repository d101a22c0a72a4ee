import { survives } from './support/books.js';
import { FaultHouse } from './support/fault-house.js';
import { slowly } from './support/faulty-smtp-server.js';
import { milliseconds, pause, TIME_SCALE, until } from './support/times.js';
import type { Worker } from './support/worker.js';

describe('workers that die', () => {
  let house: FaultHouse;

  beforeEach(async () => {
    house = await FaultHouse.build({ connections: 3 });
    house.smtp.conduct = slowly(80);
  });
  afterEach(async () => await house.close());

  const arrived = async (more: number) => {
    const before = house.smtp.inbox.length;
    await until('mail to flow', () => house.smtp.inbox.length > before + more);
  };

  it('by kill -9, 20 times, at random moments', async () => {
    await house.startWorkers(4);
    let bound = 0;
    await survives(house, { fault: 'kill -9 ×20', recipients: 600, patienceSeconds: 120 }, async () => {
      for (let kills = 0; kills < 20; kills += 1) {
        await until('a conversation', () => house.smtp.openConnections > 0);
        await milliseconds(300 * Math.random());
        const victim = house.workers.filter((worker) => worker.isRunning)[Math.floor(Math.random() * 4)];
        bound += Math.min(house.config.smtpConnections, house.smtp.openConnections);
        await victim?.kill();
        house.spawnWorker();
      }
      return bound;
    });
  });

  it('by kill -9, all at once, three times', async () => {
    await house.startWorkers(2);
    let bound = 0;
    await survives(
      house,
      { fault: 'kill -9, all at once ×3', recipients: 200, patienceSeconds: 120 },
      async () => {
        for (let round = 0; round < 3; round += 1) {
          await arrived(20);
          bound += house.smtp.openConnections;
          await Promise.all(house.workers.map(async (worker) => await worker.kill()));
          await house.startWorkers(2);
        }
        return bound;
      },
    );
  });

  it('only seemingly: SIGSTOP longer than the lease, then SIGCONT', async () => {
    const workers = await house.startWorkers(2);
    await survives(
      house,
      { fault: 'SIGSTOP > lease ×5', recipients: 400, patienceSeconds: 120 },
      async () => {
        for (let round = 0; round < 5; round += 1) {
          const frozen = workers[round % 2] as Worker;
          await milliseconds(300 * Math.random());
          frozen.signal('SIGSTOP');
          await pause(150);
          frozen.signal('SIGCONT');
        }
      },
    );
  });

  it('only seemingly: SIGSTOP longer than the deadline of the dot, then SIGCONT', async () => {
    const [frozen] = await house.startWorkers(2);
    await survives(
      house,
      { fault: 'SIGSTOP > deadline', recipients: 200, patienceSeconds: 120 },
      async () => {
        await arrived(20);
        frozen!.signal('SIGSTOP');
        await pause(720);
        frozen!.signal('SIGCONT');
        return house.config.smtpConnections;
      },
    );
  });

  it('or stand still beside another version, with blocked event loops', async () => {
    await Promise.all([
      house.startWorkers(1, { blocksForMs: 90_000 * TIME_SCALE }),
      house.startWorkers(1, { build: process.env.FAULTS_OTHER_BUILD }),
      house.startWorkers(1),
    ]);
    await survives(house, { fault: 'blocked loop, two versions', recipients: 300, patienceSeconds: 120 });
  });

  it('at SIGTERM, the server answering within 20 s', async () => {
    const [first] = await house.startWorkers(1);
    house.smtp.conduct = async (stage) => {
      // Real seconds: the 30 s in which a worker drains are not scaled.
      if (stage === 'dot') await milliseconds(7_000);
      return 'as usual' as const;
    };
    await survives(
      house,
      { fault: 'SIGTERM, slow answers', recipients: 40, patienceSeconds: 120 },
      async () => {
        await until('a dot to be on its way', () => house.smtp.openConnections > 0);
        await milliseconds(500);
        const { code, seconds } = await first!.terminate();
        house.smtp.forgive();
        expect(code).toBe(0);
        expect(seconds).toBeLessThan(30);
        await house.startWorkers(1);
      },
    );
  });
});
