import { Controller, Get, Header, Inject, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { PolicySearchQuery } from '../policies/policy-search.query.js';
import { FeedNotFound, FeedScope } from './feed-scope.js';
import { deadlineCalendar, FEED_KINDS, type FeedKind, type FeedSubject, policyFeed } from './feed.view.js';
import { todayInChina } from './today.js';

const ENTRIES = 50;
const DEADLINES = 300;

/** `/feeds/{lists|districts|sectors}/<code>.atom`, `.json` and `/deadlines.ics`: the newest policies of each. */
@Controller('feeds')
export class FeedsController {
  constructor(
    private readonly scopes: FeedScope,
    private readonly policies: PolicySearchQuery,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get(':kind/:file')
  @Header('Cache-Control', 'public, max-age=900')
  async feed(@Param('kind') kind: string, @Param('file') file: string, @Res() response: Response) {
    const [, code, format] = /^(.+)\.(atom|json)$/s.exec(file) ?? [];
    const { search, subject } = await this.subject(kind, code);
    const feed = policyFeed(subject, await this.policies.page(search, { limit: ENTRIES, offset: 0 }));
    if (format === 'atom') response.type('application/atom+xml; charset=utf-8').send(feed.atom1());
    else response.type('application/feed+json; charset=utf-8').send(feed.json1());
  }

  @Get(':kind/:code/deadlines.ics')
  @Header('Cache-Control', 'public, max-age=900')
  async deadlines(@Param('kind') kind: string, @Param('code') code: string, @Res() response: Response) {
    const { search, subject } = await this.subject(kind, code);
    const closesFrom = todayInChina(this.clock);
    const policies = await this.policies.closing({ ...search, closesFrom }, DEADLINES);
    response.type('text/calendar; charset=utf-8').send(deadlineCalendar(subject, policies));
  }

  private async subject(kind: string, code: string | undefined) {
    if (!isKind(kind) || code === undefined) throw new FeedNotFound('There is no such feed.');
    const { name, search } = await this.scopes.of(kind, code);
    const path = `/feeds/${kind}/${encodeURIComponent(code)}`;
    const subject: FeedSubject = { name, path, publicUrl: this.config.publicUrl };
    return { search, subject };
  }
}

function isKind(kind: string): kind is FeedKind {
  return (FEED_KINDS as readonly string[]).includes(kind);
}
