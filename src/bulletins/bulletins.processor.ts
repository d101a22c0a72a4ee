import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DomainError } from '../platform/errors/domain-error.js';
import { EventLog } from '../platform/observability/log.js';
import { Queues } from '../platform/queue/queues.js';
import { type BulletinImport, BulletinImportsRepository } from './bulletin-imports.repository.js';
import type { ExtractedDocument } from './extract-text.js';
import { OpenReviewService } from './open-review.service.js';
import { ReadDocumentService } from './read-document.service.js';
import { importQueue, ReceiveDocumentService } from './receive-document.service.js';

const LOOK_EVERY_MS = 15_000;
const MOST_ATTEMPTS = 3;
const TELL_EVERY_MS = 1_000;
/** Where the text is read; the rest is finding and storing entries. */
const TEXT_PERCENT = 40;

/** Reads large documents and pages, one at a time per process; the table, not the queue, knows what is due. */
@Injectable()
export class BulletinsProcessor {
  private working = false;

  constructor(
    private readonly imports: BulletinImportsRepository,
    private readonly reading: ReadDocumentService,
    private readonly receiving: ReceiveDocumentService,
    private readonly opening: OpenReviewService,
    private readonly queues: Queues,
    private readonly log: EventLog,
  ) {}

  /** Starts taking documents in this process. */
  start(): void {
    if (this.working) return;
    this.working = true;
    this.queues.work<{ importId: string }>(
      importQueue(),
      async ({ importId }) => {
        await this.process(importId);
      },
      { concurrency: 1 },
    );
  }

  @Interval(LOOK_EVERY_MS)
  async tick(): Promise<void> {
    if (!this.working) return;
    try {
      for (const importId of await this.imports.unfinished())
        await this.queues.add(importQueue(), { importId }, { jobId: `import-${importId}` });
    } catch (error) {
      this.log.error('bulletins.tick-failed', error);
    }
  }

  /** Reads one document; a refusal is its outcome, anything else is tried again. */
  async process(importId: string): Promise<void> {
    const waiting = await this.imports.claim(importId);
    if (!waiting) return;
    try {
      const extracted = await this.read(waiting, this.teller(importId, 'reading'));
      await this.imports.hasReached(importId, 'storing', TEXT_PERCENT);
      const { listId, name } = waiting;
      const tell = this.teller(importId, 'storing');
      const opened = await this.opening.open({ name, ...extracted }, { listId }, undefined, tell);
      await this.receiving.record(opened.bulletinId, waiting.adminId, opened.isNew);
      await this.imports.isDone(importId, opened.bulletinId);
    } catch (error) {
      if (!(error instanceof DomainError) && waiting.attempts < MOST_ATTEMPTS) throw error;
      if (!(error instanceof DomainError)) this.log.error('bulletins.import-failed', error, { importId });
      await this.imports.hasFailed(importId, problemOf(error));
    }
  }

  private async read(
    { id, kind, link, name }: BulletinImport,
    tell: (share: number) => void,
  ): Promise<ExtractedDocument> {
    if (kind === 'url') return await this.reading.textOf({ kind, link: link ?? '' }, null, tell);
    const bytes = await this.imports.contentOf(id);
    return await this.reading.textOf({ kind: 'file', bytes }, kind === 'file' ? name : null, tell);
  }

  /** Writes progress down, at most once a second; the page that shows it asks no oftener. */
  private teller(importId: string, state: 'reading' | 'storing'): (share: number) => void {
    let saidAt = 0;
    const [from, to] = state === 'reading' ? [0, TEXT_PERCENT] : [TEXT_PERCENT, 100];
    return (share) => {
      if (performance.now() - saidAt < TELL_EVERY_MS) return;
      saidAt = performance.now();
      this.imports
        .hasReached(importId, state, from + (to - from) * share)
        .catch((error: unknown) => this.log.error('bulletins.progress-failed', error, { importId }));
    };
  }
}

function problemOf(error: unknown): string {
  if (!(error instanceof DomainError)) return 'could not be read';
  return error.problems[0]?.message ?? error.message;
}
