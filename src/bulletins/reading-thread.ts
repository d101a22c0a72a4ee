import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { PACKAGE_ROOT } from '../platform/package-root.js';
import { DocumentTooLarge, DocumentTooSlow, refusalFrom } from './extractors/unreadable.js';
import type { ParsedBulletin, ParsedEntry } from './domain/parsed-entry.js';
import type { NextPart, ReadingOutcome, ReadingPart, ReadingProgress, ReadingTask } from './reading-tasks.js';

/** What reading one document may cost. */
export interface ReadingLimits {
  readonly seconds: number;
  /** Of the thread's heap. Bytes outside it are bounded by the extractors' own limits. */
  readonly heapMb: number;
}

/** Node runs no TypeScript in a thread, so it is always the compiled one, from tests as well. */
const SCRIPT = join(PACKAGE_ROOT, 'dist', 'src', 'bulletins', 'reading-thread.worker.js');

interface Running {
  readonly resolve: (gives: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly timer: NodeJS.Timeout;
  readonly tell: ((share: number) => void) | undefined;
  /** What has come of a bulletin so far. */
  readonly entries: ParsedEntry[];
}

/** One thread, one task at a time. It holds no process open while it has none, and dies of a task beyond its limits. */
export class ReadingThread {
  isAlive = true;
  private readonly worker: Worker;
  private running: Running | null = null;

  constructor(private readonly limits: ReadingLimits) {
    this.worker = new Worker(SCRIPT, {
      execArgv: ['--enable-source-maps'],
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMb },
    });
    this.worker.unref();
    this.worker.on('message', (said: ReadingOutcome | ReadingProgress | ReadingPart) => {
      if ('share' in said) this.running?.tell?.(said.share);
      else if ('part' in said) this.take(said);
      else this.settle(said);
    });
    this.worker.on('error', (error) => this.die(this.refusalFor(error)));
    this.worker.on('exit', () => this.die(new Error('The thread that reads documents ended.')));
  }

  get isIdle(): boolean {
    return this.isAlive && this.running === null;
  }

  /** Throws the document's refusal, `DocumentTooSlow` or `DocumentTooLarge`; after the latter two the thread is dead. */
  async run(task: ReadingTask, tell?: (share: number) => void): Promise<unknown> {
    return await new Promise((resolve, reject) => {
      const { seconds } = this.limits;
      const timer = setTimeout(
        () => this.die(new DocumentTooSlow(`The document was not read within ${seconds} seconds.`)),
        seconds * 1000,
      );
      this.running = { resolve, reject, timer, tell, entries: [] };
      this.worker.ref();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      this.worker.postMessage(task);
    });
  }

  /** Ends the thread; a task it has is refused. */
  async stop(): Promise<void> {
    this.die(new Error('The process ends while it reads a document.'));
    await this.worker.terminate();
  }

  /** After whatever else waits in this process had its turn, the next one is asked for. */
  private take({ part }: ReadingPart): void {
    this.running?.entries.push(...part);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    setImmediate(() => this.worker.postMessage({ next: true } satisfies NextPart));
  }

  private settle(outcome: ReadingOutcome): void {
    const running = this.release();
    if ('gives' in outcome) running?.resolve(whole(running.entries, outcome.gives));
    else if ('failure' in outcome) running?.reject(outcome.failure);
    else running?.reject(refusalFrom(outcome.refusal));
  }

  private die(error: unknown): void {
    this.isAlive = false;
    this.release()?.reject(error);
    void this.worker.terminate();
  }

  private release(): Running | null {
    const { running } = this;
    this.running = null;
    if (running) clearTimeout(running.timer);
    this.worker.unref();
    return running;
  }

  private refusalFor(error: unknown): unknown {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_WORKER_OUT_OF_MEMORY') return error;
    return new DocumentTooLarge(`Reading the document takes more than ${this.limits.heapMb} MB of memory.`);
  }
}

function whole(entries: readonly ParsedEntry[], gives: unknown): unknown {
  if (entries.length === 0) return gives;
  const last = gives as ParsedBulletin;
  return { ...last, entries: [...entries, ...last.entries] };
}
