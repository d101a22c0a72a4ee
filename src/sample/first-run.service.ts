import { Inject, Injectable } from '@nestjs/common';
import { CreateAdminService } from '../admins/create-admin.service.js';
import { ListsRepository } from '../lists/lists.repository.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { SeedTaxonomyService } from '../taxonomy/seed-taxonomy.service.js';
import { LatestAccountsQuery } from './latest-accounts.query.js';
import { type SeededDemo, SeedDemoService } from './seed-demo.service.js';

const WAIT_MS = 60_000;

/** What a start does before anything else, and what it says when it is up. */
@Injectable()
export class FirstRunService {
  constructor(
    private readonly taxonomy: SeedTaxonomyService,
    private readonly demo: SeedDemoService,
    private readonly lists: ListsRepository,
    private readonly latest: LatestAccountsQuery,
    private readonly admins: CreateAdminService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Taxonomies always; sample data only while mail goes to the local inbox, and only into an empty house. */
  async prepare(): Promise<SeededDemo | null> {
    await this.taxonomy.seed();
    if (!this.config.localInbox || (await this.lists.all()).length > 0) return null;
    return await this.demo.seed();
  }

  /**
   * Waits until the latest editions are through, then says where to look. The first owner of a house whose mail goes to
   * the local inbox is made here: the password is in this text and nowhere else.
   */
  async welcome(seeded: SeededDemo | null, inboxUrl: string | null): Promise<string> {
    const owner = await this.firstOwner();
    const accounts = await this.latest.settled(WAIT_MS);
    const lines = [
      '',
      '邸报 Dibao 已启动 / is up',
      `  网站 Site      ${this.config.publicUrl}`,
      `  控制台 Console  ${this.config.publicUrl}/console${owner ? `   ${owner.email} / ${owner.password}` : ''}`,
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

  private async firstOwner(): Promise<{ email: string; password: string } | null> {
    if (this.config.role === 'worker' || !this.config.localInbox) return null;
    return await this.admins.ensureFirstOwner();
  }
}
