import { DateTime } from 'luxon';
import type { FieldProblem } from '../../platform/errors/domain-error.js';
import type { Taxonomy } from '../../taxonomy/domain/taxonomy.js';
import { POLICY_LEVELS, POLICY_TYPES, type PolicyFacts } from './policy.js';

/** The facts that are days, `YYYY-MM-DD`, or `YYYY-MM` where the source gives no day. */
export const DATE_FIELDS = [
  'writtenOn',
  'publishedOn',
  'effectiveFrom',
  'effectiveUntil',
  'applicationOpensOn',
  'applicationClosesOn',
] as const;

/** Everything that keeps a policy from being stored, by field; empty when it may. */
export function problemsOfPolicy(facts: PolicyFacts, districts: Taxonomy, sectors: Taxonomy): FieldProblem[] {
  return [
    ...unless(facts.title.trim() !== '', 'title', 'is empty'),
    ...unless(facts.title.length <= 500, 'title', 'is longer than 500 characters'),
    ...unless(POLICY_LEVELS.includes(facts.level), 'level', `must be one of ${POLICY_LEVELS.join(', ')}`),
    ...unless(POLICY_TYPES.includes(facts.type), 'type', `must be one of ${POLICY_TYPES.join(', ')}`),
    ...unknownCodes('districts', facts.districts, districts),
    ...unknownCodes('sectors', facts.sectors, sectors),
    ...DATE_FIELDS.flatMap((field) =>
      unless(isPolicyDate(facts[field]), field, 'must be a real date, YYYY-MM-DD or YYYY-MM'),
    ),
    ...unless(
      isOrdered(facts.applicationOpensOn, facts.applicationClosesOn),
      'applicationClosesOn',
      'lies before the opening date',
    ),
    ...unless(
      isOrdered(facts.effectiveFrom, facts.effectiveUntil),
      'effectiveUntil',
      'lies before the effective date',
    ),
    ...unless(isWebLink(facts.sourceLink), 'sourceLink', 'must be an http or https address'),
    ...unless(
      facts.attachments.every((one) => isWebLink(one.link)),
      'attachments',
      'must be http or https addresses',
    ),
  ];
}

/** What a draft still lacks before people may see it. */
export function problemsOfPublishing(facts: Pick<PolicyFacts, 'districts' | 'sectors'>): FieldProblem[] {
  return [
    ...unless(facts.districts.length > 0, 'districts', 'needs at least one district'),
    ...unless(facts.sectors.length > 0, 'sectors', 'needs at least one sector, or all sectors (*)'),
  ];
}

/** A real calendar date or month; null is a date the source does not give. */
export function isPolicyDate(value: string | null): boolean {
  return value === null || (/^\d{4}-\d{2}(-\d{2})?$/.test(value) && DateTime.fromISO(value).isValid);
}

function unknownCodes(field: string, codes: readonly string[], taxonomy: Taxonomy): FieldProblem[] {
  return codes
    .filter((code) => !taxonomy.has(code))
    .map((code) => ({ field, message: `unknown code "${code}"` }));
}

function isOrdered(from: string | null, until: string | null): boolean {
  return from === null || until === null || from.slice(0, until.length) <= until.slice(0, from.length);
}

function isWebLink(link: string | null): boolean {
  return link === null || (/^https?:\/\/[^\s]+$/i.test(link) && URL.canParse(link));
}

function unless(holds: boolean, field: string, message: string): FieldProblem[] {
  return holds ? [] : [{ field, message }];
}
