import { survives } from './support/books.js';
import { FaultHouse } from './support/fault-house.js';
import { slowly } from './support/faulty-smtp-server.js';
import { HAS_REDIS, OwnRedis } from './support/own-redis.js';
import { milliseconds, pause, until } from './support/times.js';

(HAS_REDIS ? describe : describe.skip)('a Redis (needs redis-server)', () => {
  let house: FaultHouse;
  let redis: OwnRedis;

  beforeEach(async () => {
    redis = await OwnRedis.start();
    house = await FaultHouse.build({ redisUrl: redis.url, connections: 3 });
    house.smtp.conduct = slowly(40);
    await house.startWorkers(2);
  });
  afterEach(async () => {
    await house.close();
    await redis.kill();
  });

  /** Seconds from now to the next message. */
  async function secondsToNextMessage(): Promise<number> {
    const started = performance.now();
    const before = house.smtp.inbox.length;
    await until('mail to flow again', () => house.smtp.inbox.length > before);
    return (performance.now() - started) / 1_000;
  }

  it('that is flushed five times costs nothing', async () => {
    await survives(house, { fault: 'Redis FLUSHALL ×5', recipients: 300 }, async () => {
      for (let round = 0; round < 5; round += 1) {
        await milliseconds(300 * Math.random());
        await redis.flushAll();
      }
    });
  });

  it('that is killed three times costs nothing', async () => {
    await survives(house, { fault: 'Redis killed ×3', recipients: 300 }, async () => {
      for (let round = 0; round < 3; round += 1) {
        await milliseconds(300 * Math.random());
        await redis.kill();
        await milliseconds(500);
        await redis.comeUp();
      }
    });
  });

  it('that is gone for five minutes delays the run until at most 30 s after it is back', async () => {
    await survives(house, { fault: 'Redis gone 5 min', recipients: 900 }, async () => {
      await until('mail to flow', () => house.smtp.inbox.length > 20);
      await redis.kill();
      await pause(300);
      const before = house.smtp.inbox.length;
      await redis.comeUp();
      if (before < 900) expect(await secondsToNextMessage()).toBeLessThan(30);
    });
  });

  it('that stands still for a minute costs nothing', async () => {
    await survives(house, { fault: 'Redis frozen 1 min', recipients: 300 }, async () => {
      await milliseconds(300);
      redis.signal('SIGSTOP');
      await pause(60);
      redis.signal('SIGCONT');
    });
  });
});
