import { excerptAround } from '../policies/domain/highlight.js';
import type { Policy } from '../policies/policy.entity.js';
import type { RelatedPolicy, RelationKind } from '../policies/policy-relations.query.js';
import type { Taxonomies } from '../matching/domain/policy-matcher.js';
import { levelName, typeName } from '../subscribers/domain/profile-words.js';
import { applicationState, applicationWords } from './application-window.js';
import { archiveWords } from './archive-words.js';

const DESCRIPTION_CHARACTERS = 120;

/** How the page is read. */
export interface ReadingFrame {
  readonly language: 'zh-CN' | 'en';
  /** `?lang=…` where the reader has chosen one, else ''. */
  readonly langQuery: string;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** One value of a field, perhaps with where it leads; a field has several districts or sectors. */
interface Value {
  readonly text: string;
  readonly link: string | null;
}

/** A field with what the source says; without values it says that the source does not give it. */
interface Row {
  readonly label: string;
  readonly values: readonly Value[];
  /** Whether the values are the source's own words, Chinese on every page. */
  readonly isSource: boolean;
}

/** What the page of a policy prints: every field, in the groups of its page. */
export function policyPage(policy: Policy, taxonomies: Taxonomies, frame: ReadingFrame) {
  const { language, today } = frame;
  const state = applicationState(policy.applicationOpensOn, policy.applicationClosesOn, today);
  const application = applicationRows(policy, language);
  return {
    language,
    title: policy.title,
    policyTitle: policy.title,
    summary: policy.summary,
    description: policy.summary ?? excerptAround(policy.fullText ?? policy.title, [], DESCRIPTION_CHARACTERS),
    chips: [levelName(policy.level, language), typeName(policy.type, language)],
    state: { kind: state.kind, words: applicationWords(state, language) },
    application,
    // a policy that says nothing of applying is not headed by five empty fields
    isCall: application.some((row) => row.values.length > 0),
    rows: factRows(policy, taxonomies, frame),
    paragraphs: (policy.fullText ?? '')
      .split(/\n+/)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    sourceLink: policy.sourceLink,
    calendarLink:
      policy.applicationClosesOn?.length === 10 && state.kind !== 'over'
        ? `/policies/${policy.id}/deadline.ics`
        : null,
    attachments: policy.attachments,
  };
}

function applicationRows(policy: Policy, language: 'zh-CN' | 'en'): Row[] {
  const label = archiveWords(language);
  const { applicationOpensOn: opens, applicationClosesOn: closes } = policy;
  return [
    { label: label.whoCanApply, values: plain(policy.whoCanApply), isSource: true },
    { label: label.howMuch, values: plain(policy.howMuch), isSource: true },
    { label: label.window, values: plain(spanWords(opens, closes, language)), isSource: false },
    { label: label.howToApply, values: plain(policy.howToApply), isSource: true },
    { label: label.contact, values: plain(policy.contact), isSource: true },
  ];
}

function factRows(policy: Policy, taxonomies: Taxonomies, { language, langQuery }: ReadingFrame): Row[] {
  const label = archiveWords(language);
  const search = (field: string, code: string) =>
    `/policies?${field}=${encodeURIComponent(code)}${langQuery === '' ? '' : `&lang=${language}`}`;
  const coded = (codes: readonly string[], kind: 'districts' | 'sectors', field: string) =>
    codes.map((code) => ({ text: taxonomies[kind].nameOf(code, language), link: search(field, code) }));
  const { effectiveFrom, effectiveUntil, visibleAt } = policy;
  return [
    { label: label.level, values: plain(levelName(policy.level, language)), isSource: false },
    { label: label.type, values: plain(typeName(policy.type, language)), isSource: false },
    { label: label.district, values: coded(policy.districts, 'districts', 'district'), isSource: false },
    { label: label.sector, values: coded(policy.sectors, 'sectors', 'sector'), isSource: false },
    { label: label.issuer, values: policy.issuers.map((text) => ({ text, link: null })), isSource: true },
    { label: label.documentNumber, values: plain(policy.documentNumber), isSource: true },
    { label: label.writtenOn, values: plain(policy.writtenOn), isSource: false },
    { label: label.publishedOn, values: plain(policy.publishedOn), isSource: false },
    {
      label: label.effective,
      values: plain(spanWords(effectiveFrom, effectiveUntil, language)),
      isSource: false,
    },
    { label: label.visibleOn, values: plain(visibleAt ? dayInChina(visibleAt) : null), isSource: false },
  ];
}

function plain(text: string | null): Value[] {
  return text === null || text === '' ? [] : [{ text, link: null }];
}

function spanWords(from: string | null, until: string | null, language: 'zh-CN' | 'en'): string | null {
  if (from !== null && until !== null)
    return language === 'en' ? `${from} to ${until}` : `${from} 至 ${until}`;
  if (from !== null) return language === 'en' ? `from ${from}` : `${from} 起`;
  if (until !== null) return language === 'en' ? `until ${until}` : `${until} 止`;
  return null;
}

function dayInChina(instant: Date): string {
  return instant.toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
}

const RELATIONS: Record<RelationKind, readonly [string, string, string, string]> = {
  explains: ['解读了', 'Explains', '解读', 'Explained by'],
  amends: ['修改了', 'Amends', '修改本政策', 'Amended by'],
  repeals: ['废止了', 'Repeals', '废止本政策', 'Repealed by'],
};

/** The related policies, each with how it is related, seen from the policy of the page. */
export function relatedView(
  related: readonly RelatedPolicy[],
  { language, langQuery }: Pick<ReadingFrame, 'language' | 'langQuery'>,
) {
  return related.map(({ id, title, kind, isTarget, publishedOn }) => ({
    relation: RELATIONS[kind][(isTarget ? 0 : 2) + (language === 'en' ? 1 : 0)],
    isEnd: kind === 'repeals' && !isTarget,
    title,
    link: `/policies/${id}${langQuery}`,
    publishedOn,
  }));
}
