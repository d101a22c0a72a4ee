import { Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AuditLog } from '../../admins/audit-log.js';
import type { Session } from '../../admins/sessions.repository.js';
import { CancelEditionService } from '../../editions/cancel-edition.service.js';
import { NotInThisState } from '../../editions/edition-changed.error.js';
import { ConsoleController } from '../console/console-controller.js';
import { ConsolePage, formFor } from '../console/console-page.js';
import { Who } from '../console/console-request.js';
import { Needs } from '../console/console.guard.js';
import { wordsIn } from '../words/console-words.js';
import { EditionPages } from './edition-pages.js';

/** Cancelling is asked twice: the first page says how many mails it is about. */
@ConsoleController('editions')
export class EditionCancelController {
  constructor(
    private readonly cancelling: CancelEditionService,
    private readonly pages: EditionPages,
    private readonly page: ConsolePage,
    private readonly audit: AuditLog,
  ) {}

  @Get(':id/cancel')
  @Needs('editions.control')
  async new(
    @Param('id') id: string,
    @Who() who: Session,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const edition = await this.pages.edition(id);
    if (edition.status === 'complete' || edition.status === 'cancelled')
      throw new NotInThisState('This edition has ended already.');
    const progress = await this.pages.progress(edition, who.language);
    this.page.send(request, response, 'editions/cancel', {
      title: `${edition.key} · ${wordsIn(who.language).editions.cancelTitle}`,
      place: 'editions',
      isSending: edition.status === 'sending',
      willStop: progress.eligible - progress.done,
      alreadyOut: progress.account.outcomes[0]?.count ?? 0,
      account: progress.account,
      back: `/console/editions/${id}`,
      target: formFor(who, `/console/editions/${id}/cancel`),
    });
  }

  @Post(':id/cancel')
  @Needs('editions.control')
  async create(@Param('id') id: string, @Who() who: Session, @Res() response: Response): Promise<void> {
    await this.pages.edition(id);
    const cancelled = await this.cancelling.cancel(id, 'cancelled by an admin');
    await this.audit.record({
      adminId: who.adminId,
      action: 'edition.cancelled',
      subject: { kind: 'edition', id },
      details: { cancelled },
    });
    response.redirect(303, `/console/editions/${id}?done=edition-cancelled&cancelled=${cancelled}`);
  }
}
