import type { MatchedTags } from '../../matching/domain/match-reason.js';
import type { Taxonomies } from '../../matching/domain/policy-matcher.js';
import { httpUrlOrNull } from '../../platform/templates/domain/http-url.js';
import type { PolicyFacts, PolicyType } from '../../policies/domain/policy.js';
import { ALL_SECTORS } from '../../taxonomy/domain/taxonomy.js';
import { daysUntil, isFullDate } from './digest-deadlines.js';
import { printedTags } from './digest-key.js';
import { oneLine, type Clip } from './digest-text.js';
import type { DigestCard, DigestItem, EditionFrame } from './digest-view.js';
import { digestWords, type DigestWords } from './digest-words.js';

/** What is cut off is on the policy's page; the limits keep one long source from filling a mail. */
export const CLIP = {
  title: 160,
  issuers: 80,
  documentNumber: 60,
  summary: 160,
  term: 140,
  tag: 30,
} satisfies Clip;

/** Announcements one applies to: what the source leaves open is said to be open. */
const APPLICATION_TYPES: readonly PolicyType[] = ['call', 'fund'];

/** The card of a policy; the same object whenever it prints the same. */
export type DigestCards = (item: DigestItem) => DigestCard;

/** The cards of one edition in one language, each made once however many digests hold it. */
export function digestCards(edition: EditionFrame, taxonomies: Taxonomies): DigestCards {
  const made = new Map<string, DigestCard>();
  return (item) => {
    const { sectors, districts, left } = printedTags(item.tags);
    const key = [item.policyId, item.late, sectors, districts, left].join(' ');
    const card = made.get(key) ?? cardOf(item, edition, taxonomies);
    made.set(key, card);
    return card;
  };
}

/** A call or a fund: something one applies for. */
export function isCall(facts: PolicyFacts): boolean {
  return APPLICATION_TYPES.includes(facts.type);
}

function cardOf(item: DigestItem, edition: EditionFrame, taxonomies: Taxonomies): DigestCard {
  const { facts } = item;
  const words = digestWords(edition.language);
  const link = policyLink(item.policyId, edition);
  const terms = termsOf(item, edition, words);
  const sourceLink = httpUrlOrNull(facts.sourceLink);
  return {
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
    areTermsUnstated: isCall(facts) && Object.values(terms).every((term) => term === null),
    reasons: reasonsOf(item.tags, edition, taxonomies),
    sourceLink,
    sourceTarget: sourceTarget(sourceLink, link),
    calendarLink: canStillClose(facts.applicationClosesOn, edition) ? `${link}/deadline.ics` : null,
  };
}

type Terms = Pick<DigestCard, 'whoCanApply' | 'howMuch' | 'closes' | 'howToApply'>;

function termsOf({ facts }: DigestItem, edition: EditionFrame, words: DigestWords): Terms {
  const known: Terms = {
    whoCanApply: stated(facts.whoCanApply, CLIP.term),
    howMuch: stated(facts.howMuch, CLIP.term),
    closes: facts.applicationClosesOn && closesOf(facts.applicationClosesOn, edition, words),
    howToApply: stated(facts.howToApply, CLIP.term),
  };
  if (!isCall(facts) || Object.values(known).every((term) => term === null)) return known;
  const { notStated } = words.labels;
  return {
    whoCanApply: known.whoCanApply ?? notStated,
    howMuch: known.howMuch ?? notStated,
    closes: known.closes ?? notStated,
    howToApply: known.howToApply ?? notStated,
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

/** Mail clients distrust plain http in an https mail: such an original is reached from the policy's page. */
function sourceTarget(sourceLink: string | null, link: string): string | null {
  const mixed = sourceLink?.startsWith('http:') && link.startsWith('https:');
  return mixed ? `${link}#source` : sourceLink;
}

function stated(text: string | null, limit: number): string | null {
  return (text && oneLine(text, limit)) || null;
}

/** The policy's page, absolute. */
export function policyLink(policyId: string, { publicUrl }: EditionFrame): string {
  return `${publicUrl}/policies/${encodeURIComponent(policyId)}`;
}
