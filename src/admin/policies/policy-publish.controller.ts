import { Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AuditLog } from '../../admins/audit-log.js';
import type { Session } from '../../admins/sessions.repository.js';
import { BulletinListQuery } from '../../bulletins/bulletin-list.query.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { isId } from '../../platform/ids.js';
import type { Policy } from '../../policies/policy.entity.js';
import { PoliciesRepository, PolicyNotFound } from '../../policies/policies.repository.js';
import { PublishPolicyService } from '../../policies/publish-policy.service.js';
import { WithdrawPolicyService } from '../../policies/withdraw-policy.service.js';
import { ConsoleController } from '../console/console-controller.js';
import { Who } from '../console/console-request.js';
import { Needs } from '../console/console.guard.js';
import { PolicyPages } from './policy-pages.js';
import { baseOf, textsFrom } from './policy.form.js';

/** Publishing and withdrawing. Ten clicks are one act. */
@ConsoleController('policies')
export class PolicyPublishController {
  constructor(
    private readonly publishing: PublishPolicyService,
    private readonly withdrawing: WithdrawPolicyService,
    private readonly policies: PoliciesRepository,
    private readonly bulletins: BulletinListQuery,
    private readonly pages: PolicyPages,
    private readonly audit: AuditLog,
  ) {}

  @Post(':id/publish')
  @Needs('policies.publish')
  async publish(
    @Param('id') id: string,
    @Who() who: Session,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const before = await this.policy(id);
    try {
      await this.holdBack(before);
      await this.publishing.publish(id);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      const texts = textsFrom(before);
      const sent = { texts, problems: error.problems, version: before.version, base: baseOf(texts) };
      return await this.pages.showEdit(request, response, before, sent);
    }
    if (before.status !== 'published') await this.record('policy.published', id, who);
    response.redirect(303, `/console/policies/${id}?done=policy-published`);
  }

  @Post(':id/withdraw')
  @Needs('policies.publish')
  async withdraw(@Param('id') id: string, @Who() who: Session, @Res() response: Response): Promise<void> {
    const before = await this.policy(id);
    await this.withdrawing.withdraw(id);
    if (before.status === 'published') await this.record('policy.withdrawn', id, who);
    response.redirect(303, `/console/policies/${id}?done=policy-withdrawn`);
  }

  /** A draft whose review has open warnings waits for them. */
  private async holdBack(policy: Policy): Promise<void> {
    const hold = policy.status === 'draft' ? await this.bulletins.holdOf(policy.id) : null;
    if (hold && hold.open > 0) throw InvalidInput.of([{ field: '', message: 'has an open warning' }]);
  }

  private async policy(id: string) {
    if (!isId(id)) throw new PolicyNotFound('This policy does not exist.');
    return await this.policies.byId(id);
  }

  private async record(action: 'policy.published' | 'policy.withdrawn', id: string, who: Session) {
    await this.audit.record({ adminId: who.adminId, action, subject: { kind: 'policy', id } });
  }
}
