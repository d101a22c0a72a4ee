import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ListsRepository } from '../lists/lists.repository.js';
import type { Taxonomies } from '../matching/domain/policy-matcher.js';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { TemplateEngine } from '../platform/templates/template-engine.js';
import { PolicySearchQuery } from '../policies/policy-search.query.js';
import { wordsAskedFor } from '../policies/word-segmenter.js';
import { TaxonomiesRepository } from '../taxonomy/taxonomies.repository.js';
import { sendPage } from './page-encoding.js';
import { readSearchForm, type SearchForm, searchOf } from './policy-search.form.js';
import { type Found, PAGE_SIZE, searchPage } from './policy-search.page.js';
import { publicFrame } from './public-page.js';
import { todayInChina } from './today.js';

const NOTHING: Found = { counts: {}, policies: [], marks: [] };

/** `/policies`: every published policy, searched and filtered by a plain GET form. */
@Controller('policies')
export class PoliciesController {
  constructor(
    private readonly policies: PolicySearchQuery,
    private readonly taxonomies: TaxonomiesRepository,
    private readonly lists: ListsRepository,
    private readonly templates: TemplateEngine,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** 200; 400 with what is wrong for a query that cannot be understood; 404 for a page past the end. */
  @Get()
  async index(@Req() request: Request, @Res() response: Response): Promise<void> {
    const taxonomies = await this.taxonomies.load();
    const form = readSearchForm(request.query, taxonomies);
    const found = form.problems.length > 0 ? NOTHING : await this.find(form, taxonomies);
    const isPastEnd = form.page > 1 && found.policies.length === 0;
    if (form.problems.length > 0) response.status(400);
    else if (isPastEnd) response.status(404);
    const shown: SearchForm = isPastEnd
      ? { ...form, problems: [{ field: 'page', problem: 'not-a-page' }] }
      : form;
    const { language, langQuery } = publicFrame(request);
    const page = searchPage(shown, found, {
      language,
      langQuery,
      taxonomies,
      today: todayInChina(this.clock),
      publicUrl: this.config.publicUrl,
      lists: await this.lists.all(),
    });
    sendPage(this.templates.renderPage('public/policies', page), request, response);
  }

  private async find(form: SearchForm, taxonomies: Taxonomies): Promise<Found> {
    const search = searchOf(form, taxonomies, todayInChina(this.clock));
    const found = await this.policies.find(search, {
      limit: PAGE_SIZE,
      offset: (form.page - 1) * PAGE_SIZE,
    });
    return { ...found, marks: form.values.q === '' ? [] : wordsAskedFor(form.values.q).marks };
  }
}
