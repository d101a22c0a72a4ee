import { Injectable } from '@nestjs/common';
import { RunsRepository } from '../delivery/runs.repository.js';
import { Database } from '../platform/database/database.js';
import { EventLog } from '../platform/observability/log.js';
import { EditionsRepository } from './editions.repository.js';
import { NotInThisState } from './edition-changed.error.js';

/** Ends an edition. What is past the point of no return arrives; everything else does not. */
@Injectable()
export class CancelEditionService {
  constructor(
    private readonly editions: EditionsRepository,
    private readonly runs: RunsRepository,
    private readonly db: Database,
    private readonly log: EventLog,
  ) {}

  /**
   * Before its release the edition is cancelled and its policies go to the next one; after it, only the mails not yet
   * on their way. Returns how many mails will not be sent. Refuses an edition that has ended.
   */
  async cancel(id: string, reason: string): Promise<number> {
    const before = await this.editions.byId(id);
    const cancelled = await this.db.transaction(async (tx) => {
      await this.editions.lockList(before.listId, tx);
      const edition = await this.editions.byId(id, tx);
      const wasUnreleased = await this.editions.move(
        id,
        ['collecting', 'frozen', 'in-review', 'approved'],
        'cancelled',
        tx,
      );
      if (!wasUnreleased && edition.status !== 'sending')
        throw new NotInThisState('This edition has ended already.');
      return edition.runId ? await this.runs.cancel(edition.runId, reason, tx) : 0;
    });
    this.log.info('edition.cancelled', { editionId: id, cancelled });
    return cancelled;
  }
}
