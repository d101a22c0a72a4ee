import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { PreviewBulletinService } from '../../bulletins/preview-bulletin.service.js';
import { ListsRepository } from '../../lists/lists.repository.js';
import type { FieldProblem } from '../../platform/errors/domain-error.js';
import { TaxonomiesRepository } from '../../taxonomy/taxonomies.repository.js';
import { ConsolePage, formFor } from '../console/console-page.js';
import type { ConsoleRequest } from '../console/console-request.js';
import { FormFields, type FormTexts } from '../console/form-fields.js';
import { errorsInWords } from '../console/form-input.js';
import { previewView } from './bulletin-preview.view.js';
import type { GivenBulletin } from './bulletin.form.js';

/** The pages of an import: the form, and what was read. */
@Injectable()
export class BulletinPages {
  constructor(
    private readonly previewing: PreviewBulletinService,
    private readonly lists: ListsRepository,
    private readonly taxonomies: TaxonomiesRepository,
    private readonly page: ConsolePage,
  ) {}

  async showNew(
    request: Request,
    response: Response,
    texts: FormTexts,
    problems: readonly FieldProblem[] = [],
  ): Promise<void> {
    const t = this.page.wordsFor(request);
    const errors = errorsInWords(problems, this.page.languageFor(request));
    const form = new FormFields(texts, errors);
    const lists = (await this.lists.all()).map((list) => [list.slug, list.name] as const);
    const view = {
      title: t.bulletins.new,
      place: 'bulletins',
      target: formFor((request as ConsoleRequest).consoleSession!, '/console/bulletins/preview'),
      list: form.select('list', t.bulletins.list, lists),
      name: form.text('name', t.bulletins.name, { hint: t.bulletins.nameHint, maxLength: 200 }),
      text: form.textarea('text', t.bulletins.text, { rows: 16, maxLength: 2_000_000 }),
      fileError: errors['file'] ?? null,
    } as const;
    this.page.send(request, response, 'bulletins/new', view, problems.length > 0 ? 422 : 200);
  }

  async showPreview(request: Request, response: Response, given: GivenBulletin): Promise<void> {
    const list = await this.lists.bySlug(given.list);
    const session = (request as ConsoleRequest).consoleSession!;
    const preview = await this.previewing.preview(given.text);
    const view = previewView(preview, await this.taxonomies.load(), session.language);
    this.page.send(request, response, 'bulletins/preview', {
      title: `${this.page.wordsFor(request).bulletins.preview} · ${given.name}`,
      place: 'bulletins',
      ...view,
      given,
      listName: list.name,
      back: formFor(session, '/console/bulletins/preview'),
      target: formFor(session, '/console/bulletins'),
    });
  }
}
