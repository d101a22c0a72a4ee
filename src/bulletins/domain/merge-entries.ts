import type { ReviewEntry, ReviewFacts, ReviewWarning } from './review-entry.js';
import { fieldOfWarning, isChanged, keyOf } from './review-warnings.js';

/** Two entries that are one policy: what an editor and the parser know of it. */
export interface MergePart {
  readonly facts: ReviewFacts;
  readonly warnings: readonly ReviewWarning[];
}

/**
 * The first entry with what only the second says: absent fields, further issuers and attachments, the text of both.
 * Warnings of both stay, but for those the other's value answers.
 */
export function mergeEntries(first: MergePart, second: MergePart): MergePart {
  const absent = Object.fromEntries(
    Object.entries(first.facts).map(([field, value]) => [
      field,
      value === null || value === '' ? second.facts[field as keyof ReviewFacts] : value,
    ]),
  ) as unknown as ReviewFacts;
  const facts: ReviewFacts = {
    ...absent,
    issuers: first.facts.issuers.length > 0 ? first.facts.issuers : second.facts.issuers,
    districts: first.facts.districts.length > 0 ? first.facts.districts : second.facts.districts,
    attachments: [...first.facts.attachments, ...second.facts.attachments],
    fullText: textOf(first.facts, second.facts),
  };
  const answered = new Set(['undated', 'no-issuer', 'no-title', 'no-district', 'truncated']);
  const isOpen = (one: ReviewWarning) => !answered.has(one.code) || isAbsent(facts, one);
  const warnings = [...first.warnings.filter((one) => one.code !== 'truncated'), ...second.warnings].filter(
    isOpen,
  );
  return { facts, warnings: [...new Map(warnings.map((one) => [keyOf(one), one])).values()] };
}

/** What two entries were before the second went into the first. */
export interface BeforeMerge {
  readonly first: MergePart & Pick<ReviewEntry, 'lineEnd'>;
  readonly second: Pick<ReviewEntry, 'state' | 'policyId' | 'twinOf'>;
}

/** What taking a merge back needs to know; the second keeps its own facts. */
export function beforeMerge(first: ReviewEntry, second: ReviewEntry): BeforeMerge {
  const { facts, warnings, lineEnd } = first;
  const { state, policyId, twinOf } = second;
  return { first: { facts, warnings, lineEnd }, second: { state, policyId, twinOf } };
}

/**
 * The first entry without what a merge gave it; what an editor changed since stays, and so does what was said to its
 * warnings.
 */
export function withoutMerge(now: MergePart, before: MergePart, second: MergePart): MergePart {
  const merged = mergeEntries(before, second).facts;
  const fields = Object.keys(now.facts) as (keyof ReviewFacts)[];
  const changed = fields.filter((field) => isChanged(field, merged, now.facts));
  const facts = { ...before.facts, ...Object.fromEntries(changed.map((field) => [field, now.facts[field]])) };
  return { facts, warnings: settledAlike(before.warnings, now.warnings) };
}

/** Warnings as they stand now, where they still do. */
export function settledAlike(
  warnings: readonly ReviewWarning[],
  now: readonly ReviewWarning[],
): ReviewWarning[] {
  const settled = new Map(now.map((one) => [keyOf(one), one.settled]));
  return warnings.map((one) => ({ ...one, settled: settled.get(keyOf(one)) ?? one.settled }));
}

function textOf(first: ReviewFacts, second: ReviewFacts): string | null {
  const parts = [first.fullText, second.title, second.fullText].filter(
    (part) => part !== null && part !== '',
  );
  return parts.length > 0 ? parts.join('\n') : null;
}

function isAbsent(facts: ReviewFacts, warning: ReviewWarning): boolean {
  if (warning.code === 'truncated') return true;
  const value = facts[fieldOfWarning(warning.code)];
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
