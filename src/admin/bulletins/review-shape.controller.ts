import { Post } from '@nestjs/common';
import { z } from 'zod';
import { DropEntryService } from '../../bulletins/drop-entry.service.js';
import { MergeEntriesService } from '../../bulletins/merge-entries.service.js';
import { RelateEntryService } from '../../bulletins/relate-entry.service.js';
import { ReviewEntriesRepository } from '../../bulletins/review-entries.repository.js';
import { SplitEntryService } from '../../bulletins/split-entry.service.js';
import { UndoMergeService } from '../../bulletins/undo-merge.service.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { ConsoleController } from '../console/console-controller.js';
import { type Press, Pressed } from '../console/console-request.js';
import { Needs } from '../console/console.guard.js';
import { oneLine, problemsOf, wholeNumber } from '../console/form-input.js';
import { textsFrom, baseOf } from '../policies/policy.form.js';
import { entryOf, pageOf, ReviewActs } from './review-acts.js';
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
  async split(@Pressed() press: Press): Promise<void> {
    const ref = entryOf(press);
    await this.orShow(press, async () => {
      const { version: seen, line } = read(splitForm, press);
      const second = await this.splitting.split(ref, seen, line);
      await this.acts.record('review.entry-split', ref, press.who.adminId, { line });
      return `${pageOf({ ...ref, entryId: second })}&done=entry-split`;
    });
  }

  @Post(':id/entries/:entryId/merge')
  @Needs('bulletins.import')
  async merge(@Pressed() press: Press): Promise<void> {
    const ref = entryOf(press);
    await this.orShow(press, async () => {
      await this.merging.mergeWithNext(ref, read(mergeForm, press).version);
      await this.acts.record('review.entries-merged', ref, press.who.adminId);
      return `${pageOf(ref)}&done=entry-merged`;
    });
  }

  @Post(':id/entries/:entryId/unmerge')
  @Needs('bulletins.import')
  async unmerge(@Pressed() press: Press): Promise<void> {
    const ref = entryOf(press);
    await this.orShow(press, async () => {
      await this.unmerging.undo(ref, read(mergeForm, press).version);
      await this.acts.record('review.merge-undone', ref, press.who.adminId);
      return `${pageOf(ref)}&done=entry-unmerged`;
    });
  }

  @Post(':id/entries/:entryId/drop')
  @Needs('bulletins.import')
  async drop(@Pressed() press: Press): Promise<void> {
    const ref = entryOf(press);
    if (await this.dropping.drop(ref)) await this.acts.record('review.entry-dropped', ref, press.who.adminId);
    press.response.redirect(303, `${pageOf(ref)}&done=entry-dropped`);
  }

  @Post(':id/entries/:entryId/restore')
  @Needs('bulletins.import')
  async restore(@Pressed() press: Press): Promise<void> {
    const ref = entryOf(press);
    if (await this.dropping.restore(ref))
      await this.acts.record('review.entry-restored', ref, press.who.adminId);
    press.response.redirect(303, `${pageOf(ref)}&done=entry-restored`);
  }

  @Post(':id/entries/:entryId/relate')
  @Needs('bulletins.import')
  async relate(@Pressed() press: Press): Promise<void> {
    const ref = entryOf(press);
    const { kind, target, answer } = read(relateForm, press);
    const isConfirmed = answer === 'confirm';
    await this.relating.decide(ref, { kind, target, isConfirmed });
    await this.acts.record('review.relation-decided', ref, press.who.adminId, { kind, isConfirmed });
    press.response.redirect(
      303,
      `${pageOf(ref)}&done=relation-${isConfirmed ? 'confirmed' : 'rejected'}#f-relations`,
    );
  }

  /** The act, then the page it names; what it refuses is said on the entry's own. */
  private async orShow(press: Press, act: () => Promise<string>): Promise<void> {
    const { request, response } = press;
    try {
      response.redirect(303, await act());
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      const ref = entryOf(press);
      const entry = await this.entries.byRef(ref);
      const texts = textsFrom(entry.facts);
      const sent = { texts, problems: error.problems, version: entry.version, base: baseOf(texts) };
      await this.pages.show(request, response, ref, sent);
    }
  }
}

function read<T extends z.ZodType>(form: T, { body }: Press): z.output<T> {
  const input = form.safeParse(body);
  if (!input.success) throw InvalidInput.of(problemsOf(input.error));
  return input.data;
}
