import { Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { POLICY_LEVELS, POLICY_STATUSES, POLICY_TYPES } from '../../policies/domain/policy.js';
import { PolicyListQuery } from '../../policies/policy-list.query.js';
import { TaxonomiesRepository } from '../../taxonomy/taxonomies.repository.js';
import { ConsoleController } from '../console/console-controller.js';
import { ConsolePage } from '../console/console-page.js';
import type { FormBody } from '../console/console-request.js';
import { Needs } from '../console/console.guard.js';
import { FormFields } from '../console/form-fields.js';
import { pageNumberOf, pager, queryText } from '../console/paging.js';
import { policyLine } from './policy-line.view.js';

const PAGE_SIZE = 25;

/** `/console/policies`: all policies, by status, level, district, type and text. */
@ConsoleController('policies')
export class PolicyIndexController {
  constructor(
    private readonly policies: PolicyListQuery,
    private readonly taxonomies: TaxonomiesRepository,
    private readonly page: ConsolePage,
  ) {}

  @Get()
  @Needs('console.view')
  async index(@Query() query: FormBody, @Req() request: Request, @Res() response: Response): Promise<void> {
    const filter = {
      status: queryText(query['status']),
      level: queryText(query['level']),
      district: queryText(query['district']),
      type: queryText(query['type']),
      text: queryText(query['text']),
    };
    const page = pageNumberOf(query['page']);
    const found = await this.policies.page(filter, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
    const { districts } = await this.taxonomies.load();
    const t = this.page.wordsFor(request);
    const language = this.page.languageFor(request);
    const form = new FormFields(filter, {});
    const choices = <K extends string>(keys: readonly K[], words: Readonly<Record<K, string>>) =>
      [['', t.app.all], ...keys.map((key) => [key, words[key]])] as [string, string][];
    this.page.send(request, response, 'policies/index', {
      title: t.policies.title,
      place: 'policies',
      filters: [
        form.select('status', t.fields.status, choices(POLICY_STATUSES, t.statuses)),
        form.select('level', t.fields.level, choices(POLICY_LEVELS, t.levels)),
        form.select('type', t.fields.type, choices(POLICY_TYPES, t.types)),
        form.select('district', t.fields.districts, [
          ['', t.app.all],
          ...districts.nodes.map((node) => [node.code, districts.nameOf(node.code, language)] as const),
        ]),
      ],
      text: filter.text,
      lines: found.lines.map((line) => policyLine(line, districts, language)),
      pager: pager('/console/policies', filter, { ...found, page, size: PAGE_SIZE }),
    });
  }
}
