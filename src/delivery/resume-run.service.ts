import { Injectable } from '@nestjs/common';
import { DomainError } from '../platform/errors/domain-error.js';
import { isId } from '../platform/ids.js';
import { EventLog } from '../platform/observability/log.js';
import { EnqueueRangesService } from './enqueue-ranges.service.js';
import { RunsRepository } from './runs.repository.js';

/** The run is not one that stands still: unknown, never released, running, or over. */
export class RunNotPaused extends DomainError {
  readonly code = 'run.not-paused';
  override readonly kind = 'conflict';
}

/** Lets a paused run go on where it stopped. */
@Injectable()
export class ResumeRunService {
  constructor(
    private readonly runs: RunsRepository,
    private readonly ranges: EnqueueRangesService,
    private readonly log: EventLog,
  ) {}

  /** Refuses a run that was never started: releasing an edition is another act. */
  async resume(runId: string): Promise<void> {
    const run = isId(runId) ? await this.runs.byId(runId) : null;
    if (!run?.startedAt || !(await this.runs.start(runId)))
      throw new RunNotPaused(`The run ${runId} is not paused.`);
    this.log.info('run.resumed', { runId });
    await this.ranges.enqueueDue(runId, run.lane);
  }
}
