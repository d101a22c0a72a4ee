import { Injectable } from '@nestjs/common';
import { EnqueueRangesService } from '../delivery/enqueue-ranges.service.js';
import { RunsRepository } from '../delivery/runs.repository.js';
import { EditionsRepository } from './editions.repository.js';
import { NotInThisState } from './edition-changed.error.js';

/** Stops and resumes the sending of a released edition. */
@Injectable()
export class PauseEditionService {
  constructor(
    private readonly editions: EditionsRepository,
    private readonly runs: RunsRepository,
    private readonly ranges: EnqueueRangesService,
  ) {}

  /** Once this is answered no further mail begins its way. Pausing a paused run changes nothing. */
  async pause(id: string, reason: string): Promise<void> {
    const runId = await this.runOf(id);
    await this.runs.pause(runId, reason);
  }

  async resume(id: string): Promise<void> {
    const runId = await this.runOf(id);
    if (await this.runs.start(runId)) await this.ranges.enqueueDue(runId, 'bulk');
  }

  private async runOf(id: string): Promise<string> {
    const { status, runId } = await this.editions.byId(id);
    if (status !== 'sending' || !runId) throw new NotInThisState('This edition is not being sent.');
    return runId;
  }
}
