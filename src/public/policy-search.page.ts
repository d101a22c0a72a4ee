import type { List } from '../lists/list.entity.js';
import type { Taxonomies } from '../matching/domain/policy-matcher.js';
import type { PolicyLevel } from '../policies/domain/policy.js';
import type { FoundPolicy } from '../policies/policy-search.query.js';
import { ALL_SECTORS } from '../taxonomy/domain/taxonomy.js';
import { archiveWords } from './archive-words.js';
import { feedLinks } from './feed.view.js';
import { LAST_PAGE, type SearchForm } from './policy-search.form.js';
import {
  chosenOf,
  countsView,
  levelBars,
  resultView,
  searchAddress,
  searchChoices,
  searchProblems,
  withoutEach,
} from './policy-search.view.js';
import { subscribeLinks } from './subscribe-links.js';

/** How many policies a page lists. */
export const PAGE_SIZE = 20;

/** What was found, with how many of each level in all. */
export interface Found {
  readonly counts: Partial<Record<PolicyLevel, number>>;
  readonly policies: readonly FoundPolicy[];
  /** The words as they stand in a text, to be marked. */
  readonly marks: readonly string[];
}

/** What the page is made in. */
export interface SearchContext {
  readonly language: 'zh-CN' | 'en';
  /** `?lang=…` where the reader has chosen one, else ''. */
  readonly langQuery: string;
  /** `YYYY-MM-DD` */
  readonly today: string;
  readonly publicUrl: string;
  readonly taxonomies: Taxonomies;
  readonly lists: readonly List[];
}

/** What `public/policies` prints. */
export function searchPage(form: SearchForm, found: Found, context: SearchContext) {
  const { language, langQuery, taxonomies } = context;
  const words = archiveWords(language);
  const { values } = form;
  const lang = langQuery === '' ? '' : language;
  const given = Object.entries(values).filter(([field, value]) => field !== 'page' && value !== '');
  const feeds = feedsOf(form, context);
  return {
    language,
    title: values.q === '' ? words.title : `${values.q} – ${words.title}`,
    words,
    values,
    lang,
    langQuery,
    head: headOf(form, given.length > 0, feeds, context),
    otherLanguage: searchAddress(values, { lang: language === 'en' ? 'zh-CN' : 'en' }, ''),
    choices: searchChoices(taxonomies, language),
    chosen: chosenOf(form, taxonomies, language),
    isFiltered: given.length > 0,
    filterCount: given.filter(([field]) => field !== 'q').length,
    without: form.problems.length > 0 ? [] : withoutEach(form, taxonomies, { language, lang }),
    clearLink: `/policies${langQuery}`,
    problems: searchProblems(form, language),
    counts: countsView(found.counts, language),
    levels: values.level === '' ? levelBars(found.counts, values, { language, lang }) : [],
    results: found.policies.map((one) => resultView(one, context, found.marks)),
    pages: pagesOf(form, found, { language, lang }),
    subscribe: subscribeTo(form, context, lang),
    feeds,
  };
}

type Feeds = readonly { readonly name: string; readonly links: ReturnType<typeof feedLinks> }[];

function headOf({ page, problems }: SearchForm, isFiltered: boolean, feeds: Feeds, context: SearchContext) {
  const words = archiveWords(context.language);
  return {
    title: words.title,
    description: words.lead,
    address: `${context.publicUrl}/policies${page > 1 && !isFiltered ? `?page=${page}` : ''}`,
    isIndexed: !isFiltered && problems.length === 0,
    kind: 'website',
    feeds: feeds.flatMap((one) => one.links),
  };
}

function pagesOf(
  form: SearchForm,
  { counts, policies }: Found,
  frame: { language: 'zh-CN' | 'en'; lang: string },
) {
  const { page, values } = form;
  const { total, isMore } = countsView(counts, frame.language);
  const last = Math.max(1, Math.ceil(total / PAGE_SIZE));
  const address = (to: number) => searchAddress(values, { page: String(to) }, frame.lang);
  const hasNext = isMore ? policies.length === PAGE_SIZE && page < LAST_PAGE : page < last;
  return {
    at: pageWords(page, isMore ? null : last, frame.language),
    previous: page > 1 ? address(isMore ? page - 1 : Math.min(page - 1, last)) : null,
    next: hasNext ? address(page + 1) : null,
  };
}

function pageWords(page: number, last: number | null, language: 'zh-CN' | 'en'): string {
  if (last === null) return language === 'en' ? `Page ${page}` : `第 ${page} 页`;
  return language === 'en' ? `Page ${page} of ${last}` : `第 ${page} / ${last} 页`;
}

/** The feeds of the district and the sector that are looked at; without them that of everything. */
function feedsOf({ values, problems }: SearchForm, { taxonomies, language }: SearchContext): Feeds {
  if (problems.length > 0) return [];
  const subjects = [
    { kind: 'districts' as const, code: values.district },
    { kind: 'sectors' as const, code: values.sector },
  ].filter(({ code }) => code !== '');
  const shown = subjects.length > 0 ? subjects : [{ kind: 'sectors' as const, code: ALL_SECTORS }];
  return shown
    .filter(({ kind, code }) => taxonomies[kind].has(code))
    .map(({ kind, code }) => ({ kind, code, name: taxonomies[kind].nameOf(code, language) }))
    .map(({ kind, code, name }) => ({ name, links: feedLinks(kind, code, name, language) }));
}

function subscribeTo({ values, problems }: SearchForm, context: SearchContext, lang: string) {
  if (problems.length > 0) return [];
  const wanted = {
    districts: values.district === '' ? [] : [values.district],
    sectors: values.sector === '' ? [] : [values.sector],
  };
  return subscribeLinks(context.lists, wanted, context.taxonomies, lang);
}
