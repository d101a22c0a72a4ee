import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { TemplateEngine } from '../templates/template-engine.js';
import type { Problem } from './domain-error.filter.js';
import { languageOf } from './language.js';

/** The page a person sees instead of problem+json: what went wrong, and the way on. */
@Injectable()
export class ErrorPage {
  constructor(private readonly templates: TemplateEngine) {}

  render(problem: Problem, request: Request): string {
    return this.templates.renderPage('error', {
      language: languageOf(request),
      title: String(problem.status),
      status: problem.status,
      message: problem.title,
      incident: problem.incident ?? null,
      errors: problem.errors ?? [],
    });
  }
}
