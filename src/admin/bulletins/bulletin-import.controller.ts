import { Body, Get, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AuditLog } from '../../admins/audit-log.js';
import type { Session } from '../../admins/sessions.repository.js';
import { ImportBulletinService } from '../../bulletins/import-bulletin.service.js';
import { PublishCleanEntriesService } from '../../bulletins/publish-clean-entries.service.js';
import { Clock } from '../../platform/clock.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { ConsoleController } from '../console/console-controller.js';
import { type ConsoleRequest, type FormBody, Who } from '../console/console-request.js';
import { Needs } from '../console/console.guard.js';
import { textsOf } from '../console/form-input.js';
import { BulletinPages } from './bulletin-pages.js';
import { type GivenBulletin, readBulletinForm } from './bulletin.form.js';

/** Paste or upload, look at what was read, then store it. */
@ConsoleController('bulletins')
export class BulletinImportController {
  constructor(
    private readonly importing: ImportBulletinService,
    private readonly publishing: PublishCleanEntriesService,
    private readonly pages: BulletinPages,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  @Get('new')
  @Needs('bulletins.import')
  async new(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.pages.showNew(request, response, {});
  }

  @Post('preview')
  @Needs('bulletins.import')
  async preview(
    @Body() body: FormBody,
    @Req() request: ConsoleRequest,
    @Res() response: Response,
  ): Promise<void> {
    const given = await this.read(body, request, response);
    if (given) await this.pages.showPreview(request, response, given);
  }

  @Post()
  @Needs('bulletins.import')
  async create(
    @Who() who: Session,
    @Body() body: FormBody,
    @Req() request: ConsoleRequest,
    @Res() response: Response,
  ): Promise<void> {
    const given = await this.read(body, request, response);
    if (!given) return;
    const { list, ...source } = given;
    const imported = await this.importing.import(source, { listSlug: list, publish: false });
    const published = body['publish'] === 'clean' ? await this.publishing.publish(imported) : [];
    await this.audit.record({
      adminId: who.adminId,
      action: 'bulletin.imported',
      subject: { kind: 'bulletin', id: imported.bulletinId },
      details: { added: imported.ids.length, duplicates: imported.duplicates.length },
    });
    for (const id of published)
      await this.audit.record({
        adminId: who.adminId,
        action: 'policy.published',
        subject: { kind: 'policy', id },
      });
    const counts = `added=${imported.ids.length}&published=${published.length}&duplicates=${imported.duplicates.length}`;
    response.redirect(303, `/console/bulletins/${imported.bulletinId}?done=bulletin-imported&${counts}`);
  }

  private async read(
    body: FormBody,
    request: ConsoleRequest,
    response: Response,
  ): Promise<GivenBulletin | null> {
    try {
      const today = this.clock.now().toISOString().slice(0, 10);
      return await readBulletinForm(body, request.file, today);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      await this.pages.showNew(request, response, textsOf(body), error.problems);
      return null;
    }
  }
}
