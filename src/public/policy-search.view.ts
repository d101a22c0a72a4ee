import { type TextPart, markWords } from '../policies/domain/highlight.js';
import { POLICY_LEVELS, POLICY_TYPES, type PolicyLevel } from '../policies/domain/policy.js';
import { COUNTED_MOST } from '../platform/database/counted.js';
import type { FoundPolicy } from '../policies/policy-search.query.js';
import type { Taxonomies } from '../matching/domain/policy-matcher.js';
import { levelName, typeName } from '../subscribers/domain/profile-words.js';
import type { Taxonomy } from '../taxonomy/domain/taxonomy.js';
import { treeName } from '../taxonomy/domain/tree-picker.js';
import { archiveWords, closingWords, policiesCounted } from './archive-words.js';
import {
  SEARCH_FIELDS,
  type SearchField,
  type SearchForm,
  type SearchProblem,
} from './policy-search.form.js';

type Language = 'zh-CN' | 'en';

/** One choice of a `<select>`. */
export interface Choice {
  readonly value: string;
  readonly name: string;
}

/** One result as `public/policies` prints it. */
export interface ResultView {
  readonly link: string;
  readonly level: string;
  readonly title: readonly TextPart[];
  readonly excerpt: readonly TextPart[];
  readonly facts: string;
  readonly closes: string | null;
  readonly isClosed: boolean;
}

/** What the form offers: the same object for as long as the trees are, so that a page can keep what it made of it. */
export interface SearchChoices {
  readonly levels: readonly Choice[];
  readonly types: readonly Choice[];
  readonly districts: readonly Choice[];
  readonly trees: readonly { readonly name: string; readonly choices: readonly Choice[] }[];
}

const offered = new WeakMap<Taxonomies, Partial<Record<Language, SearchChoices>>>();

/** The choices of the form: levels, types, districts indented by depth, sectors by tree. */
export function searchChoices(taxonomies: Taxonomies, language: Language): SearchChoices {
  const known = offered.get(taxonomies) ?? {};
  offered.set(taxonomies, known);
  return (known[language] ??= choicesOf(taxonomies, language));
}

function choicesOf({ districts, sectors }: Taxonomies, language: Language): SearchChoices {
  const trees = [...new Set(sectors.nodes.map((node) => node.tree))].filter((tree) => tree !== null);
  const choice = (taxonomy: Taxonomy, above: number) => (value: string) => ({
    value,
    name: indented(taxonomy, value, above, language),
  });
  return {
    levels: POLICY_LEVELS.map((value) => ({ value, name: levelName(value, language) })),
    types: POLICY_TYPES.map((value) => ({ value, name: typeName(value, language) })),
    districts: inTreeOrder(districts, districts.nodes[0]?.code ?? '', choice(districts, 1)),
    trees: trees.map((tree) => ({
      name: treeName(tree, language),
      choices: sectors.nodes
        .filter((node) => node.tree === tree && sectors.find(node.parent ?? '')?.tree !== tree)
        .flatMap((top) => inTreeOrder(sectors, top.code, choice(sectors, 2))),
    })),
  };
}

/** What is chosen in each `<select>`, by field; null where nothing is, or something that is not offered. */
export function chosenOf({ values }: Pick<SearchForm, 'values'>, taxonomies: Taxonomies, language: Language) {
  const { districts, sectors } = taxonomies;
  const choices = searchChoices(taxonomies, language);
  const among = (offer: readonly Choice[], value: string) => offer.find((one) => one.value === value) ?? null;
  const node = (taxonomy: Taxonomy, value: string) =>
    taxonomy.has(value) ? { value, name: taxonomy.nameOf(value, language) } : null;
  return {
    level: among(choices.levels, values.level),
    type: among(choices.types, values.type),
    district: node(districts, values.district),
    sector: node(sectors, values.sector),
  };
}

/** A found policy with the words of the query marked. */
export function resultView(
  found: FoundPolicy,
  context: { readonly language: Language; readonly langQuery: string; readonly today: string },
  words: readonly string[],
): ResultView {
  const { language, today } = context;
  const { unstated, publishedOn } = archiveWords(language);
  const issuers = found.issuers.join(language === 'en' ? ', ' : '、') || null;
  const date = `${publishedOn}${language === 'en' ? ' ' : '：'}${found.publishedOn ?? unstated}`;
  return {
    link: `/policies/${found.id}${context.langQuery}`,
    level: levelName(found.level, language),
    title: markWords(found.title, words),
    excerpt: markWords(found.excerpt, words),
    facts: [issuers, found.documentNumber, date].filter((one) => one !== null).join(' · '),
    closes: closingWords(found.closesOn, today, language),
    isClosed: found.closesOn !== null && found.closesOn < today.slice(0, found.closesOn.length),
  };
}

