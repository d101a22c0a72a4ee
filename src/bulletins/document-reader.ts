import type { OnModuleDestroy } from '@nestjs/common';
import type { ReadingTask, ReadingTasks } from './reading-tasks.js';
import { type ReadingLimits, ReadingThread } from './reading-thread.js';

/** What one document may cost a process, whatever it holds. */
export const READING_LIMITS: ReadingLimits = { seconds: 30, heapMb: 512 };

/** A large document and a small one beside it; more would only share the same processors. */
const MOST_THREADS = 2;
const IDLE_MS = 120_000;

/**
 * Reads documents from outside in threads of their own, so that nothing a document holds stops the process or its event
 * loop: a task beyond its time or memory ends its thread and is refused, the next task gets a new one. Threads start when
 * needed, at most two, and end after two idle minutes. (ADR 0012)
 */
export class DocumentReader implements OnModuleDestroy {
  private readonly threads = new Set<ReadingThread>();
  private readonly waiting: (() => void)[] = [];
  private idle: NodeJS.Timeout | undefined;

  constructor(private readonly limits: ReadingLimits = READING_LIMITS) {}

  /** Throws the DomainError that refuses the document. The time limit counts from when a thread takes the task; `tell` hears its progress, 0–1. */
  async run<K extends keyof ReadingTasks>(
    kind: K,
    given: ReadingTasks[K]['given'],
    tell?: (share: number) => void,
  ): Promise<ReadingTasks[K]['gives']> {
    let thread = this.freeThread();
    for (; thread === null; thread = this.freeThread())
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return (await thread.run({ kind, given } as ReadingTask, tell)) as ReadingTasks[K]['gives'];
    } finally {
      this.waiting.shift()?.();
      this.stopWhenIdle();
    }
  }

  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.idle);
    const threads = [...this.threads];
    this.threads.clear();
    await Promise.all(threads.map(async (thread) => await thread.stop()));
  }

  /** Null when all are busy. It is the caller's only until something else runs: its task follows without awaiting. */
  private freeThread(): ReadingThread | null {
    for (const thread of this.threads) if (!thread.isAlive) this.threads.delete(thread);
    const idle = [...this.threads].find((thread) => thread.isIdle);
    if (idle) return idle;
    if (this.threads.size >= MOST_THREADS) return null;
    const thread = new ReadingThread(this.limits);
    this.threads.add(thread);
    return thread;
  }

  private stopWhenIdle(): void {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => {
      if (![...this.threads].every((thread) => thread.isIdle)) return;
      void this.onModuleDestroy();
    }, IDLE_MS);
    this.idle.unref();
  }
}
