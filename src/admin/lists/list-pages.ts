import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { List } from '../../lists/list.entity.js';
import type { KnownCodes } from '../../lists/domain/list-rules.js';
import { APPROVALS } from '../../lists/domain/list-rules.js';
import type { FieldProblem } from '../../platform/errors/domain-error.js';
import { TaxonomiesRepository } from '../../taxonomy/taxonomies.repository.js';
import { ConsolePage, formFor } from '../console/console-page.js';
import type { ConsoleRequest } from '../console/console-request.js';
import { FormFields, type FormTexts } from '../console/form-fields.js';
import { errorsInWords } from '../console/form-input.js';
import { sectorTreesOf } from '../console/taxonomy-trees.js';
import { NEW_LIST } from './list.form.js';
import { wordsIn } from '../words/console-words.js';

const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;

/** The form of a new and of a stored list. */
@Injectable()
export class ListPages {
  constructor(
    private readonly taxonomies: TaxonomiesRepository,
    private readonly page: ConsolePage,
  ) {}

  /** The codes a list may name. */
  async known(): Promise<KnownCodes> {
    const { districts, sectors } = await this.taxonomies.load();
    return { districts: districts.nodes.map((node) => node.code), sectorTrees: sectorTreesOf(sectors) };
  }

  async show(
    request: Request,
    response: Response,
    list: List | null,
    form: { readonly texts: FormTexts; readonly problems: readonly FieldProblem[] },
  ): Promise<void> {
    const session = (request as ConsoleRequest).consoleSession!;
    const t = wordsIn(session.language);
    const view = {
      title: list?.name ?? t.lists.add,
      place: 'lists',
      list: list && { slug: list.slug, publicLink: `/lists/${list.slug}`, isSample: list.isSample },
      target: formFor(session, list ? `/console/lists/${list.slug}` : '/console/lists'),
      parts: await this.parts(request, list === null, form),
      hasProblems: form.problems.length > 0,
    } as const;
    this.page.send(request, response, 'lists/form', view, form.problems.length > 0 ? 422 : 200);
  }

  private async parts(
    request: Request,
    isNew: boolean,
    { texts, problems }: { readonly texts: FormTexts; readonly problems: readonly FieldProblem[] },
  ) {
    const language = this.page.languageFor(request);
    const t = wordsIn(language);
    const form = new FormFields(isNew ? { ...NEW_LIST, ...texts } : texts, errorsInWords(problems, language));
    const { districts, sectors } = await this.taxonomies.load();
    const third = { column: 'col-md-4' };
    const must = { isRequired: true };
    const trees = t.trees as Readonly<Record<string, string>>;
    return [
      {
        heading: t.lists.contents,
        fields: [
          form.text('name', t.lists.name, { ...must, maxLength: 200 }),
          ...(isNew
            ? [form.text('slug', t.lists.slug, { ...must, maxLength: 63, hint: t.lists.slugHint })]
            : []),
          form.textarea('description', t.lists.description, { rows: 2, maxLength: 2_000 }),
          form.select(
            'language',
            t.lists.language,
            [
              ['zh-CN', t.languages.zh],
              ['en', t.languages.en],
            ],
            third,
          ),
          form.select(
            'districtRoot',
            t.lists.districtRoot,
            districts.nodes.map((node) => [node.code, districts.nameOf(node.code, language)]),
            third,
          ),
          form.checks(
            'sectorTrees',
            t.lists.sectorTrees,
            sectorTreesOf(sectors).map((tree) => [tree, trees[tree] ?? tree]),
            { column: 'col-12' },
          ),
        ],
      },
      {
        heading: t.lists.schedule,
        fields: [
          form.select(
            'cutoffWeekday',
            t.lists.weekday,
            WEEKDAYS.map((day) => [day, t.weekdays[`d${day}`]]),
            { column: 'col-md-3' },
          ),
          form.text('cutoffTime', t.lists.time, { column: 'col-md-3', inputType: 'time', maxLength: 5 }),
          form.text('timeZone', t.lists.timeZone, {
            column: 'col-md-3',
            maxLength: 60,
            hint: t.lists.timeZoneHint,
          }),
          form.select(
            'approval',
            t.lists.approval,
            APPROVALS.map((one) => [one, t.approvals[one]]),
            { column: 'col-md-3' },
          ),
          form.select(
            'quietWeek',
            t.lists.quietWeek,
            [
              ['silent', t.lists.quietSilent],
              ['note', t.lists.quietNote],
            ],
            { column: 'col-12', hint: t.lists.quietHint },
          ),
        ],
      },
      {
        heading: t.lists.sender,
        fields: [
          form.text('senderName', t.lists.senderName, { ...third, ...must, maxLength: 100 }),
          form.text('fromAddress', t.lists.fromAddress, {
            ...third,
            ...must,
            inputType: 'email',
            maxLength: 254,
          }),
          form.text('replyTo', t.lists.replyTo, { ...third, inputType: 'email', maxLength: 254 }),
          form.text('postalAddress', t.lists.postalAddress, { column: 'col-md-8', ...must, maxLength: 300 }),
          form.text('icpNumber', t.lists.icpNumber, { ...third, maxLength: 60 }),
        ],
      },
    ];
  }
}
