import { Controller, Get, Header, Inject, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { KeptAnswers } from '../platform/http/kept-answers.js';
import { type FoundPolicy, PolicySearchQuery } from '../policies/policy-search.query.js';
import { deadlineCalendar } from './deadline-calendar.view.js';
import { FeedNotFound, FeedScope } from './feed-scope.js';
import {
  atomFeed,
  FEED_KINDS,
  type FeedKind,
  type FeedSubject,
  feedValidators,
  jsonFeed,
} from './feed.view.js';
import { todayInChina } from './today.js';

const ENTRIES = 50;
const DEADLINES = 300;
const KEPT = 200;
const REFRESH_HOURS = 6;

/** `/feeds/{lists|districts|sectors}/<code>.atom`, `.json` and `/deadlines.ics`: what became visible last, what closes next. */
@Controller('feeds')
export class FeedsController {
  private readonly answers = new KeptAnswers(KEPT);

  constructor(
    private readonly scopes: FeedScope,
    private readonly policies: PolicySearchQuery,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get(':kind/:file')
  @Header('Cache-Control', 'public, max-age=900')
  async feed(
    @Param('kind') kind: string,
    @Param('file') file: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const [, code, format] = /^(.+)\.(atom|json)$/s.exec(file) ?? [];
    const { search, subject } = await this.subject(kind, code);
    const policies = await this.policies.latest(search, ENTRIES);
    const isAtom = format === 'atom';
    response.type(`application/${isAtom ? 'atom+xml' : 'feed+json'}; charset=utf-8`);
    this.answers.send(request, response, feedValidators(subject, policies), () =>
      isAtom ? atomFeed(subject, policies) : jsonFeed(subject, policies),
    );
  }

  @Get(':kind/:code/deadlines.ics')
  @Header('Cache-Control', 'public, max-age=900')
  async deadlines(
    @Param('kind') kind: string,
    @Param('code') code: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { search, subject } = await this.subject(kind, code);
    const closesFrom = todayInChina(this.clock);
    const policies = await this.policies.closing({ ...search, closesFrom }, DEADLINES);
    response.type('text/calendar; charset=utf-8');
    this.answers.send(request, response, feedValidators(subject, policies), () =>
      deadlineCalendar(
        { name: `截止：${subject.name}`, publicUrl: this.config.publicUrl, refreshHours: REFRESH_HOURS },
        policies.filter(closesOnADay),
      ),
    );
  }

  private async subject(kind: string, code: string | undefined) {
    if (!isKind(kind) || code === undefined) throw new FeedNotFound('There is no such feed.');
    const { name, page, search } = await this.scopes.of(kind, code);
    const path = `/feeds/${kind}/${encodeURIComponent(code)}`;
    const subject: FeedSubject = { name, path, page, publicUrl: this.config.publicUrl };
    return { search, subject };
  }
}

function isKind(kind: string): kind is FeedKind {
  return (FEED_KINDS as readonly string[]).includes(kind);
}

function closesOnADay(policy: FoundPolicy): policy is FoundPolicy & { readonly closesOn: string } {
  return policy.closesOn?.length === 10;
}
