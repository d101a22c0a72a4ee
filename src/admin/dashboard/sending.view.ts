import type {
  OpenWork,
  SentEdition,
  StandingRun,
  UncertainCount,
} from '../../editions/sending-health.query.js';
import type { Readiness } from '../../platform/observability/readiness.js';
import { momentIn } from '../console/moments.js';
import { barOf } from '../editions/edition-account.view.js';
import { type Language, wordsIn } from '../words/console-words.js';

const OUTCOMES = ['accepted', 'rejected', 'suppressed', 'uncertain', 'cancelled', 'expired'] as const;
const OPEN = ['pending', 'claimed', 'sending'] as const;

/** What is known of sending at a moment; a device that has not answered yet is absent from `devices`. */
export interface SendingHealth {
  readonly devices: Readiness;
  readonly open: OpenWork;
  readonly standing: readonly StandingRun[];
  readonly uncertain: readonly UncertainCount[];
  readonly sent: readonly SentEdition[];
}

/** The card on sending: what needs a person first, then devices, then what came of the last editions. */
export function sendingView(health: SendingHealth, language: Language) {
  const { sending: t } = wordsIn(language);
  const devices = (['smtp', 'queue'] as const).map((name) => ({
    label: name === 'smtp' ? t.relay : t.queue,
    isUp: health.devices[name] === 'up',
    says: stateOf(health.devices[name], language),
    detail: health.devices[name] === 'up' ? null : (health.devices[name] ?? null),
  }));
  const standing = health.standing.map(({ edition, reason }) => ({ ...placeOf(edition, language), reason }));
  const uncertain = health.uncertain.map(({ edition, count }) => ({ ...placeOf(edition, language), count }));
  const editions = health.sent.map((edition) => sentView(edition, language));
  return {
    devices,
    standing,
    uncertain,
    isWell: standing.length === 0 && uncertain.length === 0 && devices.every(({ isUp }) => isUp),
    waiting: health.open.waiting + health.open.working,
    putOff: health.open.putOff,
    editions,
    keys: [...OUTCOMES, 'open' as const]
      .filter((slice) => editions.some(({ bar }) => bar.some((part) => part.slice === slice)))
      .map((slice) => ({ slice, label: wordsIn(language).states[slice] })),
  };
}

function stateOf(answer: string | undefined, language: Language): string {
  const { sending: t } = wordsIn(language);
  if (answer === undefined) return t.silent;
  return answer === 'up' ? t.up : t.down;
}

function placeOf(edition: StandingRun['edition'], language: Language) {
  return edition
    ? { name: `${edition.listName} ${edition.key}`, href: `/console/editions/${edition.id}` }
    : { name: wordsIn(language).sending.ofPeople, href: null };
}

function sentView({ id, key, listName, timeZone, releasedAt, tally }: SentEdition, language: Language) {
  const { states } = wordsIn(language);
  const open = OPEN.reduce((sum, state) => sum + (tally[state] ?? 0), 0);
  const parts = [
    ...OUTCOMES.map((slice) => ({ slice, count: tally[slice] ?? 0 })),
    { slice: 'open' as const, count: open },
  ].filter(({ count }) => count > 0);
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  return {
    href: `/console/editions/${id}`,
    key,
    listName,
    releasedAt: momentIn(releasedAt, timeZone),
    bar: barOf(parts, total),
    says: parts.map(({ slice, count }) => `${states[slice]} ${count}`).join(' · '),
  };
}
