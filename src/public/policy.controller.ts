import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import ical, { ICalCalendarMethod } from 'ical-generator';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Inject } from '@nestjs/common';
import { languageOf } from '../platform/http/language.js';
import { isId } from '../platform/ids.js';
import { TemplateEngine } from '../platform/templates/template-engine.js';
import { PoliciesRepository, PolicyNotFound } from '../policies/policies.repository.js';
import { PolicyRelationsQuery } from '../policies/policy-relations.query.js';
import type { Policy } from '../policies/policy.entity.js';
import { TaxonomiesRepository } from '../taxonomy/taxonomies.repository.js';
import { policyPage, relatedView } from './policy.view.js';
import { publicFrame } from './public-page.js';

/** `/policies/<id>`: a published policy with every field, and its deadline for a calendar (RFC 5545). */
@Controller('policies')
export class PolicyController {
  constructor(
    private readonly policies: PoliciesRepository,
    private readonly relations: PolicyRelationsQuery,
    private readonly taxonomies: TaxonomiesRepository,
    private readonly templates: TemplateEngine,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get(':id')
  async show(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const policy = await this.published(id);
    const language = languageOf(request);
    const view = policyPage(policy, await this.taxonomies.load(), language);
    const { langQuery } = publicFrame(request);
    response.type('html').send(
      this.templates.renderPage('public/policy', {
        ...view,
        langQuery,
        head: {
          title: policy.title,
          description: view.description,
          address: `${this.config.publicUrl}/policies/${policy.id}`,
          isIndexed: !policy.isSample,
          kind: 'article',
          feeds: [],
        },
        related: relatedView(await this.relations.of(policy.id), { language, langQuery }),
      }),
    );
  }

  @Get(':id/deadline.ics')
  async deadline(@Param('id') id: string, @Res() response: Response): Promise<void> {
    const policy = await this.published(id);
    if (policy.applicationClosesOn?.length !== 10)
      throw new PolicyNotFound('This policy has no closing date.');
    const calendar = ical({
      name: policy.title,
      method: ICalCalendarMethod.PUBLISH,
      prodId: '//Dibao//Policy deadlines//ZH',
    });
    calendar.createEvent({
      id: `${policy.id}-deadline@dibao`,
      start: new Date(`${policy.applicationClosesOn}T00:00:00Z`),
      allDay: true,
      stamp: policy.updatedAt,
      summary: `截止:${policy.title}`,
      url: `${this.config.publicUrl}/policies/${policy.id}`,
    });
    response
      .type('text/calendar; charset=utf-8')
      .setHeader('Content-Disposition', 'attachment; filename="deadline.ics"')
      .send(calendar.toString());
  }

  private async published(id: string): Promise<Policy> {
    const policy = isId(id) ? await this.policies.byId(id) : null;
    if (policy?.status !== 'published') throw new PolicyNotFound('This policy does not exist.');
    return policy;
  }
}
