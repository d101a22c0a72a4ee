import { Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Session } from '../../admins/sessions.repository.js';
import { ListsRepository } from '../../lists/lists.repository.js';
import { SUBSCRIPTION_STATUSES } from '../../subscribers/domain/subscription-status.js';
import { SubscriptionListQuery } from '../../subscribers/subscription-list.query.js';
import { ConsoleController } from '../console/console-controller.js';
import { ConsolePage } from '../console/console-page.js';
import { type FormBody, Who } from '../console/console-request.js';
import { Needs } from '../console/console.guard.js';
import { FormFields } from '../console/form-fields.js';
import { pageNumberOf, pager, queryText } from '../console/paging.js';
import { wordsIn } from '../words/console-words.js';
import { subscriptionLine } from './subscription.view.js';

const PAGE_SIZE = 30;

/** `/console/subscriptions`: by company or by the whole address. */
@ConsoleController('subscriptions')
export class SubscriptionIndexController {
  constructor(
    private readonly subscriptions: SubscriptionListQuery,
    private readonly lists: ListsRepository,
    private readonly page: ConsolePage,
  ) {}

  @Get()
  @Needs('subscribers.read')
  async index(
    @Who() who: Session,
    @Query() query: FormBody,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const t = wordsIn(who.language);
    const filter = {
      text: queryText(query['text'], 254),
      list: queryText(query['list'], 63),
      status: queryText(query['status'], 20),
    };
    const page = pageNumberOf(query['page']);
    const found = await this.subscriptions.page(filter, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
    const lists = await this.lists.all();
    const form = new FormFields(filter, {});
    this.page.send(request, response, 'subscribers/index', {
      title: t.subscribers.title,
      place: 'subscribers',
      text: filter.text,
      filters: [
        form.select('list', t.app.list, [
          ['', t.app.all],
          ...lists.map((list) => [list.slug, list.name] as const),
        ]),
        form.select('status', t.subscribers.status, [
          ['', t.app.all],
          ...SUBSCRIPTION_STATUSES.map((status) => [status, t.subscriptionStatuses[status]] as const),
        ]),
      ],
      lines: found.lines.map((line) => subscriptionLine(line, who.language)),
      pager: pager('/console/subscriptions', filter, { ...found, page, size: PAGE_SIZE }),
    });
  }
}
