import { Body, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AuditLog } from '../../admins/audit-log.js';
import type { Session } from '../../admins/sessions.repository.js';
import { EditionsSchedule } from '../../editions/editions.schedule.js';
import { RunEditionService } from '../../editions/run-edition.service.js';
import { ListsRepository } from '../../lists/lists.repository.js';
import { ConsoleController } from '../console/console-controller.js';
import { type FormBody, Who } from '../console/console-request.js';
import { Needs } from '../console/console.guard.js';
import { queryText } from '../console/paging.js';

/** Opens an edition now and wakes a worker; ten clicks open one. */
@ConsoleController('editions')
export class EditionRunController {
  constructor(
    private readonly running: RunEditionService,
    private readonly schedule: EditionsSchedule,
    private readonly lists: ListsRepository,
    private readonly audit: AuditLog,
  ) {}

  @Post()
  @Needs('editions.run')
  async create(@Who() who: Session, @Body() body: FormBody, @Res() response: Response): Promise<void> {
    const list = await this.lists.bySlug(queryText(body['list'], 63));
    const { id, key, isNew } = await this.running.runNow(list.id);
    if (isNew)
      await this.audit.record({
        adminId: who.adminId,
        action: 'edition.opened',
        subject: { kind: 'edition', id },
        details: { key },
      });
    await this.schedule.openDue();
    response.redirect(
      303,
      `/console/editions/${id}?done=${isNew ? 'edition-opened' : 'edition-known'}&key=${key}`,
    );
  }
}
