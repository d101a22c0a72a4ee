import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { FieldProblem } from '../../platform/errors/domain-error.js';
import type { Policy } from '../../policies/policy.entity.js';
import { TaxonomiesRepository } from '../../taxonomy/taxonomies.repository.js';
import { BulletinListQuery } from '../../bulletins/bulletin-list.query.js';
import { PolicyRelationsQuery } from '../../policies/policy-relations.query.js';
import { ConsolePage, formFor } from '../console/console-page.js';
import type { ConsoleRequest } from '../console/console-request.js';
import { errorsInWords } from '../console/form-input.js';
import type { FormTexts } from '../console/form-fields.js';
import { momentIn } from '../console/moments.js';
import { treesOf } from '../console/taxonomy-trees.js';
import { provenanceView } from './provenance.view.js';
import { policyFormParts } from './policy-form.view.js';
import { statusColour } from './policy-line.view.js';
import { mergePolicies } from './policy-merge.js';
import { baseOf, textsFrom } from './policy.form.js';
import { differenceRows } from './policy-difference.view.js';

/** The pages of one policy: the form for a new and a stored one, and the page for two people at once. */
@Injectable()
export class PolicyPages {
  constructor(
    private readonly taxonomies: TaxonomiesRepository,
    private readonly relations: PolicyRelationsQuery,
    private readonly bulletins: BulletinListQuery,
    private readonly page: ConsolePage,
  ) {}

  async showNew(
    request: Request,
    response: Response,
    texts: FormTexts,
    problems: readonly FieldProblem[] = [],
  ): Promise<void> {
    const form = await this.form(request, texts, problems);
    const target = formFor((request as ConsoleRequest).consoleSession!, '/console/policies');
    const view = { title: this.page.wordsFor(request).policies.add, place: 'policies' as const };
    this.page.send(
      request,
      response,
      'policies/new',
      { ...view, ...form, target },
      problems.length > 0 ? 422 : 200,
    );
  }

  /** The stored policy, or what was sent with its problems. */
  async showEdit(
    request: Request,
    response: Response,
    policy: Policy,
    sent?: {
      readonly texts: FormTexts;
      readonly problems: readonly FieldProblem[];
      readonly version: number;
      readonly base: string;
    },
  ): Promise<void> {
    const stored = textsFrom(policy);
    const form = await this.form(request, sent?.texts ?? stored, sent?.problems ?? []);
    this.page.send(
      request,
      response,
      'policies/edit',
      {
        ...this.frame(request, policy),
        ...form,
        ...(await this.surroundings(request, policy)),
        version: sent?.version ?? policy.version,
        base: sent?.base ?? baseOf(stored),
      },
      sent ? 422 : 200,
    );
  }

  /** What differs, field by field, and a form that holds everything the second person entered. */
  async showConflict(
    request: Request,
    response: Response,
    policy: Policy,
    sent: { readonly texts: FormTexts; readonly base: string },
  ): Promise<void> {
    const stored = textsFrom(policy);
    const { merged, differences } = mergePolicies(sent.base, stored, sent.texts);
    const form = await this.form(request, merged, []);
    const language = this.page.languageFor(request);
    this.page.send(
      request,
      response,
      'policies/conflict',
      {
        ...this.frame(request, policy),
        ...form,
        title: this.page.wordsFor(request).conflict.title,
        differences: differenceRows(differences, stored, sent.texts, await this.taxonomies.load(), language),
        version: policy.version,
        base: baseOf(stored),
      },
      409,
    );
  }

  private async form(request: Request, texts: FormTexts, problems: readonly FieldProblem[]) {
    const language = this.page.languageFor(request);
    const errors = errorsInWords(problems, language);
    const trees = treesOf(await this.taxonomies.load(), language);
    return {
      parts: policyFormParts(texts, errors, trees, this.page.wordsFor(request)),
      hasProblems: problems.length > 0,
      otherProblems: errors[''] ? [errors['']] : [],
    };
  }

  /** What it explains, amends or repeals, and the review that still holds it back. */
  private async surroundings(request: Request, policy: Policy) {
    const t = this.page.wordsFor(request);
    const hold = await this.bulletins.holdOf(policy.id);
    const provenance = await this.bulletins.provenanceOf(policy.id);
    return {
      provenance: provenance.map((one) => provenanceView(one, t)),
      review: hold && {
        link: `/console/bulletins/${hold.bulletinId}?entry=${hold.entryId}`,
        hold:
          policy.status === 'draft' && hold.open > 0 ? t.review.hold.replace('{n}', String(hold.open)) : null,
      },
      related: (await this.relations.whateverStatus(policy.id)).map((one) => ({
        title: one.title,
        link: `/console/policies/${one.id}`,
        kind: t.review.relationKinds[one.kind],
        isTarget: one.isTarget,
        status: t.statuses[one.status],
        colour: statusColour(one.status),
      })),
    };
  }

  private frame(request: Request, policy: Policy) {
    const session = (request as ConsoleRequest).consoleSession!;
    const t = this.page.wordsFor(request);
    const path = `/console/policies/${policy.id}`;
    return {
      title: policy.title,
      place: 'policies' as const,
      policy: {
        status: t.statuses[policy.status],
        colour: statusColour(policy.status),
        isPublished: policy.status === 'published',
        isDraft: policy.status !== 'published',
        isSample: policy.isSample,
        visibleAt: momentIn(policy.visibleAt),
        updatedAt: momentIn(policy.updatedAt),
        publicLink: `/policies/${policy.id}`,
        explainLink: `/console/explain?policy=${policy.id}`,
        link: path,
      },
      target: formFor(session, path),
      publish: formFor(session, `${path}/publish`),
      withdraw: formFor(session, `${path}/withdraw`),
    };
  }
}
