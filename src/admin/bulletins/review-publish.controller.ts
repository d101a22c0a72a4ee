import { Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AuditLog } from '../../admins/audit-log.js';
import type { Session } from '../../admins/sessions.repository.js';
import { BulletinListQuery, BulletinNotFound } from '../../bulletins/bulletin-list.query.js';
import { PublishCleanEntriesService } from '../../bulletins/publish-clean-entries.service.js';
import { isId } from '../../platform/ids.js';
import { ConsoleController } from '../console/console-controller.js';
import { Who } from '../console/console-request.js';
import { Needs } from '../console/console.guard.js';

/** Publishes everything in a document that nothing speaks against. */
@ConsoleController('bulletins')
export class ReviewPublishController {
  constructor(
    private readonly publishing: PublishCleanEntriesService,
    private readonly bulletins: BulletinListQuery,
    private readonly audit: AuditLog,
  ) {}

  @Post(':id/publish')
  @Needs('policies.publish')
  async publish(@Param('id') id: string, @Who() who: Session, @Res() response: Response): Promise<void> {
    if (!isId(id)) throw new BulletinNotFound('This bulletin does not exist.');
    await this.bulletins.byId(id);
    const published = await this.publishing.publish(id);
    for (const policyId of published)
      await this.audit.record({
        adminId: who.adminId,
        action: 'policy.published',
        subject: { kind: 'policy', id: policyId },
      });
    response.redirect(303, `/console/bulletins/${id}?done=bulletin-published&published=${published.length}`);
  }
}
