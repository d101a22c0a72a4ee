import { Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Session } from '../../admins/sessions.repository.js';
import { DigestSampleQuery } from '../../editions/digest-sample.query.js';
import type { Edition } from '../../editions/editions.repository.js';
import { EditionNotFound } from '../../editions/editions.repository.js';
import { ListsRepository } from '../../lists/lists.repository.js';
import { isId } from '../../platform/ids.js';
import { ConsoleController } from '../console/console-controller.js';
import { ConsolePage, formFor } from '../console/console-page.js';
import { Who } from '../console/console-request.js';
import { Needs } from '../console/console.guard.js';
import { momentIn } from '../console/moments.js';
import { EditionPages } from './edition-pages.js';

const REFRESH_SECONDS = 3;
const BEFORE_RELEASE = ['collecting', 'frozen', 'in-review', 'approved'];

/** One edition: its state, live; where everybody went; what it says. */
@ConsoleController('editions')
export class EditionShowController {
  constructor(
    private readonly pages: EditionPages,
    private readonly lists: ListsRepository,
    private readonly samples: DigestSampleQuery,
    private readonly page: ConsolePage,
  ) {}

  @Get(':id')
  @Needs('console.view')
  async show(
    @Param('id') id: string,
    @Who() who: Session,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const edition = await this.pages.edition(id);
    const list = await this.lists.byId(edition.listId);
    const progress = await this.pages.progress(edition, who.language);
    this.page.send(request, response, 'editions/show', {
      title: `${edition.key} · ${list.name}`,
      place: 'editions',
      back: `/console/editions?list=${list.slug}`,
      windowFrom: momentIn(edition.windowFrom, list.timeZone),
      cutOff: momentIn(edition.cutOff, list.timeZone),
      releasedAt: momentIn(edition.releasedAt, list.timeZone),
      completedAt: momentIn(edition.completedAt, list.timeZone),
      timeZone: list.timeZone,
      counts: edition.counts,
      progress,
      refreshSeconds: progress.isLive ? REFRESH_SECONDS : null,
      ...(await this.pages.contents(edition, who.language)),
      acts: actsOf(edition, who, progress.isPaused),
    });
  }

  /** The part that htmx swaps in every two seconds. When the state changes the whole page is loaded again. */
  @Get(':id/progress')
  @Needs('console.view')
  async progress(
    @Param('id') id: string,
    @Who() who: Session,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const edition = await this.pages.edition(id);
    const seen = request.query['seen'];
    if (typeof seen === 'string' && seen !== stateOf(edition)) response.setHeader('HX-Refresh', 'true');
    const progress = await this.pages.progress(edition, who.language);
    this.page.sendPart(request, response, 'editions/progress', { progress, seen: stateOf(edition) });
  }

  /** A digest as mailed, in a frame that may run and send nothing. */
  @Get(':id/samples/:messageId')
  @Needs('console.view')
  async sample(
    @Param('id') id: string,
    @Param('messageId') messageId: string,
    @Res() response: Response,
  ): Promise<void> {
    const edition = await this.pages.edition(id);
    if (!isId(messageId)) throw new EditionNotFound('This edition has no such digest.');
    const html = await this.samples.html(edition.id, messageId);
    // The digest carries its styles inline, as mail must.
    response.setHeader(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox",
    );
    response.setHeader('X-Frame-Options', 'SAMEORIGIN');
    response.setHeader('Cache-Control', 'no-store');
    response.type('html').send(html);
  }
}

/** What a page was made for; when it differs the buttons differ too. */
export function stateOf(edition: Edition): string {
  return `${edition.status}${edition.heldReason ? '-held' : ''}`;
}

function actsOf(edition: Edition, who: Session, isPaused: boolean) {
  const path = `/console/editions/${edition.id}`;
  const isUnreleased = BEFORE_RELEASE.includes(edition.status);
  const isHeld = edition.heldReason !== null;
  const when = (holds: boolean, act: string) => (holds ? formFor(who, `${path}/${act}`) : null);
  return {
    seen: stateOf(edition),
    approve: when(edition.status === 'in-review' && !isHeld, 'approve'),
    hold: when(isUnreleased && !isHeld, 'hold'),
    unhold: when(isUnreleased && isHeld, 'unhold'),
    refreeze: when(['in-review', 'approved'].includes(edition.status), 'refreeze'),
    pause: when(edition.status === 'sending' && !isPaused, 'pause'),
    resume: when(edition.status === 'sending' && isPaused, 'resume'),
    cancelLink: isUnreleased || edition.status === 'sending' ? `${path}/cancel` : null,
  };
}
