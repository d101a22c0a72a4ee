import { Injectable } from '@nestjs/common';
import { EnqueueRangesService } from '../delivery/enqueue-ranges.service.js';
import { RunsRepository } from '../delivery/runs.repository.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { EventLog } from '../platform/observability/log.js';
import { isStale } from './domain/edition-status.js';
import { EditionsRepository } from './editions.repository.js';

/** Lets an approved edition go: from here its rows may only leave. */
@Injectable()
export class ReleaseEditionService {
  constructor(
    private readonly editions: EditionsRepository,
    private readonly runs: RunsRepository,
    private readonly ranges: EnqueueRangesService,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly log: EventLog,
  ) {}

  /**
   * `released`, or `stale` when it froze over a day ago or is not what was approved (it goes back to collecting and freezes again), or
   * `unchanged` when it was not waiting for release.
   */
  async release(editionId: string): Promise<'released' | 'stale' | 'unchanged'> {
    const now = this.clock.now();
    const done = await this.db.transaction(async (tx) => {
      const before = await this.editions.byId(editionId, tx);
      await this.editions.lockList(before.listId, tx);
      const edition = await this.editions.byId(editionId, tx);
      if (edition.status !== 'approved' || edition.heldReason || !edition.runId || !edition.frozenAt)
        return null;
      if (isStale(edition.frozenAt, now) || !(await this.editions.isAsApproved(editionId, tx))) {
        await this.editions.move(editionId, ['approved'], 'collecting', tx);
        return 'stale' as const;
      }
      await this.runs.start(edition.runId, tx);
      await this.editions.markReleased(editionId, now, tx);
      return edition.runId;
    });
    if (done === null) return 'unchanged';
    if (done === 'stale') return 'stale';
    this.log.info('edition.released', { editionId });
    if (await this.runs.completeIfDone(done)) await this.editions.completeFinished();
    else await this.ranges.enqueueDue(done, 'bulk');
    return 'released';
  }
}