/** "7 policies", with thousands apart; "more than 10,000" where not all were counted. */
export function countsView(counts: Partial<Record<PolicyLevel, number>>, language: Language) {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const isMore = total > COUNTED_MOST;
  const line = policiesCounted(Math.min(total, COUNTED_MOST), language);
  return { total, isMore, line: isMore ? `${language === 'en' ? 'More than ' : '超过 '}${line}` : line };
}

function numberWords(count: number): string {
  return count.toLocaleString('en');
}

/** One level with its share of what was found, for a bar, and the search narrowed to it. */
export interface LevelBar {
  readonly name: string;
  readonly count: string;
  /** Whole percent of the largest level, at least 1. */
  readonly width: number;
  readonly link: string;
}

/** The levels of what was found, where there are several. */
export function levelBars(
  counts: Partial<Record<PolicyLevel, number>>,
  values: SearchForm['values'],
  { language, lang }: { readonly language: Language; readonly lang: string },
): LevelBar[] {
  const levels = POLICY_LEVELS.filter((level) => counts[level]);
  const most = Math.max(...levels.map((level) => counts[level] ?? 0));
  if (levels.length < 2 || countsView(counts, language).isMore) return [];
  return levels.map((level) => ({
    name: levelName(level, language),
    count: numberWords(counts[level] ?? 0),
    width: Math.max(1, Math.round(((counts[level] ?? 0) / most) * 100)),
    link: searchAddress(values, { level, page: '' }, lang),
  }));
}

/** Every condition of a search with the address of the search without it. */
export function withoutEach(
  form: SearchForm,
  taxonomies: Taxonomies,
  { language, lang }: { readonly language: Language; readonly lang: string },
): { readonly label: string; readonly link: string }[] {
  const words = archiveWords(language);
  const chosen = chosenOf(form, taxonomies, language);
  const colon = language === 'en' ? ': ' : '：';
  return SEARCH_FIELDS.filter((field) => field !== 'page' && form.values[field] !== '').map((field) => {
    const name = field in chosen ? chosen[field as keyof typeof chosen]?.name : null;
    const value = name ?? form.values[field];
    const label = { ...words, q: words.search, page: words.pages }[field];
    return {
      label: field === 'open' ? words.open : `${label}${colon}${value}`,
      link: searchAddress(form.values, { [field]: '', page: '' }, lang),
    };
  });
}

/** The address of the same search with some fields changed; empty fields are left out. */
export function searchAddress(
  values: SearchForm['values'],
  changes: Partial<Record<SearchField | 'lang', string>>,
  lang: string,
): string {
  const query = new URLSearchParams();
  for (const [field, value] of Object.entries({ ...values, lang, ...changes }))
    if (value !== '' && !(field === 'page' && value === '1')) query.set(field, value);
  const text = query.toString();
  return text === '' ? '/policies' : `/policies?${text}`;
}

const PROBLEMS: Record<SearchProblem, readonly [string, string]> = {
  repeated: ['只能填一个', 'may be given once only'],
  'too-long': ['太长了', 'is too long'],
  'control-character': ['含有不可见字符', 'contains an invisible character'],
  unknown: ['含有不可选的值', 'holds something that is not offered'],
  'not-a-date': ['不是有效的日期', 'is not a date'],
  'not-a-page': ['没有这一页', 'there is no such page'],
};

/** The problems of a form as `partials/problems` prints them. */
export function searchProblems({ problems }: Pick<SearchForm, 'problems'>, language: Language) {
  const words = archiveWords(language);
  const names: Record<SearchField, string> = { ...words, q: words.search, page: words.pages };
  return problems.map(({ field, problem }) => ({
    field,
    message:
      language === 'en'
        ? `${names[field]}: ${PROBLEMS[problem][1]}.`
        : `${names[field]}：${PROBLEMS[problem][0]}。`,
  }));
}

function inTreeOrder<T>(taxonomy: Taxonomy, code: string, view: (code: string) => T): T[] {
  if (!taxonomy.has(code)) return [];
  return [
    view(code),
    ...taxonomy.childrenOf(code).flatMap((child) => inTreeOrder(taxonomy, child.code, view)),
  ];
}

function indented(taxonomy: Taxonomy, code: string, above: number, language: Language): string {
  const depth = Math.max(0, taxonomy.pathOf(code).length - above);
  return `${'\u3000'.repeat(depth)}${taxonomy.nameOf(code, language)}`;
}
