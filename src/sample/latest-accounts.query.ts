import { Injectable } from '@nestjs/common';
import type { Accounting } from '../editions/domain/edition-progress.js';
import { EditionAccountQuery } from '../editions/edition-account.query.js';
import { EditionsRepository } from '../editions/editions.repository.js';
import { ListsRepository } from '../lists/lists.repository.js';

/** The newest edition of every list, once it is through. */
@Injectable()
export class LatestAccountsQuery {
  constructor(
    private readonly lists: ListsRepository,
    private readonly editions: EditionsRepository,
    private readonly accounts: EditionAccountQuery,
  ) {}

  /** Waits until they are complete, cancelled or in review, at most `waitMs` in all. */
  async settled(waitMs: number): Promise<{ slug: string; account: Accounting }[]> {
    const deadline = Date.now() + waitMs;
    const found: { slug: string; account: Accounting }[] = [];
    for (const list of await this.lists.all()) {
      let account = await this.latest(list.id);
      while (
        account &&
        !['complete', 'cancelled', 'in-review'].includes(account.status) &&
        Date.now() < deadline
      ) {
        await new Promise((resolve) => setTimeout(resolve, 200));
        account = await this.latest(list.id);
      }
      if (account) found.push({ slug: list.slug, account });
    }
    return found;
  }

  private async latest(listId: string): Promise<Accounting | null> {
    const [edition] = await this.editions.ofList(listId);
    return edition ? await this.accounts.of(edition) : null;
  }
}
