import { Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Session } from '../../admins/sessions.repository.js';
import { RunEditionService } from '../../editions/run-edition.service.js';
import { ListsRepository } from '../../lists/lists.repository.js';
import { ConsoleController } from '../console/console-controller.js';
import { ConsolePage } from '../console/console-page.js';
import { Who } from '../console/console-request.js';
import { Needs } from '../console/console.guard.js';
import { momentIn } from '../console/moments.js';
import { queryText } from '../console/paging.js';
import { wordsIn } from '../words/console-words.js';
import { ListPages } from './list-pages.js';
import { listTexts } from './list.form.js';

/** `/console/lists`: the lists, and the form of each. */
@ConsoleController('lists')
export class ConsoleListsController {
  constructor(
    private readonly lists: ListsRepository,
    private readonly pages: ListPages,
    private readonly running: RunEditionService,
    private readonly page: ConsolePage,
  ) {}

  @Get()
  @Needs('console.view')
  async index(@Who() who: Session, @Req() request: Request, @Res() response: Response): Promise<void> {
    const t = wordsIn(who.language);
    const lists = await this.lists.all();
    this.page.send(request, response, 'lists/index', {
      title: t.lists.title,
      place: 'lists',
      lines: await Promise.all(
        lists.map(async (list) => ({
          href: `/console/lists/${list.slug}`,
          name: list.name,
          slug: list.slug,
          isSample: list.isSample,
          nextCutOff: momentIn(await this.running.nextScheduled(list), list.timeZone),
          timeZone: list.timeZone,
          approval: t.approvals[list.approval],
          sender: list.senderName,
          fromAddress: list.fromAddress,
        })),
      ),
    });
  }

  @Get('new')
  @Needs('lists.write')
  async new(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.pages.show(request, response, null, { texts: {}, problems: [] });
  }

  @Get(':slug')
  @Needs('console.view')
  async edit(@Param('slug') slug: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const list = await this.lists.bySlug(queryText(slug, 63));
    await this.pages.show(request, response, list, { texts: listTexts(list), problems: [] });
  }
}
