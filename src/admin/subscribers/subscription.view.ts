import { readableAddress } from '../../delivery/domain/address.js';
import type { Profile } from '../../matching/domain/profile.js';
import type { Taxonomies } from '../../matching/domain/policy-matcher.js';
import type { HistoryEvent } from '../../subscribers/subscription-history.query.js';
import type { DeliveryLine, SubscriptionLine } from '../../subscribers/subscription-list.query.js';
import { momentIn } from '../console/moments.js';
import { namesOf } from '../console/taxonomy-trees.js';
import { type ConsoleWords, type Language, wordsIn } from '../words/console-words.js';

const COLOURS = { pending: 'yellow', active: 'green', ended: 'secondary' } as const;

/** One subscription in a table. */
export function subscriptionLine(line: SubscriptionLine, language: Language) {
  const t = wordsIn(language);
  return {
    href: `/console/subscriptions/${line.id}`,
    company: line.company,
    contact: line.contact ?? '',
    address: line.address === null ? t.subscribers.erased : readableAddress(line.address),
    listName: line.listName,
    status: t.subscriptionStatuses[line.status],
    colour: COLOURS[line.status],
    endedReason: line.endedReason ? t.endedReasons[line.endedReason] : null,
    since: momentIn(line.confirmedAt ?? line.createdAt)?.slice(0, 10) ?? '',
    pausedUntil: momentIn(line.pausedUntil),
    isSample: line.isSample,
    language: line.language === 'en' ? t.languages.en : t.languages.zh,
  };
}

/** What a subscription asks for, in names. */
export function profileView(profile: Profile, taxonomies: Taxonomies, language: Language) {
  const t = wordsIn(language);
  const comma = language === 'en' ? ', ' : '、';
  const named = (words: readonly string[]) =>
    words.length === 0 ? t.subscribers.everything : words.join(comma);
  return [
    { label: t.subscribers.districts, value: namesOf(taxonomies.districts, profile.districts, language) },
    { label: t.subscribers.sectors, value: namesOf(taxonomies.sectors, profile.sectors, language) },
    { label: t.subscribers.levels, value: named(profile.levels.map((level) => t.levels[level])) },
    { label: t.subscribers.types, value: named(profile.types.map((type) => t.types[type])) },
  ];
}

/** Something that happened, in words. */
export function historyLine(event: HistoryEvent, language: Language) {
  const t = wordsIn(language);
  return { at: momentIn(event.at), what: t.happened[event.kind], detail: detailOf(event, t) };
}

function detailOf(event: HistoryEvent, t: ConsoleWords): string {
  switch (event.kind) {
    case 'consent-given':
      return t.consentSources[event.detail];
    case 'address-asked':
      return event.detail === null ? '' : readableAddress(event.detail);
    case 'address-settled':
      return t.changeOutcomes[event.detail];
    case 'ended':
      return t.endedReasons[event.detail];
    case 'reason-given':
      return [t.leavingReasons[event.detail], event.note].filter((part) => part !== '').join(' · ');
    case 'confirmed':
    case 'erased':
      return '';
  }
}

/** One message and what became of it. */
export function deliveryLine(line: DeliveryLine, language: Language) {
  const t = wordsIn(language);
  return {
    kind: line.kind === 'digest' ? t.mailKinds.digest : t.mailKinds.other,
    state: t.states[line.state],
    slice: ['pending', 'claimed', 'sending'].includes(line.state) ? 'open' : line.state,
    reply: [line.replyCode, line.replyText ?? line.reason]
      .filter((part) => part !== null)
      .join(' ')
      .slice(0, 300),
    attempts: line.attempts,
    at: momentIn(line.settledAt ?? line.createdAt),
  };
}
