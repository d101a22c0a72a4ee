import { Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { BulletinNotFound } from '../../bulletins/bulletin-list.query.js';
import { ReviewEntryNotFound } from '../../bulletins/review-entries.repository.js';
import { isId } from '../../platform/ids.js';
import { ConsoleController } from '../console/console-controller.js';
import { Needs } from '../console/console.guard.js';
import { ReviewPages } from './review-pages.js';

/** The review of one document, entry by entry. Whoever may look at the console may look here. */
@ConsoleController('bulletins')
export class ReviewShowController {
  constructor(private readonly pages: ReviewPages) {}

  @Get(':id')
  @Needs('console.view')
  async show(
    @Param('id') id: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (!isId(id)) throw new BulletinNotFound('This bulletin does not exist.');
    const { entry, source } = query;
    if (entry !== undefined && !isId(entry)) throw new ReviewEntryNotFound('This entry does not exist.');
    const at = { bulletinId: id, entryId: entry ?? null, isWhole: source === 'all' };
    await this.pages.show(request, response, at);
  }
}
