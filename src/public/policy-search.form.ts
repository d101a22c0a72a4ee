import { isPolicyDate } from '../policies/domain/policy-rules.js';
import { POLICY_LEVELS, POLICY_TYPES } from '../policies/domain/policy.js';
import type { PolicySearch } from '../policies/policy-search.query.js';
import type { Taxonomies } from '../matching/domain/policy-matcher.js';
import { ALL_SECTORS } from '../taxonomy/domain/taxonomy.js';

/** The fields of the search form, in its order; `page` is carried by links. */
export const SEARCH_FIELDS = [
  'q',
  'level',
  'type',
  'district',
  'sector',
  'issuer',
  'from',
  'until',
  'open',
  'page',
] as const;
export type SearchField = (typeof SEARCH_FIELDS)[number];

const SEARCH_PROBLEMS = [
  'repeated',
  'too-long',
  'control-character',
  'unknown',
  'not-a-date',
  'not-a-page',
] as const;
export type SearchProblem = (typeof SEARCH_PROBLEMS)[number];

/** A query as it was understood; with problems nothing is searched. */
export interface SearchForm {
  /** What came, for the form that is shown again; at most `ECHO` characters each. */
  readonly values: Readonly<Record<SearchField, string>>;
  readonly problems: readonly { readonly field: SearchField; readonly problem: SearchProblem }[];
  readonly page: number;
}

const LONGEST: Partial<Record<SearchField, number>> = { q: 100, issuer: 60 };
const LONGEST_CODE = 40;
const ECHO = 200;
/** Nobody reads further; it bounds what one request may cost. */
export const LAST_PAGE = 1_000;

/** Reads the query of `/policies`: unknown names are ignored, empty fields filter nothing. */
export function readSearchForm(
  query: Readonly<Record<string, unknown>>,
  { districts, sectors }: Taxonomies,
): SearchForm {
  const checks: Partial<Record<SearchField, (value: string) => SearchProblem | null>> = {
    level: oneOf((value) => (POLICY_LEVELS as readonly string[]).includes(value)),
    type: oneOf((value) => (POLICY_TYPES as readonly string[]).includes(value)),
    district: oneOf((value) => districts.has(value)),
    sector: oneOf((value) => sectors.has(value)),
    open: oneOf((value) => value === '1'),
    from: dayOnly,
    until: dayOnly,
    page: (value) => (/^[1-9]\d{0,3}$/.test(value) && Number(value) <= LAST_PAGE ? null : 'not-a-page'),
  };
  const read = SEARCH_FIELDS.map((field) => {
    const value = query[field] ?? '';
    if (typeof value !== 'string') return { field, value: '', problem: 'repeated' as const };
    const text = value.trim();
    const problem =
      generalProblem(text, LONGEST[field] ?? LONGEST_CODE) ??
      (text === '' ? null : (checks[field]?.(text) ?? null));
    return { field, value: text, problem };
  });
  const values = Object.fromEntries(
    read.map(({ field, value }) => [field, value.replace(/\p{Cc}/gu, '').slice(0, ECHO)]),
  ) as Record<SearchField, string>;
  const problems = read.flatMap(({ field, problem }) => (problem ? [{ field, problem }] : []));
  return { values, problems, page: problems.length > 0 ? 1 : Number(values.page || 1) };
}

/**
 * The search a form without problems asks for. As in matching, a district brings what stands above it; a sector brings
 * what lies under it, what stands above it, and what is for all sectors.
 */
export function searchOf({ values }: SearchForm, taxonomies: Taxonomies, today: string): PolicySearch {
  const given = <T extends string>(field: SearchField) =>
    values[field] === '' ? null : (values[field] as T);
  return {
    text: given('q'),
    level: given('level'),
    type: given('type'),
    districts: values.district === '' ? null : taxonomies.districts.pathOf(values.district),
    sectors: values.sector === '' ? null : sectorsAround(values.sector, taxonomies),
    issuer: given('issuer'),
    from: given('from'),
    until: given('until'),
    openOn: values.open === '' ? null : today,
    closesFrom: null,
  };
}

/** The codes of sectors that meet one: itself, all above it and all under it. */
export function sectorsAround(code: string, { sectors }: Taxonomies): string[] {
  const under = sectors.nodes.map((node) => node.code).filter((one) => sectors.isSameOrAncestor(code, one));
  return [...new Set([...under, ...sectors.pathOf(code), ALL_SECTORS])];
}

function generalProblem(text: string, longest: number): SearchProblem | null {
  if (text.length > longest) return 'too-long';
  return /\p{Cc}|\p{Cs}|\uFFFD/u.test(text) ? 'control-character' : null;
}

function oneOf(isKnown: (value: string) => boolean) {
  return (value: string): SearchProblem | null => (isKnown(value) ? null : 'unknown');
}

function dayOnly(value: string): SearchProblem | null {
  return value.length === 10 && isPolicyDate(value) ? null : 'not-a-date';
}
