import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { BulletinListQuery, type BulletinText } from '../../bulletins/bulletin-list.query.js';
import { isClean } from '../../bulletins/domain/review-facts.js';
import { type EntryOutline, isLive, type ReviewEntry } from '../../bulletins/domain/review-entry.js';
import { RelateEntryService } from '../../bulletins/relate-entry.service.js';
import { ReviewEntriesRepository, ReviewEntryNotFound } from '../../bulletins/review-entries.repository.js';
import type { FieldProblem } from '../../platform/errors/domain-error.js';
import { PoliciesRepository } from '../../policies/policies.repository.js';
import { TaxonomiesRepository } from '../../taxonomy/taxonomies.repository.js';
import { ConsolePage, formFor } from '../console/console-page.js';
import type { ConsoleRequest } from '../console/console-request.js';
import type { FormTexts } from '../console/form-fields.js';
import { errorsInWords } from '../console/form-input.js';
import { momentIn } from '../console/moments.js';
import { pager } from '../console/paging.js';
import { treesOf } from '../console/taxonomy-trees.js';
import { differenceRows } from '../policies/policy-difference.view.js';
import { policyFormParts } from '../policies/policy-form.view.js';
import { mergePolicies } from '../policies/policy-merge.js';
import { baseOf, textsFrom } from '../policies/policy.form.js';
import { reviewFields } from './review-fields.view.js';
import { pickersOf } from './review-picks.view.js';
import { firstToReview, RAIL_GROUPS, RAIL_PAGE, railOf, railWindow } from './review-rail.view.js';
import { entryView, relationLines, warningLines } from './review.view.js';
import { sourceLines } from './source-lines.view.js';

/** What a refused form held, and what is wrong with it. */
export interface SentEntry {
  readonly texts: FormTexts;
  readonly problems: readonly FieldProblem[];
  readonly version: number;
  readonly base: string;
}

/** The pages of a review: source and fields side by side, and the page for two editors at once. */
@Injectable()
export class ReviewPages {
  constructor(
    private readonly bulletins: BulletinListQuery,
    private readonly entries: ReviewEntriesRepository,
    private readonly relating: RelateEntryService,
    private readonly policies: PoliciesRepository,
    private readonly taxonomies: TaxonomiesRepository,
    private readonly page: ConsolePage,
  ) {}

  /** One entry of the review with its part of the source; without a choice the first that waits. */
  async show(
    request: Request,
    response: Response,
    at: {
      readonly bulletinId: string;
      readonly entryId: string | null;
      readonly isWhole?: boolean;
      readonly page?: number | null;
    },
    sent?: SentEntry,
  ): Promise<void> {
    const bulletin = await this.bulletins.byId(at.bulletinId);
    const all = await this.entries.outlineOf(at.bulletinId);
    if (all.length === 0) return await this.showOld(request, response, bulletin);
    const outline = at.entryId ? all.find(({ id }) => id === at.entryId) : firstToReview(all);
    if (!outline) throw new ReviewEntryNotFound('This entry does not exist.');
    const entry = await this.entries.byRef({ bulletinId: at.bulletinId, entryId: outline.id });
    const view = {
      ...this.frame(request, bulletin, all, { entryId: entry.id, page: at.page ?? null }),
      ...(await this.entryPart(request, bulletin, all, entry, sent)),
      lines: sourceLines(bulletin.text, entry, at.isWhole ?? false),
      isWhole: at.isWhole ?? false,
    };
    this.page.send(request, response, 'bulletins/review', view, sent ? 422 : 200);
  }

  /** What differs, field by field, and a form that holds everything the second editor entered. */
  async showConflict(
    request: Request,
    response: Response,
    ref: { readonly bulletinId: string; readonly entryId: string },
    sent: { readonly texts: FormTexts; readonly base: string },
  ): Promise<void> {
    const entry = await this.entries.byRef(ref);
    const stored = textsFrom(entry.facts);
    const { merged, differences } = mergePolicies(sent.base, stored, sent.texts);
    const language = this.page.languageFor(request);
    const taxonomies = await this.taxonomies.load();
    const t = this.page.wordsFor(request);
    const path = `/console/bulletins/${ref.bulletinId}`;
    this.page.send(
      request,
      response,
      'bulletins/conflict',
      {
        title: t.review.conflict,
        place: 'bulletins',
        differences: differenceRows(differences, stored, sent.texts, taxonomies, language),
        parts: policyFormParts(merged, {}, treesOf(taxonomies, language), t),
        target: formFor((request as ConsoleRequest).consoleSession!, `${path}/entries/${entry.id}`),
        back: `${path}?entry=${entry.id}`,
        version: entry.version,
        base: baseOf(stored),
      },
      409,
    );
  }

