import { Inject, Injectable } from '@nestjs/common';
import { EditionAccountQuery } from '../editions/edition-account.query.js';
import type { Accounting } from '../editions/domain/edition-progress.js';
import { EditionsRepository } from '../editions/editions.repository.js';
import { ListsRepository } from '../lists/lists.repository.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { SeedTaxonomyService } from '../taxonomy/seed-taxonomy.service.js';
import { type SeededDemo, SeedDemoService } from './seed-demo.service.js';

const WAIT_MS = 60_000;

/** What a start does before anything else, and what it says when it is up. */
@Injectable()
export class FirstRunService {
  constructor(
    private readonly taxonomy: SeedTaxonomyService,
    private readonly demo: SeedDemoService,
    private readonly lists: ListsRepository,
    private readonly editions: EditionsRepository,
    private readonly accounts: EditionAccountQuery,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Taxonomies always; sample data only while mail goes to the local inbox, and only into an empty house. */
  async prepare(): Promise<SeededDemo | null> {
    await this.taxonomy.seed();
    if (!this.config.localInbox || (await this.lists.all()).length > 0) return null;
    return await this.demo.seed();
  }

  /** Waits until the latest editions are through, then says where to look. */
  async welcome(seeded: SeededDemo | null, inboxUrl: string | null): Promise<string> {
    const accounts = await this.latestAccounts();
    const lines = [
      '',
      '邸报 Dibao 已启动 / is up',
      `  网站 Site      ${this.config.publicUrl}`,
      ...(inboxUrl ? [`  收件箱 Inbox   ${inboxUrl}`] : []),
      ...(seeded ? [`  示例 Sample    ${seeded.policies} policies, ${seeded.subscribers} subscribers`] : []),
      ...accounts.map(
        ({ slug, account }) =>
          `  最近一期 Edition ${account.edition} (${slug}): ${account.accepted} of ${account.eligible} mails accepted, ${account.excluded.nothingNew} subscriptions with nothing new`,
      ),
      '  停止 Stop: Ctrl-C',
      '',
    ];
    return `${lines.join('\n')}\n`;
  }

  private async latestAccounts(): Promise<{ slug: string; account: Accounting }[]> {
    const deadline = Date.now() + WAIT_MS;
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
