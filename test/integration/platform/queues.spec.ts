import { Queues } from '../../../src/platform/queue/queues.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

describe('the queue', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ list: null, workers: 'idle' });
  });

  afterAll(() => app.close());

  it('hands every job to a worker once, and a waiting one of the same id is not doubled', async () => {
    const queues = app.get(Queues);
    const seen: number[] = [];
    await queues.add('numbers', { value: 1 }, { jobId: 'number-one' });
    await queues.add('numbers', { value: 1 }, { jobId: 'number-one' });
    await queues.addMany('numbers', [
      { data: { value: 2 }, jobId: 'number-two' },
      { data: { value: 3 }, jobId: 'number-three' },
    ]);
    queues.work<{ value: number }>(
      'numbers',
      async ({ value }) => {
        seen.push(value);
      },
      { concurrency: 2 },
    );
    await app.waitUntil(() => seen.length >= 3);
    expect([...seen].sort()).toEqual([1, 2, 3]);
  });

  it('takes the same id again when the job is done', async () => {
    const queues = app.get(Queues);
    let runs = 0;
    queues.work(
      'again',
      async () => {
        runs += 1;
      },
      { concurrency: 1 },
    );
    await queues.add('again', {}, { jobId: 'one-job' });
    await app.waitUntil(() => runs === 1);
    await app.waitUntil(async () => {
      await queues.add('again', {}, { jobId: 'one-job' });
      return runs > 1;
    });
    expect(runs).toBeGreaterThan(1);
  });

  it('goes on after a job that failed', async () => {
    const queues = app.get(Queues);
    const seen: string[] = [];
    queues.work<{ name: string }>(
      'failing',
      async ({ name }) => {
        if (name === 'bad') throw new Error('bad job');
        seen.push(name);
      },
      { concurrency: 1 },
    );
    await queues.add('failing', { name: 'bad' }, { jobId: 'bad-job' });
    await queues.add('failing', { name: 'good' }, { jobId: 'good-job' });
    await app.waitUntil(() => seen.length > 0);
    expect(seen).toEqual(['good']);
  });
});
