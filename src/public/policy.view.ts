import { excerptAround } from '../policies/domain/highlight.js';
import type { Policy } from '../policies/policy.entity.js';
import type { RelatedPolicy, RelationKind } from '../policies/policy-relations.query.js';
import type { Taxonomies } from '../matching/domain/policy-matcher.js';

const LEVELS = {
  national: ['国家级', 'National'],
  provincial: ['省级', 'Provincial'],
  municipal: ['市级', 'Municipal'],
  district: ['区级', 'District'],
} as const;

const DESCRIPTION_CHARACTERS = 120;

/** What the page of a policy prints; a field the source does not give says so. */
export function policyPage(policy: Policy, taxonomies: Taxonomies, language: 'zh-CN' | 'en') {
  const isEnglish = language === 'en';
  const unstated = isEnglish ? 'Not stated in the source' : '原文未写明';
  const say = (chinese: string, english: string) => (isEnglish ? english : chinese);
  const names = (codes: readonly string[], kind: 'districts' | 'sectors') =>
    codes.map((code) => taxonomies[kind].nameOf(code, language)).join(isEnglish ? ', ' : '、');
  const opens = policy.applicationOpensOn;
  const closes = policy.applicationClosesOn;
  const window =
    opens && closes
      ? `${opens} — ${closes}`
      : (closes && say(`${closes} 截止`, `closes ${closes}`)) ||
        (opens && say(`${opens} 起`, `from ${opens}`));
  const rows: [string, string | null][] = [
    [say('层级', 'Level'), LEVELS[policy.level][isEnglish ? 1 : 0]],
    [say('地区', 'District'), names(policy.districts, 'districts')],
    [say('颁发机构', 'Issuer'), policy.issuers.join(isEnglish ? ', ' : '、')],
    [say('发文字号', 'Document number'), policy.documentNumber],
    [say('成文日期', 'Written on'), policy.writtenOn],
    [say('发布时间', 'Published on'), policy.publishedOn],
    [say('行业', 'Sectors'), names(policy.sectors, 'sectors')],
    [say('谁能申请', 'Who can apply'), policy.whoCanApply],
    [say('多少钱', 'How much'), policy.howMuch],
    [say('申报时间', 'Application window'), window],
    [say('怎么申请', 'How to apply'), policy.howToApply],
    [say('联系方式', 'Contact'), policy.contact],
  ];
  return {
    language,
    title: policy.title,
    policyTitle: policy.title,
    summary: policy.summary,
    description: policy.summary ?? excerptAround(policy.fullText ?? policy.title, [], DESCRIPTION_CHARACTERS),
    rows: rows.map(([label, value]) => ({ label, value: value || unstated, isStated: Boolean(value) })),
    paragraphs: (policy.fullText ?? '')
      .split(/\n+/)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    sourceLink: policy.sourceLink,
    calendarLink: closes?.length === 10 ? `/policies/${policy.id}/deadline.ics` : null,
    attachments: policy.attachments,
  };
}

const RELATIONS: Record<RelationKind, readonly [string, string, string, string]> = {
  explains: ['解读了', 'Explains', '解读', 'Explained by'],
  amends: ['修改了', 'Amends', '修改本政策', 'Amended by'],
  repeals: ['废止了', 'Repeals', '废止本政策', 'Repealed by'],
};

/** The related policies, each with how it is related, seen from the policy of the page. */
export function relatedView(
  related: readonly RelatedPolicy[],
  { language, langQuery }: { readonly language: 'zh-CN' | 'en'; readonly langQuery: string },
) {
  return related.map(({ id, title, kind, isTarget, publishedOn }) => ({
    relation: RELATIONS[kind][(isTarget ? 0 : 2) + (language === 'en' ? 1 : 0)],
    title,
    link: `/policies/${id}${langQuery}`,
    publishedOn,
  }));
}