  private frame(
    request: Request,
    bulletin: BulletinText,
    all: readonly EntryOutline[],
    shows: { readonly entryId: string; readonly page: number | null },
  ) {
    const t = this.page.wordsFor(request);
    const rail = railOf(all, shows.entryId, t);
    const window = railWindow(rail, shows.page);
    const path = `/console/bulletins/${bulletin.id}`;
    const at = rail.findIndex(({ isCurrent }) => isCurrent);
    const clean = all.filter(isClean).length;
    const done = all.filter(({ state }) => !isLive(state)).length;
    const shown = new Set(all.flatMap((one) => one.warnings.map(({ code, line }) => `${code} ${line}`)));
    return {
      title: bulletin.name,
      place: 'bulletins' as const,
      bulletin: { id: bulletin.id, listName: bulletin.listName, importedAt: momentIn(bulletin.importedAt) },
      path,
      groups: RAIL_GROUPS.map((group) => ({
        label: t.review.groups[group],
        size: rail.filter((item) => item.group === group).length,
      })),
      items: window.items,
      pager:
        rail.length > RAIL_PAGE
          ? pager(path, { entry: shows.entryId }, { page: window.page, size: RAIL_PAGE, total: rail.length })
          : null,
      previous: rail[at - 1]?.href ?? null,
      next: rail[at + 1]?.href ?? null,
      progress: t.review.progress.replace('{done}', String(done)).replace('{all}', String(all.length)),
      done,
      all: all.length,
      clean,
      publishClean: formFor((request as ConsoleRequest).consoleSession!, `${path}/publish`),
      publishCleanLabel: t.review.publishClean.replace('{n}', String(clean)),
      documentWarnings: warningLines(
        bulletin.warnings.filter(({ code, line }) => !shown.has(`${code} ${line}`)),
        t,
      ),
    };
  }

  private async entryPart(
    request: Request,
    bulletin: BulletinText,
    all: readonly EntryOutline[],
    entry: ReviewEntry,
    sent?: SentEntry,
  ) {
    const language = this.page.languageFor(request);
    const t = this.page.wordsFor(request);
    const stored = textsFrom(entry.facts);
    const texts = sent?.texts ?? stored;
    const errors = errorsInWords(sent?.problems ?? [], language);
    const twin = entry.twinOf?.policyId ?? (entry.state === 'duplicate' ? entry.policyId : null);
    const [twinPolicy = null] = await this.policies.byIds(twin ? [twin] : []);
    const ref = { bulletinId: entry.bulletinId, entryId: entry.id };
    const beside = { twin: twinPolicy, merged: await this.entries.lastMergedInto(ref) };
    const spanText = ({ start, end }: { start: number; end: number }) => bulletin.text.slice(start, end);
    return {
      entry: entryView(entry, all, beside, (request as ConsoleRequest).consoleSession!, t),
      fields: reviewFields(entry, texts, errors, t),
      pickers: pickersOf(entry, texts, await this.taxonomies.load(), language, spanText),
      relations: relationLines(await this.relating.proposalsOf(entry, all), t),
      problems: (sent?.problems ?? [])
        .filter(({ field }) => !(field in entry.facts))
        .map(({ field }) => errors[field]),
      hasProblems: sent !== undefined,
      version: sent?.version ?? entry.version,
      base: sent?.base ?? baseOf(stored),
    };
  }

  private async showOld(request: Request, response: Response, bulletin: BulletinText): Promise<void> {
    const t = this.page.wordsFor(request);
    this.page.send(request, response, 'bulletins/show', {
      title: bulletin.name,
      place: 'bulletins',
      listName: bulletin.listName,
      importedAt: momentIn(bulletin.importedAt),
      lines: (await this.bulletins.entriesOf(bulletin.id)).map((line) => ({
        position: line.position,
        href: `/console/policies/${line.policyId}`,
        title: line.title,
        status: t.statuses[line.status],
        origin: line.madePolicy ? t.bulletins.made : t.bulletins.duplicate,
        warnings: warningLines(line.warnings, t),
      })),
    });
  }
}
