import { Injectable } from '@nestjs/common';
import { EditionBoardQuery, type EditionLine } from '../../editions/edition-board.query.js';
import { RunEditionService } from '../../editions/run-edition.service.js';
import type { List } from '../../lists/list.entity.js';
import { ListsRepository } from '../../lists/lists.repository.js';
import { PolicyListQuery } from '../../policies/policy-list.query.js';
import { momentIn } from '../console/moments.js';
import { barOf } from '../editions/edition-account.view.js';
import { colourOf } from '../editions/edition-progress.view.js';
import { type Language, wordsIn } from '../words/console-words.js';

/** Each list's edition of this week, and the next. */
@Injectable()
export class DashboardLists {
  constructor(
    private readonly lists: ListsRepository,
    private readonly board: EditionBoardQuery,
    private readonly policies: PolicyListQuery,
    private readonly running: RunEditionService,
  ) {}

  async view(language: Language) {
    const lists = await this.lists.all();
    return await Promise.all(lists.map(async (list) => await this.listView(list, language)));
  }

  /** How many editions wait for an approver. */
  async toReview(): Promise<number> {
    return await this.board.inReview();
  }

  private async listView(list: List, language: Language) {
    const [latest] = await this.board.ofList(list.id, 1);
    const cutOff = await this.board.lastCutOff(list.id);
    return {
      name: list.name,
      href: `/console/editions?list=${list.slug}`,
      nextCutOff: momentIn(await this.running.nextScheduled(list), list.timeZone),
      waiting: await this.policies.announcedSince(cutOff ?? list.announcesFrom),
      latest: latest ? latestView(latest, language) : null,
    };
  }
}

function latestView(latest: EditionLine, language: Language) {
  return {
    key: latest.key,
    href: `/console/editions/${latest.id}`,
    status: wordsIn(language).editionStatuses[latest.status],
    colour: colourOf(latest.status),
    isHeld: latest.heldReason !== null,
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
  };
}
