import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Taxonomies } from '../matching/domain/policy-matcher.js';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { TemplateEngine } from '../platform/templates/template-engine.js';
import { type PolicySearch, PolicySearchQuery } from '../policies/policy-search.query.js';
import { wordsAskedFor } from '../policies/word-segmenter.js';
import { TaxonomiesRepository } from '../taxonomy/taxonomies.repository.js';
import { archiveWords } from './archive-words.js';
import { publicFrame } from './public-page.js';
import { readSearchForm, type SearchForm, searchOf } from './policy-search.form.js';
import {
  chosenOf,
  countsView,
  resultView,
  searchAddress,
  searchChoices,
  searchProblems,
} from './policy-search.view.js';
import { todayInChina } from './today.js';

const PAGE = 20;

/** `/policies`: every published policy, searched and filtered by a plain GET form. */
@Controller('policies')
export class PoliciesController {
  constructor(
    private readonly policies: PolicySearchQuery,
    private readonly taxonomies: TaxonomiesRepository,
    private readonly templates: TemplateEngine,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  async index(@Req() request: Request, @Res() response: Response): Promise<void> {
    const taxonomies = await this.taxonomies.load();
    const form = readSearchForm(request.query, taxonomies);
    const found = await this.find(form, taxonomies);
    const isPastEnd = form.page > 1 && found.policies.length === 0;
    if (form.problems.length > 0) response.status(422);
    else if (isPastEnd) response.status(404);
    const shown: SearchForm = isPastEnd
      ? { ...form, problems: [{ field: 'page', problem: 'not-a-page' }] }
      : form;
    response
      .type('html')
      .send(this.templates.renderPage('public/policies', this.view(request, shown, found, taxonomies)));
  }

  private async find(form: SearchForm, taxonomies: Taxonomies) {
    if (form.problems.length > 0) return { counts: {}, policies: [] };
    const search: PolicySearch = searchOf(form, taxonomies, todayInChina(this.clock));
    return {
      counts: await this.policies.counts(search),
      policies: await this.policies.page(search, { limit: PAGE, offset: (form.page - 1) * PAGE }),
    };
  }

  private view(
    request: Request,
    form: SearchForm,
    found: Awaited<ReturnType<PoliciesController['find']>>,
    taxonomies: Taxonomies,
  ) {
    const { language, langQuery } = publicFrame(request);
    const words = archiveWords(language);
    const { values, page } = form;
    const isFiltered = Object.entries(values).some(([field, value]) => field !== 'page' && value !== '');
    const counts = countsView(found.counts, language);
    const last = Math.max(1, Math.ceil(counts.total / PAGE));
    const lang = langQuery === '' ? '' : language;
    const address = (to: number) => searchAddress(values, { page: String(to) }, lang);
    const marked = form.problems.length === 0 && values.q !== '' ? wordsAskedFor(values.q).marks : [];
    const context = { language, langQuery, today: todayInChina(this.clock) };
    return {
      language,
      title: values.q === '' ? words.title : `${values.q} – ${words.title}`,
      words,
      values,
      lang,
      head: {
        title: words.title,
        description: words.lead,
        address: `${this.config.publicUrl}/policies${page > 1 && !isFiltered ? `?page=${page}` : ''}`,
        isIndexed: !isFiltered && form.problems.length === 0,
        kind: 'website',
        feeds: [],
      },
      otherLanguage: searchAddress(values, { lang: language === 'en' ? 'zh-CN' : 'en' }, ''),
      choices: searchChoices(taxonomies, language),
      chosen: chosenOf(form, taxonomies, language),
      isFiltered,
      filterCount: Object.entries(values).filter(
        ([field, value]) => !['page', 'q'].includes(field) && value !== '',
      ).length,
      clearLink: `/policies${langQuery}`,
      problems: searchProblems(form, language),
      counts,
      results: found.policies.map((one) => resultView(one, context, marked)),
      pages: {
        at: language === 'en' ? `Page ${page} of ${last}` : `第 ${page} / ${last} 页`,
        previous: page > 1 ? address(Math.min(page - 1, last)) : null,
        next: page < last ? address(page + 1) : null,
      },
    };
  }
}
