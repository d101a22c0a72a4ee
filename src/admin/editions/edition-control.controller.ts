import { Body, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AuditLog } from '../../admins/audit-log.js';
import type { Session } from '../../admins/sessions.repository.js';
import { ApproveEditionService } from '../../editions/approve-edition.service.js';
import { EditionsSchedule } from '../../editions/editions.schedule.js';
import { HoldEditionService } from '../../editions/hold-edition.service.js';
import { PauseEditionService } from '../../editions/pause-edition.service.js';
import { ConsoleController } from '../console/console-controller.js';
import { type FormBody, Who } from '../console/console-request.js';
import { Needs } from '../console/console.guard.js';
import { queryText } from '../console/paging.js';
import { wordsIn } from '../words/console-words.js';
import { EditionPages } from './edition-pages.js';

type Done = 'approved' | 'held' | 'unheld' | 'refrozen' | 'paused' | 'resumed';

/** The buttons of an edition: each one service, then back to its page. */
@ConsoleController('editions')
export class EditionControlController {
  constructor(
    private readonly approving: ApproveEditionService,
    private readonly holding: HoldEditionService,
    private readonly pausing: PauseEditionService,
    private readonly schedule: EditionsSchedule,
    private readonly pages: EditionPages,
    private readonly audit: AuditLog,
  ) {}

  @Post(':id/approve')
  @Needs('editions.approve')
  async approve(
    @Param('id') id: string,
    @Who() who: Session,
    @Body() body: FormBody,
    @Res() response: Response,
  ): Promise<void> {
    await this.pages.edition(id);
    await this.approving.approve(id, queryText(body['contentHash'], 64), who.adminId);
    await this.done(id, who, 'approved', response);
  }

  @Post(':id/hold')
  @Needs('editions.control')
  async hold(
    @Param('id') id: string,
    @Who() who: Session,
    @Body() body: FormBody,
    @Res() response: Response,
  ): Promise<void> {
    await this.pages.edition(id);
    await this.holding.hold(id, queryText(body['reason'], 200) || wordsIn(who.language).editions.held);
    await this.done(id, who, 'held', response);
  }

  @Post(':id/unhold')
  @Needs('editions.control')
  async unhold(@Param('id') id: string, @Who() who: Session, @Res() response: Response): Promise<void> {
    await this.pages.edition(id);
    await this.holding.lift(id);
    await this.done(id, who, 'unheld', response);
  }

  @Post(':id/refreeze')
  @Needs('editions.control')
  async refreeze(@Param('id') id: string, @Who() who: Session, @Res() response: Response): Promise<void> {
    await this.pages.edition(id);
    await this.holding.refreeze(id);
    await this.done(id, who, 'refrozen', response);
  }

  @Post(':id/pause')
  @Needs('editions.control')
  async pause(@Param('id') id: string, @Who() who: Session, @Res() response: Response): Promise<void> {
    await this.pages.edition(id);
    await this.pausing.pause(id, wordsIn(who.language).editions.byConsole);
    await this.done(id, who, 'paused', response);
  }

  @Post(':id/resume')
  @Needs('editions.control')
  async resume(@Param('id') id: string, @Who() who: Session, @Res() response: Response): Promise<void> {
    await this.pages.edition(id);
    await this.pausing.resume(id);
    await this.done(id, who, 'resumed', response);
  }

  private async done(id: string, who: Session, done: Done, response: Response): Promise<void> {
    await this.audit.record({
      adminId: who.adminId,
      action: `edition.${done}`,
      subject: { kind: 'edition', id },
    });
    if (done !== 'held' && done !== 'paused') await this.schedule.openDue();
    response.redirect(303, `/console/editions/${id}?done=edition-${done}`);
  }
}
