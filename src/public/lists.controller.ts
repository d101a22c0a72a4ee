import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ListsRepository } from '../lists/lists.repository.js';
import { languageOf } from '../platform/http/language.js';
import { TemplateEngine } from '../platform/templates/template-engine.js';

/** `/`: the lists, in plain words. */
@Controller()
export class ListsController {
  constructor(
    private readonly lists: ListsRepository,
    private readonly templates: TemplateEngine,
  ) {}

  @Get()
  async index(@Req() request: Request, @Res() response: Response): Promise<void> {
    const language = languageOf(request);
    const lists = await this.lists.all();
    response.type('html').send(
      this.templates.renderPage('public/lists', {
        language,
        title: language === 'en' ? 'Dibao: policies that concern you' : '邸报：与你有关的政策',
        lists: lists.map(({ slug, name, description }) => ({ slug, name, description })),
      }),
    );
  }
}
