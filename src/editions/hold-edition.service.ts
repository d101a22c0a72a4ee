import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { EditionsRepository } from './editions.repository.js';
import { NotInThisState } from './edition-changed.error.js';

const BEFORE_RELEASE = ['collecting', 'frozen', 'in-review', 'approved'];

/** Stops an edition before its release, without losing it. */
@Injectable()
export class HoldEditionService {
  constructor(
    private readonly editions: EditionsRepository,
    private readonly db: Database,
  ) {}

  /** Nothing goes on by itself until the hold is lifted. Refuses an edition that is released or ended. */
  async hold(id: string, reason: string): Promise<void> {
    const edition = await this.editions.byId(id);
    await this.db.transaction(async (tx) => {
      await this.editions.lockList(edition.listId, tx);
      const held = await this.db.affected(
        'update editions set held_reason = $2 where id = $1 and status = any($3)',
        [id, reason, BEFORE_RELEASE],
        tx,
      );
      if (held !== 1) throw new NotInThisState('This edition can no longer be held.');
    });
  }

  /** Lets the edition go on. What was unusual about it is let pass, also when it freezes again. */
  async lift(id: string): Promise<void> {
    await this.editions.byId(id);
    await this.db.affected(
      `update editions
          set held_reason = null,
              accepted_anomalies = accepted_anomalies || array(select jsonb_array_elements(anomalies) ->> 'kind')
        where id = $1`,
      [id],
    );
  }

  /** Back to collecting: it freezes again with what is stored then, and all rows are replaced. */
  async refreeze(id: string): Promise<void> {
    const edition = await this.editions.byId(id);
    await this.db.transaction(async (tx) => {
      await this.editions.lockList(edition.listId, tx);
      if (!(await this.editions.move(id, ['frozen', 'in-review', 'approved'], 'collecting', tx)))
        throw new NotInThisState('This edition cannot be frozen again.');
      await this.db.affected('update editions set held_reason = null where id = $1', [id], tx);
    });
  }
}
