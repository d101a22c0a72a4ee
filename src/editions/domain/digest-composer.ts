import { placeholder } from '../../platform/domain/placeholders.js';
import { POLICY_LEVELS, type PolicyLevel } from '../../policies/domain/policy.js';
import { CLIP, type DigestCards, isCall, policyLink } from './digest-cards.js';
import { CLOSING_SOON_DAYS, daysUntil, deadlinesOf, type DatedPolicy } from './digest-deadlines.js';
import { composePreheader, composeSubject, type Headline } from './digest-subject.js';
import { keepUnitsTogether, oneLine } from './digest-text.js';
import type {
  ClosingLine,
  ClosingSoon,
  DigestFields,
  DigestItem,
  DigestSection,
  DigestView,
  EditionFrame,
} from './digest-view.js';
import { digestWords, isWeekly, type DigestWords } from './digest-words.js';

/**
 * An edition as one profile gets it: sections by level in printing order, cards numbered within each as in the
 * bulletin, reminders of what closes within 14 days of the cut-off. `cards` are those of the same edition and language. Per-recipient values are placeholders.
 * Nothing is left out for size (`fitDigest` does that).
 */
export function composeDigest(
  edition: EditionFrame,
  items: readonly DigestItem[],
  closingSoon: readonly ClosingSoon[],
  cards: DigestCards,
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
    brief: briefOf(items, edition, headline, soon.length).map(keepUnitsTogether),
    editionKey: edition.key,
    editionName: words.editionName(edition.key, edition.issuedOn),
    issuedOn: edition.issuedOn,
    list: edition.list,
    closingSoon: soon.map((policy) => closingLine(policy, edition, words)),
    closingSoonMore: null,
    sections: POLICY_LEVELS.map((level) => sectionOf(level, items, edition, cards)).filter(
      (section) => section.cards.length > 0,
    ),
    overflowCount: 0,
    overflowLine: null,
    because: words.because(fields, edition.list.name),
    listLink: `${edition.publicUrl}/lists/${edition.list.slug}`,
    archiveLink: `${edition.publicUrl}/archive/${edition.list.slug}/${edition.key}`,
    fields,
  };
}

/** Three lines: how much, what to apply for, until when; or that nothing is new. */
function briefOf(
  items: readonly DigestItem[],
  edition: EditionFrame,
  { counts, deadline, total, weekly }: Headline,
  closingSoon: number,
): string[] {
  const words = digestWords(edition.language);
  const late = items.filter((item) => item.late).length;
  const open = items.filter((item) => isOpen(item, edition)).length;
  const start =
    total === 0
      ? words.briefQuiet(weekly)
      : [words.briefTotal(total, counts, late, weekly), words.briefTerms(open)];
  return [...start, words.briefDeadline(deadline, closingSoon)];
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
  return isCall(facts) && (days === null || days >= 0);
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
  cards: DigestCards,
): DigestSection {
  return {
    level,
    heading: digestWords(edition.language).levelName(level),
    cards: items.filter((item) => item.facts.level === level).map(cards),
  };
}
