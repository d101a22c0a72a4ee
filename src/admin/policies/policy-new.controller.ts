import { Body, Get, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AuditLog } from '../../admins/audit-log.js';
import type { Session } from '../../admins/sessions.repository.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { SavePolicyService } from '../../policies/save-policy.service.js';
import { ConsoleController } from '../console/console-controller.js';
import { type FormBody, Who } from '../console/console-request.js';
import { Needs } from '../console/console.guard.js';
import { problemsOf, textsOf } from '../console/form-input.js';
import { PolicyPages } from './policy-pages.js';
import { factsFrom, policyForm } from './policy.form.js';

/** A policy typed by hand, stored as a draft. */
@ConsoleController('policies')
export class PolicyNewController {
  constructor(
    private readonly saving: SavePolicyService,
    private readonly pages: PolicyPages,
    private readonly audit: AuditLog,
  ) {}

  @Get('new')
  @Needs('policies.write')
  async new(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.pages.showNew(request, response, { level: 'municipal', type: 'notice', announce: 'next' });
  }

  @Post()
  @Needs('policies.write')
  async create(
    @Who() who: Session,
    @Body() body: FormBody,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const input = policyForm.safeParse(body);
    if (!input.success)
      return await this.pages.showNew(request, response, textsOf(body), problemsOf(input.error));
    const { announce, ...facts } = factsFrom(input.data);
    try {
      const { policy, isNew } = await this.saving.addDraft(facts, { announce, isSample: false });
      if (isNew)
        await this.audit.record({
          adminId: who.adminId,
          action: 'policy.added',
          subject: { kind: 'policy', id: policy.id },
        });
      response.redirect(
        303,
        `/console/policies/${policy.id}?done=${isNew ? 'policy-added' : 'policy-known'}`,
      );
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      await this.pages.showNew(request, response, textsOf(body), error.problems);
    }
  }
}
