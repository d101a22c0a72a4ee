import { Body, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Session } from '../../admins/sessions.repository.js';
import {
  BulletinImportsRepository,
  type GivenDocument,
  ImportNotFound,
} from '../../bulletins/bulletin-imports.repository.js';
import { ReceiveDocumentService } from '../../bulletins/receive-document.service.js';
import { ReviewEntriesRepository } from '../../bulletins/review-entries.repository.js';
import { isClean } from '../../bulletins/domain/review-facts.js';
import { Clock } from '../../platform/clock.js';
import { DomainError, InvalidInput } from '../../platform/errors/domain-error.js';
import { isId } from '../../platform/ids.js';
import { ConsoleController } from '../console/console-controller.js';
import { type ConsoleRequest, type FormBody, Who } from '../console/console-request.js';
import { Needs } from '../console/console.guard.js';
import { textsOf } from '../console/form-input.js';
import { BulletinPages } from './bulletin-pages.js';
import { givenBy, readBulletinForm } from './bulletin.form.js';

const FIELD_OF = { text: 'text', file: 'file', url: 'link' } as const;

/** Paste, upload or point at a document; what is read of it goes under review. */
@ConsoleController('bulletins')
export class BulletinImportController {
  constructor(
    private readonly receiving: ReceiveDocumentService,
    private readonly imports: BulletinImportsRepository,
    private readonly entries: ReviewEntriesRepository,
    private readonly pages: BulletinPages,
    private readonly clock: Clock,
  ) {}

  /** With `?from=<import>`: what was given then, to change it and try again. */
  @Get('new')
  @Needs('bulletins.import')
  async new(@Query('from') from: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    const given = isId(from) ? await this.imports.byId(from) : null;
    const texts = given && {
      name: given.name,
      link: given.link ?? '',
      text: given.kind === 'text' ? (await this.imports.contentOf(given.id)).toString() : '',
    };
    const problem = given?.problem;
    const problems = problem ? [{ field: FIELD_OF[given.kind], message: problem }] : [];
    await this.pages.showNew(request, response, texts ?? {}, problems);
  }

  @Post()
  @Needs('bulletins.import')
  async create(
    @Who() who: Session,
    @Body() body: FormBody,
    @Req() request: ConsoleRequest,
    @Res() response: Response,
  ): Promise<void> {
    try {
      const today = this.clock.now().toISOString().slice(0, 10);
      const { list, name, document } = readBulletinForm(body, request.file, today);
      const received = await this.receiving.receive(document, { listSlug: list, name, adminId: who.adminId });
      if (received.kind === 'import')
        return response.redirect(303, `/console/bulletins/imports/${received.importId}`);
      response.redirect(303, await this.reviewOf(received.bulletinId, received.isNew));
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'invalid') throw error;
      const kind = givenBy(request.file, body);
      await this.pages.showNew(request, response, textsOf(body), problemsFor(error, kind));
    }
  }

  /** How far a large document or a page is; once it is read, its review. */
  @Get('imports/:id')
  @Needs('bulletins.import')
  async progress(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    if (!isId(id)) throw new ImportNotFound('This import does not exist.');
    const given = await this.imports.byId(id);
    const isPart = request.headers['hx-request'] === 'true';
    // The heading says that it is being read: a failure is shown as a page of its own.
    if (isPart && given.state === 'failed') return void response.setHeader('HX-Refresh', 'true').end();
    if (given.state !== 'done' || !given.bulletinId)
      return this.pages.showProgress(request, response, given, isPart);
    const review = await this.reviewOf(given.bulletinId, true);
    if (isPart) response.setHeader('HX-Redirect', review).status(200).end();
    else response.redirect(303, review);
  }

  private async reviewOf(bulletinId: string, isNew: boolean): Promise<string> {
    if (!isNew) return `/console/bulletins/${bulletinId}?done=bulletin-known`;
    const entries = await this.entries.outlineOf(bulletinId);
    const held = entries.filter((one) => one.state === 'open' && !isClean(one)).length;
    const duplicates = entries.filter(({ state }) => state === 'duplicate').length;
    const counts = `entries=${entries.length}&held=${held}&duplicates=${duplicates}`;
    return `/console/bulletins/${bulletinId}?done=bulletin-imported&${counts}`;
  }
}

/** A document that cannot be read is a problem of the field it came by. */
function problemsFor(error: DomainError, kind: GivenDocument['kind']) {
  const own = ['list', 'name', 'link', 'text', 'file'];
  const field = FIELD_OF[kind];
  if (!(error instanceof InvalidInput)) return [{ field, message: error.message }];
  return error.problems.map((one) => (own.includes(one.field) ? one : { field, message: one.message }));
}
