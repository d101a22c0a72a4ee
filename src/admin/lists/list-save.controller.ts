import { Body, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AuditLog } from '../../admins/audit-log.js';
import type { Session } from '../../admins/sessions.repository.js';
import type { List } from '../../lists/list.entity.js';
import type { ListSettings } from '../../lists/domain/list-rules.js';
import { ListsRepository } from '../../lists/lists.repository.js';
import { SaveListService } from '../../lists/save-list.service.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { ConsoleController } from '../console/console-controller.js';
import { type FormBody, Who } from '../console/console-request.js';
import { Needs } from '../console/console.guard.js';
import { problemsOf, textsOf } from '../console/form-input.js';
import { queryText } from '../console/paging.js';
import { ListPages } from './list-pages.js';
import { listSettingsForm } from './list.form.js';

/** Makes and changes lists; refusals are shown at their fields. */
@ConsoleController('lists')
export class ListSaveController {
  constructor(
    private readonly saving: SaveListService,
    private readonly lists: ListsRepository,
    private readonly pages: ListPages,
    private readonly audit: AuditLog,
  ) {}

  @Post()
  @Needs('lists.write')
  async create(
    @Who() who: Session,
    @Body() body: FormBody,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const known = await this.pages.known();
    await this.save(request, response, null, body, async (settings) => {
      const list = await this.saving.add(settings, known);
      await this.record('list.added', list.id, who);
      response.redirect(303, `/console/lists/${list.slug}?done=list-added`);
    });
  }

  @Post(':slug')
  @Needs('lists.write')
  async update(
    @Param('slug') slug: string,
    @Who() who: Session,
    @Body() body: FormBody,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const stored = await this.lists.bySlug(queryText(slug, 63));
    const known = await this.pages.known();
    await this.save(request, response, stored, { ...body, slug }, async (settings) => {
      await this.saving.change(slug, settings, known);
      await this.record('list.changed', stored.id, who);
      response.redirect(303, `/console/lists/${slug}?done=list-saved`);
    });
  }

  private async save(
    request: Request,
    response: Response,
    stored: List | null,
    body: FormBody,
    store: (settings: ListSettings) => Promise<void>,
  ): Promise<void> {
    const texts = { sectorTrees: [], ...textsOf(body) };
    const input = listSettingsForm.safeParse(body);
    if (!input.success) {
      await this.pages.show(request, response, stored, { texts, problems: problemsOf(input.error) });
      return;
    }
    try {
      await store(input.data);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      await this.pages.show(request, response, stored, { texts, problems: error.problems });
    }
  }

  private async record(action: 'list.added' | 'list.changed', id: string, who: Session): Promise<void> {
    await this.audit.record({ adminId: who.adminId, action, subject: { kind: 'list', id } });
  }
}
