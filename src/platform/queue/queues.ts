import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createPostgresBackend, Queue, withBackend, Worker, type Processor, type JobsOptions } from 'bullmq';
import { CONFIG, type Config } from '../config/config.js';
import { DomainError } from '../errors/domain-error.js';
import { EventLog } from '../observability/log.js';
import { ReadinessChecks } from '../observability/readiness.js';

/** The queue did not take a job; nothing is lost with it. */
export class QueueUnavailable extends DomainError {
  readonly code = 'queue.unavailable';
  override readonly kind = 'unavailable';
}

/** How a worker takes jobs: how many at once, and how soon a dead worker's jobs are taken over. */
export interface WorkerOptions {
  readonly concurrency: number;
  /** A job whose worker has not been heard of for so long is given to another one; default 30 s. */
  readonly lockSeconds?: number;
}

/**
 * BullMQ on Redis where `REDIS_URL` is set, else on PostgreSQL. The queue only wakes workers; what is due
 * stands in the ledger, so nothing is lost with it.
 */
@Injectable()
export class Queues implements OnApplicationShutdown {
  private readonly queues = new Map<string, Queue>();
  private readonly workers: Worker[] = [];

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly log: EventLog,
    readiness: ReadinessChecks,
  ) {
    readiness.add('queue', async () => {
      await this.queue('readiness').getJobCounts('waiting');
    });
  }

  /** Adds a job; a waiting or running job of the same id makes it a no-op. Ids hold no colon and are not all digits. */
  async add(queue: string, data: object, options: JobsOptions & { readonly jobId: string }): Promise<void> {
    await inTime(
      this.queue(queue).add(queue, data, { removeOnComplete: true, removeOnFail: true, ...options }),
    );
  }

  async addMany(
    queue: string,
    jobs: readonly { readonly data: object; readonly jobId: string }[],
  ): Promise<void> {
    await inTime(
      this.queue(queue).addBulk(
        jobs.map(({ data, jobId }) => ({
          name: queue,
          data,
          opts: { jobId, removeOnComplete: true, removeOnFail: true },
        })),
      ),
    );
  }

  /** Starts handling jobs of one queue in this process. */
  work<Data>(queue: string, handle: (data: Data) => Promise<void>, options: WorkerOptions): void {
    const processor: Processor = async (job) => await handle(job.data as Data);
    const lockMs = (options.lockSeconds ?? 30) * 1_000 * this.config.timeScale;
    const worker = new (this.backend().Worker)(queue, processor, {
      ...this.connection(),
      concurrency: options.concurrency,
      lockDuration: Math.max(1_000, lockMs),
      stalledInterval: Math.max(500, lockMs / 2),
      maxStalledCount: 1_000,
      drainDelay: 5,
    });
    worker.on('error', (error) => this.log.error('queue.worker-error', error, { queue }));
    worker.on('failed', (job, error) => this.log.error('queue.job-failed', error, { queue, jobId: job?.id }));
    this.workers.push(worker);
  }

  /** Stops taking jobs and waits for those in hand. */
  async stopWorkers(): Promise<void> {
    await Promise.all(this.workers.splice(0).map(async (worker) => await worker.close()));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.stopWorkers();
    await Promise.all([...this.queues.values()].map(async (queue) => await queue.close()));
  }

  private queue(name: string): Queue {
    const known = this.queues.get(name);
    if (known) return known;
    const queue = new (this.backend().Queue)(name, this.connection());
    queue.on('error', (error: Error) => this.log.error('queue.error', error, { queue: name }));
    this.queues.set(name, queue);
    return queue;
  }

  private backend(): { Queue: typeof Queue; Worker: typeof Worker } {
    if (this.config.redisUrl) return { Queue, Worker };
    return withBackend(createPostgresBackend) as unknown as { Queue: typeof Queue; Worker: typeof Worker };
  }

  private connection() {
    const connection = this.config.redisUrl
      ? { url: this.config.redisUrl, maxRetriesPerRequest: null }
      : { connectionString: this.config.databaseUrl, migrate: true, max: 4 };
    return { connection: connection as never };
  }
}

const ADD_WITHIN_MS = 10_000;

/** A queue that is away would keep its callers waiting for ever; the ledger is reconciled when it is back. */
async function inTime(added: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new QueueUnavailable('The queue does not answer.')), ADD_WITHIN_MS);
  });
  try {
    await Promise.race([added, tooLate]);
  } finally {
    clearTimeout(timer);
    added.catch(() => undefined);
  }
}
