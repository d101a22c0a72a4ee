import type { MatchedTags } from '../../matching/domain/match-reason.js';
import type { Taxonomies } from '../../matching/domain/policy-matcher.js';
import { placeholder } from '../../platform/domain/placeholders.js';
import { httpUrlOrNull } from '../../platform/templates/domain/http-url.js';
import { POLICY_LEVELS, type PolicyLevel, type PolicyType } from '../../policies/domain/policy.js';
import { ALL_SECTORS } from '../../taxonomy/domain/taxonomy.js';
import {
  CLOSING_SOON_DAYS,
  daysUntil,
  deadlinesOf,
  isFullDate,
  type DatedPolicy,
} from './digest-deadlines.js';
import { printedTags } from './digest-key.js';
import { composePreheader, composeSubject, type Headline } from './digest-subject.js';
import { keepUnitsTogether, oneLine, type Clip } from './digest-text.js';
import type {
  ClosingLine,
  ClosingSoon,
  DigestCard,
  DigestFields,
  DigestItem,
  DigestSection,
  DigestView,
  EditionFrame,
} from './digest-view.js';
import { digestWords, isWeekly, type DigestWords } from './digest-words.js';

/** What is cut off is on the policy's page; the limits keep one long source from filling a mail. */
const CLIP = { title: 160, issuers: 80, documentNumber: 60, summary: 160, term: 140, tag: 30 } satisfies Clip;

/** Announcements one applies to: what the source leaves open is said to be open. */
const APPLICATION_TYPES: readonly PolicyType[] = ['call', 'fund'];

/**
 * An edition as one profile gets it: sections by level in printing order, cards numbered within each as in the
 * bulletin, reminders of what closes within 14 days of the cut-off. Per-recipient values are placeholders.
 * Nothing is left out for size (`fitDigest` does that).
 */
export function composeDigest(
  edition: EditionFrame,
  items: readonly DigestItem[],
  closingSoon: readonly ClosingSoon[],
  taxonomies: Taxonomies,
): DigestView {
  const words = digestWords(edition.language);
  const dated = datedPolicies(items, closingSoon);
  const soon = closingWithin(dated, edition);
  const headline = headlineOf(edition, items, dated, words);
  const fields = fieldPlaceholders();
  return {
    language: edition.language,
    medium: 'mail',
    labels: words.labels,
    subject: composeSubject(headline, words),
    preheader: composePreheader(headline, words),
    greeting: words.greeting(fields.company),
    brief: [
      words.briefTotal(
        headline.total,
        headline.counts,
        items.filter((item) => item.late).length,
        headline.weekly,
      ),
      words.briefTerms(items.filter((item) => isOpen(item, edition)).length),
      words.briefDeadline(headline.deadline, soon.length),
    ].map(keepUnitsTogether),
    editionKey: edition.key,
    editionName: words.editionName(edition.key, edition.issuedOn),
    issuedOn: edition.issuedOn,
    list: edition.list,
    closingSoon: soon.map((policy) => closingLine(policy, edition, words)),
    closingSoonMore: null,
    sections: POLICY_LEVELS.map((level) => sectionOf(level, items, edition, taxonomies)).filter(
      (section) => section.cards.length > 0,
    ),
    overflowCount: 0,
    overflowLine: null,
    because: words.because(fields, edition.list.name),
    listLink: `${edition.publicUrl}/lists/${edition.list.slug}`,
    fields,
  };
}

/** The same digest for `/m/<token>`: every card, and nothing that belongs to the recipient. */
export function webDigest(view: DigestView): DigestView {
  const words = digestWords(view.language);
  return { ...view, medium: 'web', greeting: words.neutralGreeting, because: words.webNote(view.list.name) };
}

/** The placeholders for the closed set of per-recipient fields. */
export function fieldPlaceholders(): DigestFields {
  return {
    company: placeholder('company'),
    subscribedSince: placeholder('subscribedSince'),
    unsubscribeUrl: placeholder('unsubscribeUrl'),
    preferencesUrl: placeholder('preferencesUrl'),
    webViewUrl: placeholder('webViewUrl'),
  };
}

function headlineOf(
  edition: EditionFrame,
  items: readonly DigestItem[],
  dated: readonly DatedPolicy[],
  words: DigestWords,
): Headline {
  const counts = new Map<PolicyLevel, number>();
  for (const { facts } of items) counts.set(facts.level, (counts.get(facts.level) ?? 0) + 1);
  const nearest = deadlinesOf(dated, edition.issuedOn)[0];
  const inPrint = POLICY_LEVELS.flatMap((level) => items.filter((item) => item.facts.level === level));
  return {
    listName: oneLine(edition.list.name, 60),
    total: items.length,
    counts,
    weekly: isWeekly(edition.key),
    deadline: nearest
      ? {
          date: words.sentenceDate(nearest.closesOn, edition.issuedOn),
          daysLeft: nearest.daysLeft,
          count: nearest.policies.length,
          title: oneLine(nearest.policies[0]!.title, CLIP.title),
        }
      : null,
    titles: inPrint.map((item) => oneLine(item.facts.title, CLIP.title)),
  };
}

/** A call or a fund whose closing date is not known to be over. */
function isOpen({ facts }: DigestItem, { issuedOn }: EditionFrame): boolean {
  const days = facts.applicationClosesOn ? daysUntil(facts.applicationClosesOn, issuedOn) : null;
  return APPLICATION_TYPES.includes(facts.type) && (days === null || days >= 0);
}

