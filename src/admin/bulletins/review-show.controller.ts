import { Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { BulletinNotFound } from '../../bulletins/bulletin-list.query.js';
import { ReviewEntriesRepository, ReviewEntryNotFound } from '../../bulletins/review-entries.repository.js';
import { isId } from '../../platform/ids.js';
import { ConsoleController } from '../console/console-controller.js';
import { Needs } from '../console/console.guard.js';
import { pageNumberOf } from '../console/paging.js';
import { ReviewPages } from './review-pages.js';

/** The review of one document, entry by entry. Whoever may look at the console may look here. */
@ConsoleController('bulletins')
export class ReviewShowController {
  constructor(
    private readonly pages: ReviewPages,
    private readonly entries: ReviewEntriesRepository,
  ) {}

  @Get(':id')
  @Needs('console.view')
  async show(
    @Param('id') id: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (!isId(id)) throw new BulletinNotFound('This bulletin does not exist.');
    const { entry, source, page } = query;
    if (entry !== undefined && !isId(entry)) throw new ReviewEntryNotFound('This entry does not exist.');
    const at = {
      bulletinId: id,
      entryId: entry ?? (await this.numbered(id, query['number'])),
      isWhole: source === 'all',
      page: page === undefined ? null : pageNumberOf(page),
    };
    await this.pages.show(request, response, at);
  }

  /** The entry that stands at a number of the document, as its list counts; past the end the last. */
  private async numbered(bulletinId: string, number: unknown): Promise<string | null> {
    if (typeof number !== 'string' || !/^[1-9]\d{0,5}$/.test(number)) return null;
    const all = await this.entries.outlineOf(bulletinId);
    return all[Math.min(Number(number), all.length) - 1]?.id ?? null;
  }
}
