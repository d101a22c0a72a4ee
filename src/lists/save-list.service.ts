import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { InvalidInput } from '../platform/errors/domain-error.js';
import { newId } from '../platform/ids.js';
import { type KnownCodes, type ListSettings, problemsOfList } from './domain/list-rules.js';
import { List } from './list.entity.js';
import { ListsRepository } from './lists.repository.js';

/** Makes and changes lists. */
@Injectable()
export class SaveListService {
  constructor(
    private readonly lists: ListsRepository,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** A new list; it announces what becomes visible from now on. Refuses broken settings by field, and a slug that is taken. */
  async add(settings: ListSettings, known: KnownCodes): Promise<List> {
    refuseProblems(settings, known);
    const list = Object.assign(new List(), {
      ...valuesOf(settings),
      id: newId<'list'>(),
      isSample: false,
      announcesFrom: this.clock.now(),
    });
    await this.db.transaction(async (tx) => {
      await this.db.rows(`select pg_advisory_xact_lock(hashtextextended('lists', 0))`, [], tx);
      if (await tx.existsBy(List, { slug: list.slug }))
        throw InvalidInput.of([{ field: 'slug', message: 'is taken by another list' }]);
      await this.lists.add(list, tx);
    });
    return list;
  }

  /** Changes everything but the slug: it is part of public addresses and of List-Id. */
  async change(slug: string, settings: Omit<ListSettings, 'slug'>, known: KnownCodes): Promise<List> {
    refuseProblems({ ...settings, slug }, known);
    return await this.db.transaction(async (tx: Transaction) => {
      const list = await this.lists.bySlug(slug, tx);
      return await tx.save(List, Object.assign(list, valuesOf({ ...settings, slug })));
    });
  }
}

function refuseProblems(settings: ListSettings, known: KnownCodes): void {
  const problems = problemsOfList(settings, known);
  if (problems.length > 0) throw InvalidInput.of(problems);
}

function valuesOf(settings: ListSettings) {
  return { ...settings, sectorTrees: [...settings.sectorTrees] };
}
