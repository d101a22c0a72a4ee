import type { PolicyFacts } from '../../policies/domain/policy.js';
import type { ParsedEntry } from './parsed-entry.js';
import type { ReviewFacts, ReviewWarning, ReviewWarningCode } from './review-entry.js';
import { PRE_TICKED } from './suggest-sectors.js';

/** The field an editor looks at to settle a warning. */
const FIELD_OF: Readonly<Record<ReviewWarningCode, keyof ReviewFacts>> = {
  truncated: 'fullText',
  undated: 'publishedOn',
  'partial-date': 'publishedOn',
  'impossible-date': 'publishedOn',
  'long-text': 'fullText',
  'no-title': 'title',
  'no-issuer': 'issuers',
  'no-level': 'level',
  'no-district': 'districts',
  'ambiguous-district': 'districts',
  'level-conflict': 'level',
  'issuer-conflict': 'issuers',
  reposted: 'issuers',
  'inferred-level': 'level',
  'inferred-issuer': 'issuers',
  'application-undated': 'applicationClosesOn',
  'generic-link': 'sourceLink',
  'not-a-policy': 'title',
  'no-entry': 'title',
  'inferred-date': 'publishedOn',
  'wrong-ending': 'title',
  'wrong-cell': 'title',
  'unknown-column': 'title',
  'no-sector': 'sectors',
  'unlisted-district': 'districts',
};

/** Fields whose correction also answers a warning that stands with its neighbour. */
const ALSO: Partial<Record<keyof ReviewFacts, readonly (keyof ReviewFacts)[]>> = {
  publishedOn: ['writtenOn'],
  applicationClosesOn: ['applicationOpensOn'],
};

/** Which field of the review page a warning belongs to. */
export function fieldOfWarning(code: ReviewWarningCode): keyof ReviewFacts {
  return FIELD_OF[code];
}

type Doubt = Omit<ReviewWarning, 'settled'>;

/** Everything an editor has to look at before the entry may be published; all of it open. */
export function warningsToSettle(
  entry: ParsedEntry,
  isKnownDistrict: (code: string) => boolean,
): ReviewWarning[] {
  const doubts = [...entry.warnings, ...sectorDoubt(entry), ...districtDoubt(entry, isKnownDistrict)];
  const all = doubts.map((one) => ({ ...one, settled: null }));
  return [...new Map(all.map((one) => [keyOf(one), one])).values()];
}

function sectorDoubt(entry: ParsedEntry): Doubt[] {
  if (entry.sectors.some(({ confidence }) => confidence >= PRE_TICKED)) return [];
  return [{ code: 'no-sector', message: '没有足够把握的行业词', line: lineOfTitle(entry) }];
}

/** A district that was read and is not kept here cannot be ticked: the editor is told which it was. */
function districtDoubt(entry: ParsedEntry, isKnownDistrict: (code: string) => boolean): Doubt[] {
  const names = entry.districts.flatMap((code, n) =>
    isKnownDistrict(code) ? [] : (entry.districtNames[n] ?? code),
  );
  if (names.length === 0) return [];
  const line = entry.origins.districts?.line ?? lineOfTitle(entry);
  return [{ code: 'unlisted-district', message: `地区表中没有“${names.join('”“')}”,请另选`, line }];
}

/** What names a warning within its entry. */
export function keyOf({ code, line }: Pick<ReviewWarning, 'code' | 'line'>): string {
  return `${code}-${line}`;
}

export function isSettled(warning: ReviewWarning): boolean {
  return warning.settled !== null;
}

/** The warnings after an editor confirmed one by its key, or all with `null`; corrected ones stay so. */
export function settle(warnings: readonly ReviewWarning[], key: string | null): ReviewWarning[] {
  return warnings.map((one) =>
    one.settled === null && (key === null || keyOf(one) === key) ? { ...one, settled: 'confirmed' } : one,
  );
}

/** The warnings with one of them open again. */
export function reopen(warnings: readonly ReviewWarning[], key: string): ReviewWarning[] {
  return warnings.map((one) => (keyOf(one) === key ? { ...one, settled: null } : one));
}

/** The warnings after a correction: those about a field that changed, and is not empty, are settled by it. */
export function settleCorrected(
  warnings: readonly ReviewWarning[],
  before: ReviewFacts,
  after: ReviewFacts,
): ReviewWarning[] {
  const answered = (field: keyof ReviewFacts) => isChanged(field, before, after) && !isEmpty(after[field]);
  return warnings.map((one) => {
    if (one.settled !== null) return one;
    const field = FIELD_OF[one.code];
    return [field, ...(ALSO[field] ?? [])].some(answered) ? { ...one, settled: 'corrected' } : one;
  });
}

/** Whether a field says something else now; the order of an attachment's parts makes no difference. */
export function isChanged(
  field: keyof PolicyFacts | 'announce',
  before: ReviewFacts,
  after: ReviewFacts,
): boolean {
  return said(before[field]) !== said(after[field]);
}

function said(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function lineOfTitle(entry: ParsedEntry): number {
  return entry.origins.title?.line ?? entry.textStart.line;
}
