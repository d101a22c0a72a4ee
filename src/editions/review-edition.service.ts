import { Injectable } from '@nestjs/common';
import { ListsRepository } from '../lists/lists.repository.js';
import { Clock, secondsSince } from '../platform/clock.js';
import { EventLog } from '../platform/observability/log.js';
import { ComposeEditionService } from './compose-edition.service.js';
import { type Edition, EditionsRepository } from './editions.repository.js';
import { HoldEditionService } from './hold-edition.service.js';
import { HoldUnusualEditionService } from './hold-unusual-edition.service.js';

/** Brings a frozen edition before the eyes that the list wants on it. */
@Injectable()
export class ReviewEditionService {
  constructor(
    private readonly editions: EditionsRepository,
    private readonly lists: ListsRepository,
    private readonly composing: ComposeEditionService,
    private readonly unusual: HoldUnusualEditionService,
    private readonly holding: HoldEditionService,
    private readonly clock: Clock,
    private readonly log: EventLog,
  ) {}

  /**
   * Composes what is missing, holds the edition where it is unusual, then puts it in review, or approves it in the name of
   * a list that wants none. Interrupted, it is taken up again.
   */
  async prepare(edition: Edition): Promise<void> {
    const list = await this.lists.byId(edition.listId);
    const started = performance.now();
    const digests = await this.composing.compose(edition, list);
    const seconds = secondsSince(started);
    await this.editions.markComposed(edition.id, seconds);
    this.log.info('edition.composed', { editionId: edition.id, digests, seconds });
    await this.unusual.check(edition);
    if (list.approval === 'none') await this.editions.approve(edition.id, 'list', this.clock.now());
    else await this.editions.move(edition.id, ['frozen'], 'in-review');
  }

  /** A person has seen what is unusual: the edition goes on. */
  async letPass(id: string): Promise<void> {
    await this.holding.lift(id);
    this.log.info('edition.let-pass', { editionId: id });
  }
}
