import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Reach } from '../matching/reach.query.js';
import { Clock } from '../platform/clock.js';
import { TemplateEngine } from '../platform/templates/template-engine.js';
import type { FormProblem } from '../subscribers/domain/form-fields.js';
import { OpenLinkService } from '../subscribers/open-link.service.js';
import { type Preferences, PreferencesQuery } from '../subscribers/preferences.query.js';
import { sendPage } from './page-encoding.js';
import { publicFrame } from './public-page.js';
import { preferencesPage } from './preferences.view.js';

/** What came in by a form of the preferences page, and what became of it. */
export interface PreferencesInput {
  readonly input?: unknown;
  readonly wrong?: readonly FormProblem[];
  readonly reach?: Reach;
  readonly until?: string;
  readonly email?: string;
}

/** Renders the one page that the acts of a preferences link come back to. */
@Injectable()
export class PreferencesPage {
  constructor(
    private readonly preferences: PreferencesQuery,
    private readonly links: OpenLinkService,
    private readonly templates: TemplateEngine,
    private readonly clock: Clock,
  ) {}

  async open(token: string): Promise<Preferences> {
    return await this.preferences.open(token);
  }

  /** Sends the page as it stands now; throws `LinkInvalid`. */
  async send(
    token: string,
    { request, response }: { readonly request: Request; readonly response: Response },
    came: PreferencesInput = {},
  ): Promise<void> {
    sendPage(await this.render(token, request, came), request, response);
  }

  private async render(token: string, request: Request, came: PreferencesInput): Promise<string> {
    const opened = await this.preferences.open(token);
    const view = preferencesPage(
      opened,
      {
        input: came.input ?? null,
        wrong: came.wrong ?? [],
        reach: came.reach ?? null,
        until: came.until ?? '',
        email: came.email ?? '',
        done: request.query['done'],
        now: this.clock.now(),
        token,
        linkOf: (purpose, subscriptionId) => {
          const sealed = this.links.seal(purpose, { ...opened.token, reference: subscriptionId });
          return `/${purpose === 'unsubscribe' ? 'u' : purpose}/${sealed}`;
        },
      },
      publicFrame(request, opened.subscription.language),
    );
    return this.templates.renderPage('public/preferences', view);
  }
}

/** The address of a preferences page that says what was done. */
export function preferencesAddress(token: string, request: Request, done: string): string {
  const { langQuery } = publicFrame(request);
  return `/preferences/${token}${langQuery === '' ? '?' : `${langQuery}&`}done=${done}`;
}
