import { Body, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AuditLog } from '../../admins/audit-log.js';
import type { Session } from '../../admins/sessions.repository.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { isId } from '../../platform/ids.js';
import { CorrectPolicyService, PolicyChangedMeanwhile } from '../../policies/correct-policy.service.js';
import { PoliciesRepository, PolicyNotFound } from '../../policies/policies.repository.js';
import type { Policy } from '../../policies/policy.entity.js';
import { ConsoleController } from '../console/console-controller.js';
import { type FormBody, Who } from '../console/console-request.js';
import { Needs } from '../console/console.guard.js';
import { problemsOf, textsOf } from '../console/form-input.js';
import { PolicyPages } from './policy-pages.js';
import { factsFrom, policyForm, versionForm } from './policy.form.js';

/** One policy with all its fields. Two people at once: the second sees the difference and loses nothing. */
@ConsoleController('policies')
export class PolicyEditController {
  constructor(
    private readonly policies: PoliciesRepository,
    private readonly correcting: CorrectPolicyService,
    private readonly pages: PolicyPages,
    private readonly audit: AuditLog,
  ) {}

  @Get(':id')
  @Needs('console.view')
  async edit(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.pages.showEdit(request, response, await this.policy(id));
  }

  @Post(':id')
  @Needs('policies.write')
  async update(
    @Param('id') id: string,
    @Who() who: Session,
    @Body() body: FormBody,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const policy = await this.policy(id);
    const texts = textsOf(body);
    const edited = versionForm.safeParse(body);
    const { version, base } = edited.success ? edited.data : { version: 0, base: '' };
    const input = policyForm.safeParse(body);
    if (!input.success) {
      const sent = { texts, problems: problemsOf(input.error), version, base };
      return await this.pages.showEdit(request, response, policy, sent);
    }
    try {
      await this.correcting.correct(id, version, factsFrom(input.data));
    } catch (error) {
      if (error instanceof PolicyChangedMeanwhile)
        return await this.pages.showConflict(request, response, await this.policy(id), { texts, base });
      if (!(error instanceof InvalidInput)) throw error;
      const sent = { texts, problems: error.problems, version, base };
      return await this.pages.showEdit(request, response, policy, sent);
    }
    await this.audit.record({
      adminId: who.adminId,
      action: 'policy.corrected',
      subject: { kind: 'policy', id },
    });
    response.redirect(303, `/console/policies/${id}?done=policy-saved`);
  }

  private async policy(id: string): Promise<Policy> {
    if (!isId(id)) throw new PolicyNotFound('This policy does not exist.');
    return await this.policies.byId(id);
  }
}
