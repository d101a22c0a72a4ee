import { Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Session } from '../../admins/sessions.repository.js';
import { type PolicyFilter, PolicyListQuery } from '../../policies/policy-list.query.js';
import { ConsoleController } from '../console/console-controller.js';
import { ConsolePage } from '../console/console-page.js';
import { Who } from '../console/console-request.js';
import { Needs } from '../console/console.guard.js';
import { momentIn } from '../console/moments.js';
import { type Language, wordsIn } from '../words/console-words.js';
import { DashboardLists } from './dashboard-lists.js';
import { DashboardOutlook } from './dashboard-outlook.js';
import { DashboardSending } from './dashboard-sending.js';

const DRAFTS: PolicyFilter = { status: 'draft', level: '', district: '', type: '', text: '' };

/** `/console`: this week at a glance. */
@ConsoleController()
export class DashboardController {
  constructor(
    private readonly policies: PolicyListQuery,
    private readonly lists: DashboardLists,
    private readonly sending: DashboardSending,
    private readonly outlook: DashboardOutlook,
    private readonly page: ConsolePage,
  ) {}

  @Get()
  @Needs('console.view')
  async show(@Who() who: Session, @Req() request: Request, @Res() response: Response): Promise<void> {
    const [lists, sending, deadlines, growth, drafts] = await Promise.all([
      this.lists.view(who.language),
      this.sending.view(who.language),
      this.outlook.deadlines(who.language),
      this.outlook.growth(who.language),
      this.drafts(who.language),
    ]);
    this.page.send(request, response, 'dashboard', {
      title: wordsIn(who.language).dashboard.title,
      place: 'dashboard',
      stats: await this.stats(growth.columns.at(-1)?.active ?? 0, who.language),
      lists,
      sending,
      deadlines,
      growth,
      drafts,
    });
  }

  private async stats(active: number, language: Language) {
    const { dashboard: t } = wordsIn(language);
    const counts = await this.policies.counts();
    return [
      { label: t.policiesPublished, value: counts.published, href: '/console/policies?status=published' },
      { label: t.drafts, value: counts.draft, href: '/console/policies?status=draft' },
      { label: t.activeSubscriptions, value: active, href: null },
      { label: t.toReview, value: await this.lists.toReview(), href: '/console/editions' },
    ];
  }

  private async drafts(language: Language) {
    const { lines } = await this.policies.page(DRAFTS, { limit: 6, offset: 0 });
    return lines.map((line) => ({
      href: `/console/policies/${line.id}`,
      title: line.title,
      issuers: line.issuers.join(language === 'en' ? ', ' : '、'),
      updatedAt: momentIn(line.updatedAt),
    }));
  }
}
