import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { EditionArchiveQuery } from '../editions/edition-archive.query.js';
import { ListsRepository } from '../lists/lists.repository.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { TemplateEngine } from '../platform/templates/template-engine.js';
import { latestEdition } from './latest-edition.view.js';
import { sendPage } from './page-encoding.js';
import { publicFrame } from './public-page.js';
import { scheduleWords } from './schedule-words.js';

/** `/`: the lists, in plain words. */
@Controller()
export class ListsController {
  constructor(
    private readonly lists: ListsRepository,
    private readonly editions: EditionArchiveQuery,
    private readonly templates: TemplateEngine,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  async index(@Req() request: Request, @Res() response: Response): Promise<void> {
    const frame = publicFrame(request);
    const { language, langQuery } = frame;
    const title = language === 'en' ? 'Dibao: the policies that concern you' : '邸报：与贵公司有关的政策';
    const lists = await this.lists.all();
    const latest = await Promise.all(lists.map(async (list) => await this.editions.released(list.id, 1)));
    const page = {
      ...frame,
      title,
      head: {
        title,
        description:
          language === 'en'
            ? 'Once a week one mail with exactly the new government policies that concern your company.'
            : '每周一封邮件，只列与贵公司有关的新政策，附截止日期和原文链接。',
        address: `${this.config.publicUrl}/`,
        isIndexed: true,
        kind: 'website',
        feeds: [],
      },
      lists: lists.map((list, at) => ({
        language: list.language,
        name: list.name,
        description: list.description,
        schedule: scheduleWords(list, language),
        latest: latestEdition(list.slug, latest[at]?.[0] ?? null, frame),
        link: `/lists/${list.slug}${langQuery}`,
        archiveLink: `/archive/${list.slug}${langQuery}`,
      })),
    };
    sendPage(this.templates.renderPage('public/lists', page), request, response);
  }
}
