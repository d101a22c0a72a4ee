import { Injectable } from '@nestjs/common';
import { DeliveriesRepository } from '../delivery/deliveries.repository.js';
import { ListsRepository } from '../lists/lists.repository.js';
import { Clock } from '../platform/clock.js';
import { accountFor, type Accounting } from './domain/edition-progress.js';
import { type Edition, EditionNotFound, EditionsRepository } from './editions.repository.js';

const NO_ROWS = {
  pending: 0,
  claimed: 0,
  sending: 0,
  accepted: 0,
  rejected: 0,
  suppressed: 0,
  uncertain: 0,
  cancelled: 0,
  expired: 0,
};

/** Who got an edition, who did not, and why. */
@Injectable()
export class EditionAccountQuery {
  constructor(
    private readonly editions: EditionsRepository,
    private readonly lists: ListsRepository,
    private readonly deliveries: DeliveriesRepository,
    private readonly clock: Clock,
  ) {}

  /** Refuses an unknown list or key and names the known ones. */
  async byKey(listSlug: string, key: string): Promise<Accounting> {
    const list = await this.lists.bySlug(listSlug);
    const edition = await this.editions.byKey(list.id, key);
    if (edition) return await this.of(edition);
    const known = (await this.editions.ofList(list.id))
      .slice(0, 5)
      .map((one) => one.key)
      .join(', ');
    throw new EditionNotFound(`The list "${listSlug}" has no edition ${key}. Latest: ${known || 'none'}.`);
  }

  async of(edition: Edition): Promise<Accounting> {
    const tally = edition.runId ? await this.deliveries.tally(edition.runId) : NO_ROWS;
    const until = edition.completedAt ?? this.clock.now();
    const send = edition.releasedAt ? Math.max(0, until.getTime() - edition.releasedAt.getTime()) / 1_000 : 0;
    return accountFor(edition, tally, {
      freeze: edition.freezeSeconds,
      compose: edition.composeSeconds,
      send: Math.round(send * 1_000) / 1_000,
    });
  }
}
