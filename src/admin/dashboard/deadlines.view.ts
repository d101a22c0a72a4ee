import { daysUntil } from '../../editions/domain/digest-deadlines.js';
import type { FoundPolicy } from '../../policies/policy-search.query.js';
import { type Language, wordsIn } from '../words/console-words.js';

/** How far ahead the dashboard looks for closing days. */
export const DEADLINE_DAYS = 30;
const SHOWN = 8;
const SOON_DAYS = 7;

/** The policies among `closing` (nearest first) that close within 30 days of `today`, `YYYY-MM-DD`. */
export function deadlinesView(closing: readonly FoundPolicy[], today: string, language: Language) {
  const within = closing.flatMap((policy) => {
    const days = policy.closesOn === null ? null : daysUntil(policy.closesOn, today);
    return days === null || days < 0 || days > DEADLINE_DAYS ? [] : [{ policy, days }];
  });
  return {
    lines: within.slice(0, SHOWN).map(({ policy, days }) => ({
      href: `/console/policies/${policy.id}`,
      title: policy.title,
      issuers: policy.issuers.join(language === 'en' ? ', ' : '、'),
      closesOn: policy.closesOn,
      left: leftOf(days, language),
      colour: days <= SOON_DAYS ? 'red' : 'secondary',
    })),
    more: Math.max(0, within.length - SHOWN),
  };
}

function leftOf(days: number, language: Language): string {
  const { deadlines: t } = wordsIn(language);
  return days === 0 ? t.today : `${t.left} ${days} ${days === 1 ? t.day : t.days}`;
}