/** Every policy with a closing date, new ones and earlier ones, each once. */
function datedPolicies(items: readonly DigestItem[], closingSoon: readonly ClosingSoon[]): DatedPolicy[] {
  const byId = new Map<string, DatedPolicy>(closingSoon.map((policy) => [policy.policyId, policy]));
  for (const { policyId, facts } of items) {
    byId.delete(policyId);
    if (facts.applicationClosesOn)
      byId.set(policyId, { policyId, title: facts.title, closesOn: facts.applicationClosesOn });
  }
  return [...byId.values()];
}

function closingWithin(dated: readonly DatedPolicy[], { issuedOn }: EditionFrame): DatedPolicy[] {
  return deadlinesOf(dated, issuedOn)
    .filter((deadline) => deadline.daysLeft <= CLOSING_SOON_DAYS)
    .flatMap((deadline) => deadline.policies);
}

function closingLine(policy: DatedPolicy, edition: EditionFrame, words: DigestWords): ClosingLine {
  return {
    title: oneLine(policy.title, CLIP.title),
    link: policyLink(policy.policyId, edition),
    closes: keepUnitsTogether(words.sentenceDate(policy.closesOn, edition.issuedOn)),
    left: words.daysLeft(daysUntil(policy.closesOn, edition.issuedOn) ?? 0),
  };
}

function sectionOf(
  level: PolicyLevel,
  items: readonly DigestItem[],
  edition: EditionFrame,
  taxonomies: Taxonomies,
): DigestSection {
  return {
    level,
    heading: digestWords(edition.language).levelName(level),
    cards: items
      .filter((item) => item.facts.level === level)
      .map((item, index) => cardOf(item, index + 1, edition, taxonomies)),
  };
}

function cardOf(item: DigestItem, number: number, edition: EditionFrame, taxonomies: Taxonomies): DigestCard {
  const { facts } = item;
  const words = digestWords(edition.language);
  const link = policyLink(item.policyId, edition);
  const terms = termsOf(item, edition, words);
  const sourceLink = httpUrlOrNull(facts.sourceLink);
  return {
    number,
    title: oneLine(facts.title, CLIP.title),
    link,
    late: item.late,
    issuers:
      oneLine(facts.issuers.filter((issuer) => issuer.trim()).join(words.listSeparator), CLIP.issuers) ||
      words.labels.notStated,
    publishedOn: facts.publishedOn ? words.fieldDate(facts.publishedOn) : words.labels.notStated,
    documentNumber: stated(facts.documentNumber, CLIP.documentNumber),
    summary: stated(facts.summary, CLIP.summary),
    ...terms,
    hasTerms: Object.values(terms).some((term) => term !== null),
    reasons: reasonsOf(item.tags, edition, taxonomies),
    sourceLink,
    sourceTarget: sourceTarget(sourceLink, link),
    calendarLink: canStillClose(facts.applicationClosesOn, edition) ? `${link}/deadline.ics` : null,
  };
}

type Terms = Pick<DigestCard, 'whoCanApply' | 'howMuch' | 'closes' | 'howToApply'>;

function termsOf({ facts }: DigestItem, edition: EditionFrame, words: DigestWords): Terms {
  const absent = APPLICATION_TYPES.includes(facts.type) ? words.labels.notStated : null;
  return {
    whoCanApply: stated(facts.whoCanApply, CLIP.term) ?? absent,
    howMuch: stated(facts.howMuch, CLIP.term) ?? absent,
    closes: facts.applicationClosesOn ? closesOf(facts.applicationClosesOn, edition, words) : absent,
    howToApply: stated(facts.howToApply, CLIP.term) ?? absent,
  };
}

/** A month without a day is printed as it is: it counts no days. */
function closesOf(closesOn: string, { issuedOn }: EditionFrame, words: DigestWords): string {
  const date = words.fieldDate(closesOn);
  const days = daysUntil(closesOn, issuedOn);
  if (days === null) return date;
  return days < 0 ? words.closed(date) : words.withDaysLeft(date, days);
}

function canStillClose(closesOn: string | null, { issuedOn }: EditionFrame): boolean {
  return closesOn !== null && isFullDate(closesOn) && (daysUntil(closesOn, issuedOn) ?? -1) >= 0;
}

function reasonsOf(tags: MatchedTags, edition: EditionFrame, taxonomies: Taxonomies): string[] {
  const words = digestWords(edition.language);
  const printed = printedTags(tags);
  const names = [
    ...printed.sectors.map((code) =>
      code === ALL_SECTORS ? words.allSectors : taxonomies.sectors.nameOf(code, edition.language),
    ),
    ...printed.districts.map((code) => taxonomies.districts.nameOf(code, edition.language)),
  ].map((name) => oneLine(name, CLIP.tag));
  return printed.left > 0 ? [...names, words.moreTags(names.length + printed.left)] : names;
}

function policyLink(policyId: string, { publicUrl }: EditionFrame): string {
  return `${publicUrl}/policies/${encodeURIComponent(policyId)}`;
}

/** Mail clients distrust plain http in an https mail: such an original is reached from the policy's page. */
function sourceTarget(sourceLink: string | null, link: string): string | null {
  const mixed = sourceLink?.startsWith('http:') && link.startsWith('https:');
  return mixed ? `${link}#source` : sourceLink;
}

function stated(text: string | null, limit: number): string | null {
  return (text && oneLine(text, limit)) || null;
}
