import type { ArchivedEdition, ArchivedPolicy } from '../editions/edition-archive.query.js';
import type { List } from '../lists/list.entity.js';
import { POLICY_LEVELS } from '../policies/domain/policy.js';
import { levelName } from '../subscribers/domain/profile-words.js';
import { archiveWords, closingWords, policiesCounted } from './archive-words.js';

interface Frame {
  readonly language: 'zh-CN' | 'en';
  readonly langQuery: string;
}

/** The list of a list's editions. */
export function archivePage(list: List, editions: readonly ArchivedEdition[], frame: Frame) {
  const words = archiveWords(frame.language);
  return {
    title: `${list.name} – ${words.archive}`,
    lead: words.archiveLead,
    editions: editions.map((edition) => ({
      key: edition.key,
      issuedOn: edition.issuedOn,
      counted: policiesCounted(edition.policies, frame.language),
      link: `/archive/${list.slug}/${edition.key}${frame.langQuery}`,
    })),
  };
}

/** One edition: everything it announced to anybody, by level. */
export function editionPage(
  list: List,
  edition: ArchivedEdition,
  policies: readonly ArchivedPolicy[],
  frame: Frame & { readonly today: string },
) {
  const { language, langQuery, today } = frame;
  const words = archiveWords(language);
  const separator = language === 'en' ? ', ' : '、';
  const line = (policy: ArchivedPolicy) => ({
    title: policy.title,
    link: `/policies/${policy.id}${langQuery}`,
    summary: policy.summary,
    isLate: policy.isLate,
    facts: [
      policy.issuers.join(separator) || null,
      policy.documentNumber,
      policy.publishedOn ?? words.unstated,
    ]
      .filter((one) => one !== null)
      .join(' · '),
    closes: closingWords(policy.closesOn, today, language),
    isClosed: policy.closesOn !== null && policy.closesOn < today.slice(0, policy.closesOn.length),
  });
  return {
    title: `${list.name} ${edition.key}`,
    lead: `${edition.issuedOn} · ${policiesCounted(policies.length, language)}`,
    archiveLink: `/archive/${list.slug}${langQuery}`,
    levels: POLICY_LEVELS.map((level) => ({
      name: levelName(level, language),
      policies: policies.filter((policy) => policy.level === level).map(line),
    })).filter((level) => level.policies.length > 0),
  };
}
