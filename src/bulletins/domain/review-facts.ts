import type { PolicyFacts } from '../../policies/domain/policy.js';
import { problemsOfPublishing } from '../../policies/domain/policy-rules.js';
import type { AnnounceMode } from '../../policies/domain/policy.js';
import type { ParsedEntry } from './parsed-entry.js';
import { policyFromEntry } from './policy-from-entry.js';
import { type EntryOutline, isLive, type ReviewFacts } from './review-entry.js';
import { isSettled } from './review-warnings.js';

/** What the form of an entry begins with: all that was read, and '' for a title the source does not give. */
export function factsToReview(
  entry: ParsedEntry,
  announce: AnnounceMode,
  isKnownDistrict: (code: string) => boolean,
): ReviewFacts {
  const named = policyFromEntry({ ...entry, title: entry.title ?? '…' }, isKnownDistrict);
  if (named === null) throw new Error('A titled entry always has facts.');
  return { ...named, title: entry.title ?? '', announce };
}

/** The facts of a policy from those of its review. */
export function policyFacts(facts: ReviewFacts): PolicyFacts {
  const { announce: _, ...rest } = facts;
  return rest;
}

/** Without an open warning, and with all a policy needs: it may be published as it is. */
export function isClean(entry: Pick<EntryOutline, 'state' | 'facts' | 'warnings'>): boolean {
  return isLive(entry.state) && entry.warnings.every(isSettled) && lacksOf(entry.facts).length === 0;
}

/** The fields an entry has to have to be published, and lacks. */
export function lacksOf(facts: EntryOutline['facts']): string[] {
  return [...(facts.title === '' ? ['title'] : []), ...problemsOfPublishing(facts).map(({ field }) => field)];
}

/** The first and last line an entry takes up in its document: facts, text and title. */
export function extentOf(entry: ParsedEntry): { readonly lineStart: number; readonly lineEnd: number } {
  const own = (
    ['title', 'issuers', 'documentNumber', 'publishedOn', 'writtenOn', 'sourceLink'] as const
  ).flatMap((field) => entry.origins[field]?.line ?? []);
  const lines = [entry.textStart.line, entry.textEnd.line, ...own].filter((line) => line > 0);
  return { lineStart: Math.min(...lines), lineEnd: Math.max(...lines) };
}
