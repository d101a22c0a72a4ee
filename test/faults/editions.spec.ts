import { DateTime } from 'luxon';
import type { List } from '../../src/lists/list.entity.js';
import { expectPromiseKept, settled } from './support/books.js';
import { FaultHouse } from './support/fault-house.js';
import { milliseconds, until } from './support/times.js';

const ZONE = 'Asia/Shanghai';
const HOUR_MS = 3_600_000;

/** A list released by itself whose weekly cut-off is at `moment`. */
function cutOffAt(moment: Date): Partial<List> {
  const local = DateTime.fromJSDate(moment, { zone: ZONE });
  return {
    approval: 'none',
    timeZone: ZONE,
    cutoffWeekday: local.weekday,
    cutoffMinute: local.hour * 60 + local.minute,
    announcesFrom: new Date(moment.getTime() - HOUR_MS),
  };
}

function nextMinute(minutes = 1): Date {
  return new Date((Math.floor(Date.now() / 60_000) + minutes) * 60_000);
}

interface EditionRow {
  readonly id: string;
  readonly status: string;
  readonly run_id: string;
}

describe('one edition per list and period', () => {
  let house: FaultHouse;
  let startedAt: number;

  beforeEach(async () => {
    house = await FaultHouse.build({ connections: 3 });
    startedAt = performance.now();
  });
  afterEach(async () => await house.close());

  const editions = async () => await house.sql<EditionRow>('select id, status, run_id from editions');

  async function status(...wanted: string[]): Promise<void> {
    await until(`an edition that is ${wanted.join(' or ')}`, async () =>
      (await editions()).some((edition) => wanted.includes(edition.status)),
    );
  }

  /** Exactly one edition, complete, every subscription mailed once. */
  async function expectOneEdition(fault: string, recipients: number, bound = 0): Promise<void> {
    await status('sending', 'complete');
    const [edition] = await editions();
    await settled(house, edition!.run_id);
    await status('complete');
    expect(await editions()).toHaveLength(1);
    const books = await expectPromiseKept(house, edition!.run_id, { fault, bound, startedAt });
    expect(books.n).toBe(recipients);
  }

  it('with five schedulers at one tick', async () => {
    const boundary = nextMinute();
    await house.prepareList(60, cutOffAt(boundary));
    // Their clocks reach the cut-off together, some seconds after they are up.
    const clockOffsetMs = boundary.getTime() - Date.now() - 20_000;
    await house.startWorkers(5, { clockOffsetMs });
    await expectOneEdition('five schedulers at one tick', 60);
  });

  it('down at the cut-off, caught up once by five at their start', async () => {
    await house.prepareList(60, cutOffAt(nextMinute(0)));
    await house.startWorkers(5);
    await expectOneEdition('down at the cut-off', 60);
  });

  it('killed between freeze, composing, release and enqueuing', async () => {
    await house.prepareList(60, cutOffAt(nextMinute(0)));
    const connections = house.config.smtpConnections;
    for (const moment of ['frozen', 'approved', 'sending']) {
      const worker = house.spawnWorker();
      await status(moment, 'approved', 'sending', 'complete');
      await worker.kill();
    }
    await house.startWorkers(2);
    await expectOneEdition('crash between freeze and enqueue', 60, 3 * connections);
  });

  it.each([
    ['clock one hour ahead', HOUR_MS],
    ['clock one hour behind', -HOUR_MS],
  ])('with a %s on one worker', async (fault, clockOffsetMs) => {
    await house.prepareList(60, cutOffAt(nextMinute(0)));
    await house.startWorkers(1, { clockOffsetMs });
    await house.startWorkers(1);
    await expectOneEdition(fault, 60);
  });

  // A process opens what is due as it starts, before it says that it is ready.
  it('a worker an hour ahead opens nothing before its cut-off: the database’s clock decides', async () => {
    await house.prepareList(20, cutOffAt(nextMinute(30)));
    const [ahead] = await house.startWorkers(1, { clockOffsetMs: HOUR_MS });
    await milliseconds(3_000);
    expect(ahead!.isRunning).toBe(true);
    expect(await editions()).toEqual([]);
  });
});
