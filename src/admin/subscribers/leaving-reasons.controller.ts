import { Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Session } from '../../admins/sessions.repository.js';
import { LeavingReasonsQuery } from '../../subscribers/leaving-reasons.query.js';
import { ConsoleController } from '../console/console-controller.js';
import { ConsolePage } from '../console/console-page.js';
import { Who } from '../console/console-request.js';
import { Needs } from '../console/console.guard.js';
import { wordsIn } from '../words/console-words.js';
import { leavingByList, noteLine } from './leaving-reasons.view.js';

const NOTES = 50;

/** `/console/subscriptions/leaving`: why people left, drawn by list, and what they wrote. */
@ConsoleController('subscriptions/leaving')
export class LeavingReasonsController {
  constructor(
    private readonly reasons: LeavingReasonsQuery,
    private readonly page: ConsolePage,
  ) {}

  @Get()
  @Needs('subscribers.read')
  async show(@Who() who: Session, @Req() request: Request, @Res() response: Response): Promise<void> {
    this.page.send(request, response, 'subscribers/leaving', {
      title: wordsIn(who.language).leaving.title,
      place: 'subscribers',
      lists: leavingByList(await this.reasons.counts(), who.language),
      notes: (await this.reasons.notes(NOTES)).map((note) => noteLine(note, who.language)),
    });
  }
}
