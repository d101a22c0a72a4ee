import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { EditionArchiveQuery } from '../editions/edition-archive.query.js';
import { EditionNotFound } from '../editions/editions.repository.js';
import type { List } from '../lists/list.entity.js';
import { ListNotFound, ListsRepository } from '../lists/lists.repository.js';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { TemplateEngine } from '../platform/templates/template-engine.js';
import { archiveWords } from './archive-words.js';
import { archivePage, editionPage } from './edition-archive.view.js';
import { feedLinks } from './feed.view.js';
import { sendPage } from './page-encoding.js';
import { publicFrame } from './public-page.js';
import type { SubscribeLink } from './subscribe-links.js';
import { todayInChina } from './today.js';

/** How many editions the page lists: ten years of weeks. */
const EDITIONS = 520;
const SLUG = /^[a-z0-9-]{1,64}$/;
const KEY = /^\d{4}-W\d{2}$/;

/** `/archive/<slug>[/<key>]`: the editions a list has sent, and the union of what each announced. */
@Controller('archive')
export class EditionArchiveController {
  constructor(
    private readonly lists: ListsRepository,
    private readonly editions: EditionArchiveQuery,
    private readonly templates: TemplateEngine,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get(':slug')
  async index(@Param('slug') slug: string, @Req() request: Request, @Res() response: Response) {
    const list = await this.list(slug);
    const view = archivePage(list, await this.editions.released(list.id, EDITIONS), publicFrame(request));
    const page = this.frame(request, list, `/archive/${slug}`, view);
    sendPage(this.templates.renderPage('public/archive', page), request, response);
  }

  @Get(':slug/:key')
  async show(
    @Param('slug') slug: string,
    @Param('key') key: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const list = await this.list(slug);
    const edition = KEY.test(key) ? await this.editions.byKey(list.id, key) : null;
    if (!edition) throw new EditionNotFound('This list has sent no such edition.');
    const policies = await this.editions.policiesOf(edition.id);
    const view = editionPage(list, edition, policies, {
      ...publicFrame(request),
      today: todayInChina(this.clock),
    });
    const page = this.frame(request, list, `/archive/${slug}/${key}`, view);
    sendPage(this.templates.renderPage('public/edition', page), request, response);
  }

  private async list(slug: string): Promise<List> {
    if (!SLUG.test(slug)) throw new ListNotFound('There is no such list.');
    return await this.lists.bySlug(slug);
  }

  /** The view with what every page of a list's archive has around it. */
  private frame<View extends { readonly title: string; readonly lead: string }>(
    request: Request,
    list: List,
    path: string,
    view: View,
  ) {
    const { language, langQuery } = publicFrame(request);
    const feeds = feedLinks('lists', list.slug, list.name, language);
    const subscribe: SubscribeLink[] = [
      { name: list.name, language: list.language, link: `/lists/${list.slug}${langQuery}` },
    ];
    return {
      language,
      langQuery,
      words: archiveWords(language),
      head: {
        title: view.title,
        description: view.lead,
        address: `${this.config.publicUrl}${path}`,
        isIndexed: !list.isSample,
        kind: 'website',
        feeds,
      },
      subscribe,
      feeds: [{ name: list.name, links: feeds }],
      ...view,
    };
  }
}
