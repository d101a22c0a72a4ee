import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ListsRepository } from '../lists/lists.repository.js';
import type { Taxonomies } from '../matching/domain/policy-matcher.js';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { isId } from '../platform/ids.js';
import { TemplateEngine } from '../platform/templates/template-engine.js';
import { PoliciesRepository, PolicyNotFound } from '../policies/policies.repository.js';
import { PolicyRelationsQuery } from '../policies/policy-relations.query.js';
import type { Policy } from '../policies/policy.entity.js';
import { TaxonomiesRepository } from '../taxonomy/taxonomies.repository.js';
import { archiveWords } from './archive-words.js';
import { deadlineCalendar } from './deadline-calendar.view.js';
import { feedLinks } from './feed.view.js';
import { sendPage } from './page-encoding.js';
import { policyPage, relatedView } from './policy.view.js';
import { publicFrame } from './public-page.js';
import { subscribeLinks } from './subscribe-links.js';
import { todayInChina } from './today.js';

/** `/policies/<id>`: a published policy with every field, and its deadline for a calendar (RFC 5545). */
@Controller('policies')
export class PolicyController {
  constructor(
    private readonly policies: PoliciesRepository,
    private readonly relations: PolicyRelationsQuery,
    private readonly lists: ListsRepository,
    private readonly taxonomies: TaxonomiesRepository,
    private readonly templates: TemplateEngine,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get(':id')
  async show(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const policy = await this.published(id);
    const { language, langQuery } = publicFrame(request);
    const frame = { language, langQuery, today: todayInChina(this.clock) };
    const taxonomies = await this.taxonomies.load();
    const view = policyPage(policy, taxonomies, frame);
    const feeds = feedsOf(policy, taxonomies, language);
    const head = {
      title: policy.title,
      description: view.description,
      address: `${this.config.publicUrl}/policies/${policy.id}`,
      isIndexed: !policy.isSample,
      kind: 'article',
      feeds: feeds.flatMap((one) => one.links),
    };
    const page = {
      ...view,
      langQuery,
      words: archiveWords(language),
      head,
      feeds,
      subscribe: subscribeLinks(await this.lists.all(), policy, taxonomies, langQuery === '' ? '' : language),
      related: relatedView(await this.relations.of(policy.id), frame),
    };
    sendPage(this.templates.renderPage('public/policy', page), request, response);
  }

  @Get(':id/deadline.ics')
  async deadline(@Param('id') id: string, @Res() response: Response): Promise<void> {
    const policy = await this.published(id);
    if (policy.applicationClosesOn?.length !== 10)
      throw new PolicyNotFound('This policy has no closing date.');
    const calendar = deadlineCalendar({ name: policy.title, publicUrl: this.config.publicUrl }, [
      { ...policy, closesOn: policy.applicationClosesOn },
    ]);
    response
      .type('text/calendar; charset=utf-8')
      .setHeader('Content-Disposition', 'attachment; filename="deadline.ics"')
      .send(calendar);
  }

  private async published(id: string): Promise<Policy> {
    const policy = isId(id) ? await this.policies.byId(id) : null;
    if (policy?.status !== 'published') throw new PolicyNotFound('This policy does not exist.');
    return policy;
  }
}

/** Subjects whose feeds a policy's page names. */
const SUBJECTS = 4;

/** The feeds in which this policy stands: of its districts and sectors. */
function feedsOf(policy: Policy, taxonomies: Taxonomies, language: 'zh-CN' | 'en') {
  return (['districts', 'sectors'] as const)
    .flatMap((kind) =>
      policy[kind].map((code) => ({ kind, code, name: taxonomies[kind].nameOf(code, language) })),
    )
    .slice(0, SUBJECTS)
    .map(({ kind, code, name }) => ({ name, links: feedLinks(kind, code, name, language) }));
}
