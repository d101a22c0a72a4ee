import { Body, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Session } from '../../admins/sessions.repository.js';
import { DropEntryService } from '../../bulletins/drop-entry.service.js';
import { MergeEntriesService } from '../../bulletins/merge-entries.service.js';
import { RelateEntryService } from '../../bulletins/relate-entry.service.js';
import { type EntryRef, ReviewEntriesRepository } from '../../bulletins/review-entries.repository.js';
import { SplitEntryService } from '../../bulletins/split-entry.service.js';
import { UndoMergeService } from '../../bulletins/undo-merge.service.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { ConsoleController } from '../console/console-controller.js';
import { type FormBody, Who } from '../console/console-request.js';
import { Needs } from '../console/console.guard.js';
import { oneLine, problemsOf, wholeNumber } from '../console/form-input.js';
import { textsFrom, baseOf } from '../policies/policy.form.js';
import { entryRef, pageOf, ReviewActs } from './review-acts.js';
import { ReviewPages } from './review-pages.js';

const version = wholeNumber(1, 999_999_999);
const splitForm = z.object({ version, line: wholeNumber(1, 9_999_999) });
const mergeForm = z.object({ version });
const relateForm = z.object({
  kind: oneLine(20),
  target: oneLine(40),
  answer: z.enum(['confirm', 'reject']),
});

/** Where an entry begins and ends, whether it counts, and what it is related to. */
@ConsoleController('bulletins')
export class ReviewShapeController {
  constructor(
    private readonly splitting: SplitEntryService,
    private readonly merging: MergeEntriesService,
    private readonly unmerging: UndoMergeService,
    private readonly dropping: DropEntryService,
    private readonly relating: RelateEntryService,
    private readonly entries: ReviewEntriesRepository,
    private readonly acts: ReviewActs,
    private readonly pages: ReviewPages,
  ) {}

  @Post(':id/entries/:entryId/split')
  @Needs('bulletins.import')
  async split(
    @Param('id') id: string,
    @Param('entryId') entryId: string,
    @Who() who: Session,
    @Body() body: FormBody,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const ref = entryRef(id, entryId);
    await this.orShow(ref, request, response, async () => {
      const { version: seen, line } = read(splitForm, body);
      const second = await this.splitting.split(ref, seen, line);
      await this.acts.record('review.entry-split', ref, who.adminId, { line });
      return `${pageOf({ ...ref, entryId: second })}&done=entry-split`;
    });
  }

  @Post(':id/entries/:entryId/merge')
  @Needs('bulletins.import')
  async merge(
    @Param('id') id: string,
    @Param('entryId') entryId: string,
    @Who() who: Session,
    @Body() body: FormBody,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const ref = entryRef(id, entryId);
    await this.orShow(ref, request, response, async () => {
      await this.merging.mergeWithNext(ref, read(mergeForm, body).version);
      await this.acts.record('review.entries-merged', ref, who.adminId);
      return `${pageOf(ref)}&done=entry-merged`;
    });
  }

  @Post(':id/entries/:entryId/unmerge')
  @Needs('bulletins.import')
  async unmerge(
    @Param('id') id: string,
    @Param('entryId') entryId: string,
    @Who() who: Session,
    @Body() body: FormBody,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const ref = entryRef(id, entryId);
    await this.orShow(ref, request, response, async () => {
      await this.unmerging.undo(ref, read(mergeForm, body).version);
      await this.acts.record('review.merge-undone', ref, who.adminId);
      return `${pageOf(ref)}&done=entry-unmerged`;
    });
  }

  @Post(':id/entries/:entryId/drop')
  @Needs('bulletins.import')
  async drop(
    @Param('id') id: string,
    @Param('entryId') entryId: string,
    @Who() who: Session,
    @Res() response: Response,
  ): Promise<void> {
    const ref = entryRef(id, entryId);
    if (await this.dropping.drop(ref)) await this.acts.record('review.entry-dropped', ref, who.adminId);
    response.redirect(303, `${pageOf(ref)}&done=entry-dropped`);
  }

  @Post(':id/entries/:entryId/restore')
  @Needs('bulletins.import')
  async restore(
    @Param('id') id: string,
    @Param('entryId') entryId: string,
    @Who() who: Session,
    @Res() response: Response,
  ): Promise<void> {
    const ref = entryRef(id, entryId);
    if (await this.dropping.restore(ref)) await this.acts.record('review.entry-restored', ref, who.adminId);
    response.redirect(303, `${pageOf(ref)}&done=entry-restored`);
  }

  @Post(':id/entries/:entryId/relate')
  @Needs('bulletins.import')
  async relate(
    @Param('id') id: string,
    @Param('entryId') entryId: string,
    @Who() who: Session,
    @Body() body: FormBody,
    @Res() response: Response,
  ): Promise<void> {
    const ref = entryRef(id, entryId);
    const { kind, target, answer } = read(relateForm, body);
    const isConfirmed = answer === 'confirm';
    await this.relating.decide(ref, { kind, target, isConfirmed });
    await this.acts.record('review.relation-decided', ref, who.adminId, { kind, isConfirmed });
    response.redirect(
      303,
      `${pageOf(ref)}&done=relation-${isConfirmed ? 'confirmed' : 'rejected'}#f-relations`,
    );
  }

  private async orShow(
    ref: EntryRef,
    request: Request,
    response: Response,
    act: () => Promise<string>,
  ): Promise<void> {
    try {
      response.redirect(303, await act());
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      const entry = await this.entries.byRef(ref);
      const texts = textsFrom(entry.facts);
      const sent = { texts, problems: error.problems, version: entry.version, base: baseOf(texts) };
      await this.pages.show(request, response, ref, sent);
    }
  }
}

function read<T extends z.ZodType>(form: T, body: FormBody): z.output<T> {
  const input = form.safeParse(body);
  if (!input.success) throw InvalidInput.of(problemsOf(input.error));
  return input.data;
}
