import { Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { BulletinListQuery, BulletinNotFound } from '../../bulletins/bulletin-list.query.js';
import { isId } from '../../platform/ids.js';
import { ConsoleController } from '../console/console-controller.js';
import { ConsolePage } from '../console/console-page.js';
import { Needs } from '../console/console.guard.js';
import { momentIn } from '../console/moments.js';
import { statusColour } from '../policies/policy-line.view.js';
import { warningLines } from './bulletin-preview.view.js';

/** The documents imported so far, and what each became. */
@ConsoleController('bulletins')
export class BulletinIndexController {
  constructor(
    private readonly bulletins: BulletinListQuery,
    private readonly page: ConsolePage,
  ) {}

  @Get()
  @Needs('bulletins.import')
  async index(@Req() request: Request, @Res() response: Response): Promise<void> {
    const latest = await this.bulletins.latest(100);
    this.page.send(request, response, 'bulletins/index', {
      title: this.page.wordsFor(request).bulletins.title,
      place: 'bulletins',
      lines: latest.map((line) => ({
        href: `/console/bulletins/${line.id}`,
        name: line.name,
        listName: line.listName,
        importedAt: momentIn(line.importedAt),
        entries: line.entries,
        drafts: line.drafts,
      })),
    });
  }

  @Get(':id')
  @Needs('bulletins.import')
  async show(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    if (!isId(id)) throw new BulletinNotFound('This bulletin does not exist.');
    const bulletin = await this.bulletins.byId(id);
    const t = this.page.wordsFor(request);
    this.page.send(request, response, 'bulletins/show', {
      title: bulletin.name,
      place: 'bulletins',
      listName: bulletin.listName,
      importedAt: momentIn(bulletin.importedAt),
      lines: bulletin.lines.map((line) => ({
        position: line.position,
        href: `/console/policies/${line.policyId}`,
        title: line.title,
        status: t.statuses[line.status],
        colour: statusColour(line.status),
        origin: line.madePolicy ? t.bulletins.made : t.bulletins.duplicate,
        warnings: warningLines(line.warnings, this.page.languageFor(request)),
      })),
    });
  }
}
