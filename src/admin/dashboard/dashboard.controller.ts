import { Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Session } from '../../admins/sessions.repository.js';
import { EditionBoardQuery } from '../../editions/edition-board.query.js';
import { RunEditionService } from '../../editions/run-edition.service.js';
import type { List } from '../../lists/list.entity.js';
import { ListsRepository } from '../../lists/lists.repository.js';
import { type PolicyFilter, PolicyListQuery } from '../../policies/policy-list.query.js';
import { SubscriptionListQuery } from '../../subscribers/subscription-list.query.js';
import { ConsoleController } from '../console/console-controller.js';
import { ConsolePage } from '../console/console-page.js';
import { Who } from '../console/console-request.js';
import { Needs } from '../console/console.guard.js';
import { momentIn } from '../console/moments.js';
import { barOf } from '../editions/edition-account.view.js';
import { colourOf } from '../editions/edition-progress.view.js';
import { type Language, wordsIn } from '../words/console-words.js';

const DRAFTS: PolicyFilter = { status: 'draft', level: '', district: '', type: '', text: '' };

/** `/console`: this week at a glance. */
@ConsoleController()
export class DashboardController {
  constructor(
    private readonly lists: ListsRepository,
    private readonly board: EditionBoardQuery,
    private readonly policies: PolicyListQuery,
    private readonly subscriptions: SubscriptionListQuery,
    private readonly running: RunEditionService,
    private readonly page: ConsolePage,
  ) {}

  @Get()
  @Needs('console.view')
  async show(@Who() who: Session, @Req() request: Request, @Res() response: Response): Promise<void> {
    const t = wordsIn(who.language);
    const lists = await this.lists.all();
    const counts = await this.policies.counts();
    const drafts = await this.policies.page(DRAFTS, { limit: 6, offset: 0 });
    this.page.send(request, response, 'dashboard', {
      title: t.dashboard.title,
      place: 'dashboard',
      stats: [
        {
          label: t.dashboard.policiesPublished,
          value: counts.published,
          href: '/console/policies?status=published',
        },
        { label: t.dashboard.drafts, value: counts.draft, href: '/console/policies?status=draft' },
        { label: t.dashboard.activeSubscriptions, value: await this.subscriptions.countActive(), href: null },
        { label: t.dashboard.toReview, value: await this.board.inReview(), href: '/console/editions' },
      ],
      lists: await Promise.all(lists.map(async (list) => await this.listView(list, who.language))),
      drafts: drafts.lines.map((line) => ({
        href: `/console/policies/${line.id}`,
        title: line.title,
        issuers: line.issuers.join(who.language === 'en' ? ', ' : '、'),
        updatedAt: momentIn(line.updatedAt),
      })),
    });
  }

  private async listView(list: List, language: Language) {
    const t = wordsIn(language);
    const [latest] = await this.board.ofList(list.id, 1);
    const cutOff = await this.board.lastCutOff(list.id);
    return {
      name: list.name,
      href: `/console/editions?list=${list.slug}`,
      nextCutOff: momentIn(await this.running.nextScheduled(list), list.timeZone),
      waiting: await this.policies.announcedSince(cutOff ?? list.announcesFrom),
      latest: latest
        ? {
            key: latest.key,
            href: `/console/editions/${latest.id}`,
            status: t.editionStatuses[latest.status],
            colour: colourOf(latest.status),
            policies: latest.policies,
            says: `${latest.accepted} / ${latest.rows}`,
            bar: barOf(
              [
                { slice: 'accepted', count: latest.accepted },
                { slice: 'open', count: latest.open },
                { slice: 'cancelled', count: latest.rows - latest.accepted - latest.open },
              ],
              latest.rows,
            ),
          }
        : null,
    };
  }
}
