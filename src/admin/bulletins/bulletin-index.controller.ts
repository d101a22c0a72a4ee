import { Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { BulletinListQuery } from '../../bulletins/bulletin-list.query.js';
import { ConsoleController } from '../console/console-controller.js';
import { ConsolePage } from '../console/console-page.js';
import { Needs } from '../console/console.guard.js';
import { momentIn } from '../console/moments.js';

/** The documents imported so far, and what waits in each. */
@ConsoleController('bulletins')
export class BulletinIndexController {
  constructor(
    private readonly bulletins: BulletinListQuery,
    private readonly page: ConsolePage,
  ) {}

  @Get()
  @Needs('console.view')
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
        live: line.live,
        held: line.held,
        done: line.entries - line.live,
      })),
    });
  }
}
