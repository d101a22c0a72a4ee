import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ListsRepository } from '../lists/lists.repository.js';
import { TemplateEngine } from '../platform/templates/template-engine.js';
import { publicFrame } from './public-page.js';
import { scheduleWords } from './schedule-words.js';

/** `/`: the lists, in plain words. */
@Controller()
export class ListsController {
  constructor(
    private readonly lists: ListsRepository,
    private readonly templates: TemplateEngine,
  ) {}

  @Get()
  async index(@Req() request: Request, @Res() response: Response): Promise<void> {
    const frame = publicFrame(request);
    const { language, langQuery } = frame;
    const lists = await this.lists.all();
    response.type('html').send(
      this.templates.renderPage('public/lists', {
        ...frame,
        title: language === 'en' ? 'Dibao: the policies that concern you' : '邸报：与贵公司有关的政策',
        lists: lists.map((list) => ({
          language: list.language,
          name: list.name,
          description: list.description,
          schedule: scheduleWords(list, language),
          link: `/lists/${list.slug}${langQuery}`,
        })),
      }),
    );
  }
}
