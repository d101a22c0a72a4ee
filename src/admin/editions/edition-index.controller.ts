import { Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Session } from '../../admins/sessions.repository.js';
import { EditionBoardQuery } from '../../editions/edition-board.query.js';
import { RunEditionService } from '../../editions/run-edition.service.js';
import type { List } from '../../lists/list.entity.js';
import { ListsRepository } from '../../lists/lists.repository.js';
import { ConsoleController } from '../console/console-controller.js';
import { ConsolePage, formFor } from '../console/console-page.js';
import { type FormBody, Who } from '../console/console-request.js';
import { Needs } from '../console/console.guard.js';
import { momentIn } from '../console/moments.js';
import { queryText } from '../console/paging.js';
import { wordsIn } from '../words/console-words.js';
import { barOf } from './edition-account.view.js';
import { colourOf } from './edition-progress.view.js';

const EDITIONS = 60;

/** `/console/editions`: the editions of one list, newest first. */
@ConsoleController('editions')
export class EditionIndexController {
  constructor(
    private readonly lists: ListsRepository,
    private readonly board: EditionBoardQuery,
    private readonly running: RunEditionService,
    private readonly page: ConsolePage,
  ) {}

  @Get()
  @Needs('console.view')
  async index(
    @Who() who: Session,
    @Query() query: FormBody,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const lists = await this.lists.all();
    const slug = queryText(query['list']);
    const list = lists.find((one) => one.slug === slug) ?? lists[0] ?? null;
    this.page.send(request, response, 'editions/index', {
      title: wordsIn(who.language).editions.title,
      place: 'editions',
      lists: lists.map((one) => ({
        href: `/console/editions?list=${one.slug}`,
        name: one.name,
        isCurrent: one === list,
      })),
      list: list && (await this.listView(list, who)),
      lines: list ? await this.lines(list, who) : [],
    });
  }

  private async listView(list: List, who: Session) {
    const { key, known, isEarly, isPossible } = await this.running.wouldRun(list.id);
    return {
      name: list.name,
      slug: list.slug,
      nextCutOff: momentIn(await this.running.nextScheduled(list), list.timeZone),
      timeZone: list.timeZone,
      needsReview: list.approval !== 'none',
      run: formFor(who, '/console/editions'),
      runKey: key,
      runIsEarly: isEarly,
      runIsPossible: isPossible,
      runIsKnown: known !== null && known.status !== 'cancelled',
      runIsAgain: known?.status === 'cancelled',
    };
  }

  private async lines(list: List, who: Session) {
    const t = wordsIn(who.language);
    return (await this.board.ofList(list.id, EDITIONS)).map((line) => ({
      href: `/console/editions/${line.id}`,
      key: line.key,
      status: t.editionStatuses[line.status],
      colour: colourOf(line.status),
      isHeld: line.heldReason !== null,
      cutOff: momentIn(line.cutOff, list.timeZone),
      policies: line.policies,
      mails: line.rows,
      accepted: line.accepted,
      bar: barOf(
        [
          { slice: 'accepted', count: line.accepted },
          { slice: 'open', count: line.open },
          { slice: 'cancelled', count: line.rows - line.accepted - line.open },
        ],
        line.rows,
      ),
    }));
  }
}
