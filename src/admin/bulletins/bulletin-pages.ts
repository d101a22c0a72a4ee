import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { BulletinImport } from '../../bulletins/bulletin-imports.repository.js';
import { LARGEST_MB } from '../../bulletins/extract-text.js';
import { ListsRepository } from '../../lists/lists.repository.js';
import type { FieldProblem } from '../../platform/errors/domain-error.js';
import { ConsolePage, formFor } from '../console/console-page.js';
import type { ConsoleRequest } from '../console/console-request.js';
import { FormFields, type FormTexts } from '../console/form-fields.js';
import { errorsInWords } from '../console/form-input.js';
import { problemInWords } from '../words/problem-words.js';
import { LONGEST_TEXT } from './bulletin.form.js';

const FORMATS = ['.txt', '.html', '.md', '.docx', '.pdf', '.csv', '.tsv', '.xlsx'];
const REFRESH_SECONDS = 2;
const STEPS = ['waiting', 'reading', 'storing', 'done'] as const;

/** The pages before a review: the form, and how far a large document is. */
@Injectable()
export class BulletinPages {
  constructor(
    private readonly lists: ListsRepository,
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
      target: formFor((request as ConsoleRequest).consoleSession!, '/console/bulletins'),
      list: form.select('list', t.bulletins.list, lists),
      name: form.text('name', t.bulletins.name, { hint: t.bulletins.nameHint, maxLength: 200 }),
      link: form.text('link', t.bulletins.link, {
        hint: t.bulletins.linkHint,
        maxLength: 2_000,
        inputType: 'url',
        column: 'col-12',
      }),
      text: form.textarea('text', t.bulletins.text, {
        rows: 14,
        maxLength: LONGEST_TEXT,
        hint: t.bulletins.textHint,
      }),
      fileError: errors['file'] ?? null,
      fileHint: t.bulletins.fileHint
        .replace('{formats}', FORMATS.join(' '))
        .replace('{mb}', String(LARGEST_MB)),
      accept: [...FORMATS, '.htm', '.markdown'].join(','),
      hasProblems: problems.length > 0,
    } as const;
    this.page.send(
      request,
      response,
      'bulletins/new',
      view,
      problems.length > 0 && request.method === 'POST' ? 422 : 200,
    );
  }

  showProgress(request: Request, response: Response, given: BulletinImport, isPart: boolean): void {
    const t = this.page.wordsFor(request);
    const words = {
      waiting: t.bulletins.progressWaiting,
      reading: t.bulletins.progressReading,
      storing: t.bulletins.progressStoring,
      done: t.bulletins.progressDone,
    };
    const isLive = given.state !== 'failed' && given.state !== 'done';
    const view = {
      path: `/console/bulletins/imports/${given.id}`,
      isLive,
      steps: STEPS.map((step) => ({ label: words[step], isCurrent: step === given.state })),
      percent: given.progress,
      share: t.bulletins.progressShare.replace('{n}', String(given.progress)),
      problem: given.problem && problemInWords(given.problem, this.page.languageFor(request)),
      again: `/console/bulletins/new?from=${given.id}`,
    };
    if (isPart) return this.page.sendPart(request, response, 'bulletins/progress', { progress: view });
    this.page.send(request, response, 'bulletins/import', {
      title: `${isLive ? t.bulletins.reading : t.bulletins.progressFailed} · ${given.name}`,
      place: 'bulletins',
      progress: view,
      refreshSeconds: isLive ? REFRESH_SECONDS : null,
    });
  }
}
