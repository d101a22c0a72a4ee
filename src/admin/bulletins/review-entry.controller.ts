import { Post } from '@nestjs/common';
import type { Session } from '../../admins/sessions.repository.js';
import { CorrectEntryService, EntryChangedMeanwhile } from '../../bulletins/correct-entry.service.js';
import type { EntryRef } from '../../bulletins/review-entries.repository.js';
import { type FieldProblem, InvalidInput } from '../../platform/errors/domain-error.js';
import { PolicyAlreadyKnown, PolicyChangedMeanwhile } from '../../policies/correct-policy.service.js';
import { ConsoleController } from '../console/console-controller.js';
import { type FormBody, type Press, Pressed } from '../console/console-request.js';
import { Needs } from '../console/console.guard.js';
import { problemsOf, textsOf } from '../console/form-input.js';
import { factsFrom, policyForm, versionForm } from '../policies/policy.form.js';
import { ENTRY_ACTS, entryOf, ReviewActs } from './review-acts.js';
import { ReviewPages } from './review-pages.js';

/** The form of one entry: every button saves what the form holds, then does what it says. */
@ConsoleController('bulletins')
export class ReviewEntryController {
  constructor(
    private readonly correcting: CorrectEntryService,
    private readonly acts: ReviewActs,
    private readonly pages: ReviewPages,
  ) {}

  @Post(':id/entries/:entryId')
  @Needs('bulletins.import')
  async update(@Pressed() press: Press): Promise<void> {
    const ref = entryOf(press);
    const { body, who, response } = press;
    const act = typeof body['act'] === 'string' && ENTRY_ACTS.test(body['act']) ? body['act'] : 'save';
    try {
      await this.save(ref, body, who);
      response.redirect(303, await this.acts.do(act, ref, who.adminId));
    } catch (error) {
      await this.refuse(error, press);
    }
  }

  private async save(ref: EntryRef, body: FormBody, who: Session): Promise<void> {
    const input = policyForm.safeParse(body);
    if (!input.success) throw InvalidInput.of(problemsOf(input.error));
    const isChanged = await this.correcting.correct(ref, editedOf(body).version, factsFrom(input.data));
    if (isChanged) await this.acts.record('review.entry-corrected', ref, who.adminId);
  }

  /** Shows again what was sent; nothing of it is lost. */
  private async refuse(error: unknown, press: Press): Promise<void> {
    const ref = entryOf(press);
    const { body, request, response } = press;
    const texts = textsOf(body);
    const { version, base } = editedOf(body);
    if (error instanceof EntryChangedMeanwhile || error instanceof PolicyChangedMeanwhile)
      return await this.pages.showConflict(request, response, ref, { texts, base });
    const problems: readonly FieldProblem[] | null =
      error instanceof InvalidInput
        ? error.problems
        : error instanceof PolicyAlreadyKnown
          ? [{ field: 'title', message: error.message }]
          : null;
    if (!problems) throw error;
    await this.pages.show(request, response, ref, { texts, problems, version, base });
  }
}

function editedOf(body: FormBody): { readonly version: number; readonly base: string } {
  const edited = versionForm.safeParse(body);
  return edited.success ? edited.data : { version: 0, base: '' };
}
