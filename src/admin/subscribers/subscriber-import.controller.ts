import { Body, Get, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AuditLog } from '../../admins/audit-log.js';
import type { Session } from '../../admins/sessions.repository.js';
import { ListsRepository } from '../../lists/lists.repository.js';
import { type FieldProblem, InvalidInput } from '../../platform/errors/domain-error.js';
import {
  type ImportedSubscribers,
  ImportSubscribersService,
} from '../../subscribers/import-subscribers.service.js';
import { ConsoleController } from '../console/console-controller.js';
import { ConsolePage, formFor } from '../console/console-page.js';
import { type ConsoleRequest, type FormBody, Who } from '../console/console-request.js';
import { Needs } from '../console/console.guard.js';
import { FormFields, type FormTexts } from '../console/form-fields.js';
import { errorsInWords, textsOf } from '../console/form-input.js';
import { wordsIn } from '../words/console-words.js';
import { problemInWords } from '../words/problem-words.js';
import { type GivenSubscribers, readImportForm } from './subscriber-import.form.js';

const SHOWN_REFUSALS = 500;
const PATH = '/console/subscriptions/import';

/** A CSV file: first a dry run with every refused cell, then the import. */
@ConsoleController('subscriptions/import')
export class SubscriberImportController {
  constructor(
    private readonly importing: ImportSubscribersService,
    private readonly lists: ListsRepository,
    private readonly page: ConsolePage,
    private readonly audit: AuditLog,
  ) {}

  @Get()
  @Needs('subscribers.write')
  async new(@Who() who: Session, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.showForm(who, request, response, {}, []);
  }

  @Post('preview')
  @Needs('subscribers.write')
  async preview(
    @Who() who: Session,
    @Body() body: FormBody,
    @Req() request: ConsoleRequest,
    @Res() response: Response,
  ): Promise<void> {
    await this.run(who, body, request, response, true, (given, result) =>
      this.showDryRun(who, request, response, given, result),
    );
  }

  @Post()
  @Needs('subscribers.write')
  async create(
    @Who() who: Session,
    @Body() body: FormBody,
    @Req() request: ConsoleRequest,
    @Res() response: Response,
  ): Promise<void> {
    await this.run(who, body, request, response, false, async (given, result) => {
      const { added, unchanged } = result;
      const refused = new Set(result.refused.map((cell) => cell.row)).size;
      const { id } = await this.lists.bySlug(given.list);
      await this.audit.record({
        adminId: who.adminId,
        action: 'subscribers.imported',
        subject: { kind: 'list', id },
        details: { added, unchanged, refused },
      });
      const counts = `added=${added}&unchanged=${unchanged}&refused=${refused}`;
      response.redirect(303, `/console/subscriptions?done=subscribers-imported&${counts}`);
    });
  }

  private async run(
    who: Session,
    body: FormBody,
    request: ConsoleRequest,
    response: Response,
    dryRun: boolean,
    then: (given: GivenSubscribers, result: ImportedSubscribers) => Promise<void> | void,
  ): Promise<void> {
    try {
      const given = readImportForm(body, request.file);
      const { list, consent, text } = given;
      await then(given, await this.importing.import(text, { listSlug: list, consent, dryRun }));
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      await this.showForm(who, request, response, textsOf(body), error.problems);
    }
  }

  private async showForm(
    who: Session,
    request: Request,
    response: Response,
    texts: FormTexts,
    problems: readonly FieldProblem[],
  ): Promise<void> {
    const t = wordsIn(who.language);
    const errors = errorsInWords(problems, who.language);
    const form = new FormFields(texts, errors);
    const lists = (await this.lists.all()).map((list) => [list.slug, list.name] as const);
    const own = ['list', 'consent', 'text', 'file'];
    const view = {
      title: t.import.title,
      place: 'subscribers',
      target: formFor(who, `${PATH}/preview`),
      list: form.select('list', t.app.list, lists),
      consent: form.textarea('consent', t.import.consent, {
        hint: t.import.consentHint,
        rows: 2,
        maxLength: 2_000,
        isRequired: true,
      }),
      text: form.textarea('text', t.import.text, { rows: 8, maxLength: 5_000_000 }),
      fileError: errors['file'] ?? null,
      otherErrors: Object.entries(errors)
        .filter(([field]) => !own.includes(field))
        .map(([field, message]) => `${field}: ${message}`),
    } as const;
    this.page.send(request, response, 'subscribers/import', view, problems.length > 0 ? 422 : 200);
  }

  private showDryRun(
    who: Session,
    request: Request,
    response: Response,
    given: GivenSubscribers,
    result: ImportedSubscribers,
  ): void {
    const t = wordsIn(who.language);
    this.page.send(request, response, 'subscribers/dry-run', {
      title: t.import.dryRunTitle,
      place: 'subscribers',
      given,
      added: result.added,
      unchanged: result.unchanged,
      refusedRows: new Set(result.refused.map((cell) => cell.row)).size,
      refused: result.refused.slice(0, SHOWN_REFUSALS).map((cell) => ({
        ...cell,
        reason: problemInWords(cell.reason, who.language),
      })),
      notShown: Math.max(0, result.refused.length - SHOWN_REFUSALS),
      target: formFor(who, PATH),
    });
  }
}
