import { Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type AuditEntry, AuditLog } from '../../admins/audit-log.js';
import { ConsoleController } from '../console/console-controller.js';
import { ConsolePage } from '../console/console-page.js';
import type { FormBody } from '../console/console-request.js';
import { Needs } from '../console/console.guard.js';
import { momentIn } from '../console/moments.js';
import { pageNumberOf, pager } from '../console/paging.js';
import type { ConsoleWords } from '../words/console-words.js';

const PAGE_SIZE = 50;
const PATHS: Readonly<Record<string, string>> = {
  policy: '/console/policies/',
  bulletin: '/console/bulletins/',
  edition: '/console/editions/',
  subscription: '/console/subscriptions/',
};

/** `/console/audit`: who did what to which id, and when. */
@ConsoleController('audit')
export class AuditController {
  constructor(
    private readonly log: AuditLog,
    private readonly page: ConsolePage,
  ) {}

  @Get()
  @Needs('audit.read')
  async index(@Query() query: FormBody, @Req() request: Request, @Res() response: Response): Promise<void> {
    const page = pageNumberOf(query['page']);
    const entries = await this.log.latest({ limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
    const t = this.page.wordsFor(request);
    this.page.send(request, response, 'audit', {
      title: t.audit.title,
      place: 'audit',
      lines: entries.map((entry) => auditLine(entry, t)),
      pager: pager('/console/audit', {}, { page, size: PAGE_SIZE, total: await this.log.count() }),
    });
  }
}

function auditLine(entry: AuditEntry, t: ConsoleWords) {
  const path = PATHS[entry.subjectKind];
  const actions = t.actions as Readonly<Record<string, string>>;
  return {
    at: momentIn(entry.at),
    who: entry.adminEmail ?? t.audit.nobody,
    action: actions[entry.action] ?? entry.action,
    subject: entry.subjectId ? `${entry.subjectKind} ${entry.subjectId.slice(-12)}` : entry.subjectKind,
    href: path && entry.subjectId ? `${path}${entry.subjectId}` : null,
    details: Object.entries(entry.details)
      .map(([name, value]) => `${name} ${value}`)
      .join(' · '),
  };
}
