import type { RunPace } from '../../editions/edition-board.query.js';
import type { Accounting } from '../../editions/domain/edition-progress.js';
import type { Edition } from '../../editions/editions.repository.js';
import { durationOf } from '../console/moments.js';
import { type Language, wordsIn } from '../words/console-words.js';
import { accountView, barOf } from './edition-account.view.js';

const STEPS = ['collecting', 'frozen', 'in-review', 'approved', 'sending', 'complete'] as const;
const MOVING = ['collecting', 'frozen', 'approved', 'sending'];

/** The part of the page that lives: steps, bar, rate, time left, account. The full page and htmx show the same. */
export function progressView(
  edition: Edition,
  account: Accounting,
  pace: RunPace | null,
  language: Language,
) {
  const t = wordsIn(language);
  const done = account.eligible - account.open;
  const isPaused = edition.status === 'sending' && pace?.state === 'paused';
  const isSending = edition.status === 'sending' && pace?.state === 'running';
  const rate = isSending ? pace.perSecond : 0;
  return {
    id: edition.id,
    // polled while something happens by itself; also in review, where another admin may act
    isLive: (MOVING.includes(edition.status) || edition.status === 'in-review') && !edition.heldReason,
    status: t.editionStatuses[edition.status],
    colour: colourOf(edition.status),
    steps: edition.status === 'cancelled' ? [] : stepsOf(edition.status, language),
    hold: edition.heldReason === null ? null : holdView(edition, language),
    isPaused,
    pausedReason: isPaused ? (pace?.reason ?? '') : '',
    isFrozen: edition.frozenAt !== null,
    done,
    eligible: account.eligible,
    percent: account.eligible > 0 ? Math.floor((done / account.eligible) * 100) : 0,
    bar: barOf(
      [
        { slice: 'accepted', count: account.accepted },
        { slice: 'rejected', count: account.rejected + account.suppressed + account.expired },
        { slice: 'uncertain', count: account.uncertain },
        { slice: 'cancelled', count: account.cancelled },
      ],
      Math.max(account.eligible, 1),
    ),
    isSending,
    perMinute: Math.round(rate * 60),
    timeLeft: rate > 0 ? durationOf(account.open / rate) : null,
    account: accountView(account, language),
    seconds: account.seconds,
  };
}

/** Why an edition stands still: a person's words, or what the edition found unusual about itself. */
function holdView({ heldReason, anomalies, isUnusual }: Edition, language: Language) {
  const t = wordsIn(language);
  return {
    reason: isUnusual ? t.editions.holdsItself : heldReason,
    anomalies: isUnusual
      ? anomalies.map(({ kind, count, usual }) => ({
          says: t.anomalies[kind],
          count,
          usual: usual === null ? null : `${t.anomalies.usual} ${usual}`,
        }))
      : [],
  };
}

/** The badge of a status: a colour of the stylesheet. */
export function colourOf(status: Edition['status']): string {
  if (status === 'complete') return 'green';
  if (status === 'cancelled') return 'secondary';
  return status === 'in-review' ? 'yellow' : 'blue';
}

function stepsOf(status: Edition['status'], language: Language) {
  const t = wordsIn(language);
  const at = STEPS.indexOf(status as (typeof STEPS)[number]);
  return STEPS.map((step, index) => ({ label: t.editionStatuses[step], isCurrent: index === at }));
}
