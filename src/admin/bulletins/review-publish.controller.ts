import { Body, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AuditLog } from '../../admins/audit-log.js';
import type { Session } from '../../admins/sessions.repository.js';
import { BulletinListQuery, BulletinNotFound } from '../../bulletins/bulletin-list.query.js';
import { PublishCleanEntriesService } from '../../bulletins/publish-clean-entries.service.js';
import { isId } from '../../platform/ids.js';
import { ConsoleController } from '../console/console-controller.js';
import { ConsolePage, formFor } from '../console/console-page.js';
import { type FormBody, Who } from '../console/console-request.js';
import { Needs } from '../console/console.guard.js';

/** So many at a time where the page asks on by itself: one or two seconds. */
const SLICE = 100;

/** Publishes everything in a document that nothing speaks against. */
@ConsoleController('bulletins')
export class ReviewPublishController {
  constructor(
    private readonly publishing: PublishCleanEntriesService,
    private readonly bulletins: BulletinListQuery,
    private readonly audit: AuditLog,
    private readonly page: ConsolePage,
  ) {}

  /** All of it; with htmx a part of it, and a form that asks for the next part and shows how far it is. */
  @Post(':id/publish')
  @Needs('policies.publish')
  async publish(
    @Param('id') id: string,
    @Body() body: FormBody,
    @Who() who: Session,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (!isId(id)) throw new BulletinNotFound('This bulletin does not exist.');
    await this.bulletins.byId(id);
    const isPart = request.headers['hx-request'] === 'true';
    const { policyIds, left } = await this.publishing.publish(id, isPart ? SLICE : undefined);
    for (const policyId of policyIds)
      await this.audit.record({
        adminId: who.adminId,
        action: 'policy.published',
        subject: { kind: 'policy', id: policyId },
      });
    const published = publishedBefore(body) + policyIds.length;
    const path = `/console/bulletins/${id}`;
    if (isPart && left > 0) {
      const publishing = { ...formFor(who, `${path}/publish`), published, all: published + left };
      this.page.sendPart(request, response, 'bulletins/publishing', { publishing });
      return;
    }
    const done = `${path}?done=bulletin-published&published=${published}`;
    if (isPart) response.setHeader('HX-Redirect', done).status(200).end();
    else response.redirect(303, done);
  }
}

/** By the requests of this act that went before, as the page counts. */
function publishedBefore({ published }: FormBody): number {
  return typeof published === 'string' && /^\d{1,6}$/.test(published) ? Number(published) : 0;
}
