import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { may } from '../../admins/domain/permissions.js';
import { formToken } from '../../admins/form-tokens.js';
import type { Session } from '../../admins/sessions.repository.js';
import { languageOf } from '../../platform/http/language.js';
import { TemplateEngine } from '../../platform/templates/template-engine.js';
import { type ConsoleWords, type Language, wordsIn } from '../words/console-words.js';
import { noticeOf } from './notice.js';
import type { ConsoleRequest } from './console-request.js';
import { navigation, type Place } from './navigation.js';

/** No script but ours, no style but ours; a frame only for the sample of a digest. */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Where a form is sent, with the token that belongs there. */
export interface FormTarget {
  readonly action: string;
  readonly csrf: string;
}

/** A page's own part of the view. */
export interface PageView {
  readonly title: string;
  readonly place: Place | null;
}

/** Renders console pages: the page's view in the frame that all share. */
@Injectable()
export class ConsolePage {
  constructor(private readonly templates: TemplateEngine) {}

  /** The language of the session, or before sign-in of the request. */
  languageFor(request: Request): Language {
    return (request as ConsoleRequest).consoleSession?.language ?? languageOf(request);
  }

  wordsFor(request: Request): ConsoleWords {
    return wordsIn(this.languageFor(request));
  }

  /** The whole page of `pages/admin/<template>`. */
  send(
    request: Request,
    response: Response,
    template: string,
    view: PageView & Readonly<Record<string, unknown>>,
    status = 200,
  ): void {
    this.sendAs(response, this.templates.renderPage(`admin/${template}`, this.frame(request, view)), status);
  }

  /** A part of a page that htmx swaps in; the full page includes the same template. */
  sendPart(request: Request, response: Response, template: string, view: object): void {
    const words = this.wordsFor(request);
    const language = this.languageFor(request);
    this.sendAs(
      response,
      this.templates.renderPage(`admin/${template}`, { language, t: words, ...view }),
      200,
    );
  }

  private sendAs(response: Response, html: string, status: number): void {
    response.setHeader('Content-Security-Policy', CONTENT_SECURITY_POLICY);
    response.setHeader('Cache-Control', 'no-store');
    response.status(status).type('html').send(html);
  }

  private frame(request: Request, view: PageView): object {
    const session = (request as ConsoleRequest).consoleSession ?? null;
    const language = this.languageFor(request);
    const words = wordsIn(language);
    return {
      language,
      t: words,
      path: request.path,
      otherLanguage: language === 'en' ? 'zh-CN' : 'en',
      notice: noticeOf(request.query, words),
      nav: session ? navigation(session.role, view.place, words) : [],
      admin: session && {
        email: session.email,
        role: words.roles[session.role],
        signOut: formFor(session, '/console/sign-out'),
        language: formFor(session, '/console/language'),
      },
      can: session ? abilities(session) : NO_ABILITIES,
      refreshSeconds: null,
      ...view,
    };
  }
}

/** A form of this session. */
export function formFor(session: Session, action: string): FormTarget {
  return { action, csrf: formToken(session.csrfSecret, action) };
}

function abilities({ role }: Session) {
  return {
    writePolicies: may(role, 'policies.write'),
    publish: may(role, 'policies.publish'),
    importBulletins: may(role, 'bulletins.import'),
    readSubscribers: may(role, 'subscribers.read'),
    writeSubscribers: may(role, 'subscribers.write'),
    runEditions: may(role, 'editions.run'),
    approve: may(role, 'editions.approve'),
    controlEditions: may(role, 'editions.control'),
    writeLists: may(role, 'lists.write'),
  };
}

const NO_ABILITIES = Object.fromEntries(
  [
    'writePolicies',
    'publish',
    'importBulletins',
    'readSubscribers',
    'writeSubscribers',
    'runEditions',
    'approve',
    'controlEditions',
    'writeLists',
  ].map((name) => [name, false]),
);
