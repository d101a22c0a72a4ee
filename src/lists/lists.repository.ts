import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { List } from './list.entity.js';

/** No list has this slug. */
export class ListNotFound extends DomainError {
  readonly code = 'list.not-found';
  override readonly kind = 'not-found';
}

/** The lists as stored. */
@Injectable()
export class ListsRepository {
  constructor(private readonly dataSource: DataSource) {}

  async all(): Promise<List[]> {
    return await this.dataSource.manager.find(List, { order: { slug: 'ASC' } });
  }

  /** Refuses an unknown slug and names the known ones. */
  async bySlug(slug: string, tx?: Transaction): Promise<List> {
    const list = await (tx ?? this.dataSource.manager).findOneBy(List, { slug });
    if (list) return list;
    const known = (await this.all()).map((one) => one.slug).join(', ');
    throw new ListNotFound(`There is no list "${slug}". Known lists: ${known || 'none'}.`);
  }

  async byId(id: string, tx?: Transaction): Promise<List> {
    const list = await (tx ?? this.dataSource.manager).findOneBy(List, { id });
    if (!list) throw new ListNotFound('This list does not exist.');
    return list;
  }

  async add(list: List, tx?: Transaction): Promise<void> {
    await (tx ?? this.dataSource.manager).insert(List, list);
  }
}
