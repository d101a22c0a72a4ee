import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { survives } from './support/books.js';
import { FaultHouse } from './support/fault-house.js';
import { slowly } from './support/faulty-smtp-server.js';
import { HAS_REDIS, OwnRedis } from './support/own-redis.js';
import { OwnPostgres } from './support/own-postgres.js';
import { milliseconds, pause } from './support/times.js';

/** Where the queue lies; the second needs redis-server. */
const QUEUES = HAS_REDIS ? (['PostgreSQL', 'Redis'] as const) : (['PostgreSQL'] as const);

describe.each(QUEUES)('a PostgreSQL, the queue on %s', (queue) => {
  const needsRedis = queue === 'Redis';
  let postgres: OwnPostgres;
  let redis: OwnRedis | null = null;
  let house: FaultHouse;

  beforeEach(async () => {
    postgres = await OwnPostgres.start();
    redis = needsRedis ? await OwnRedis.start() : null;
    house = await FaultHouse.build({ databaseUrl: postgres.url, redisUrl: redis?.url, connections: 3 });
    house.smtp.conduct = slowly(40);
    await house.startWorkers(2);
  });
  afterEach(async () => {
    await house.close();
    await redis?.kill();
    await postgres.remove();
  });

  it('that crashes four times: no dot without a durable point of no return', async () => {
    const fault = `PostgreSQL immediate restart ×4 (${queue})`;
    await survives(house, { fault, recipients: 300, patienceSeconds: 90 }, async () => {
      for (let round = 0; round < 4; round += 1) {
        await milliseconds(200 + 500 * Math.random());
        await postgres.crash();
        await postgres.comeUp();
      }
    });
    expect(house.workers.flatMap((worker) => (worker.isRunning ? [] : [worker.log.slice(-2_000)]))).toEqual(
      [],
    );
  });

  it('that is down for five minutes: nothing is sent meanwhile, all of it later', async () => {
    const fault = `PostgreSQL down 5 min (${queue})`;
    await survives(house, { fault, recipients: 300, patienceSeconds: 90 }, async () => {
      await milliseconds(500);
      await postgres.crash();
      const before = house.smtp.inbox.length;
      await pause(300);
      expect(house.smtp.inbox.length - before).toBeLessThanOrEqual(6);
      await postgres.comeUp();
    });
  });

  it('that turns read-only: nothing is sent meanwhile, all of it later', async () => {
    const fault = `PostgreSQL read-only 3 min (${queue})`;
    await survives(house, { fault, recipients: 300, patienceSeconds: 90 }, async () => {
      await milliseconds(500);
      await postgres.setReadOnly('on');
      await milliseconds(300);
      const before = house.smtp.inbox.length;
      await pause(180);
      expect(house.smtp.inbox.length - before).toBeLessThanOrEqual(6);
      await postgres.setReadOnly('off');
    });
  });
});

/** A small file system of its own, where this account may mount one. */
async function smallFileSystem(): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), 'dibao-faults-small-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=120m,mode=755', 'tmpfs', folder]);
  if (status === 0) return folder;
  await rm(folder, { recursive: true });
  return null;
}

const mayMount = process.getuid?.() === 0 && existsSync('/proc/mounts');

(mayMount ? describe : describe.skip)('a PostgreSQL on a full disk (needs root and mount)', () => {
  it('sends nothing while it cannot write, and all of it later', async () => {
    const folder = await smallFileSystem();
    if (!folder) return;
    const postgres = await OwnPostgres.start(folder);
    const house = await FaultHouse.build({ databaseUrl: postgres.url, connections: 3 });
    try {
      house.smtp.conduct = slowly(40);
      await house.startWorkers(2);
      await survives(
        house,
        { fault: 'PostgreSQL disk full', recipients: 400, patienceSeconds: 90 },
        async () => {
          await milliseconds(300);
          const filler = join(folder, 'filler');
          await fill(filler, folder);
          await pause(180);
          await rm(filler);
        },
      );
    } finally {
      await house.close();
      await postgres.remove();
      spawnSync('umount', [folder]);
      await rm(folder, { recursive: true, force: true });
    }
  });
});

async function fill(file: string, folder: string): Promise<void> {
  await writeFile(file, '');
  const block = Buffer.alloc(65_536);
  for (;;) {
    const { bavail, bsize } = await statfs(folder);
    if (bavail * bsize < block.length) return;
    await appendFile(file, block).catch(() => undefined);
  }
}
