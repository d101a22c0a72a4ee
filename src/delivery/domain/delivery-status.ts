import { assertNever } from '../../platform/errors/assert-never.js';
import type { ReplyClass } from './reply-classifier.js';

export const DELIVERY_STATES = [
  'pending',
  'claimed',
  'sending',
  'accepted',
  'rejected',
  'suppressed',
  'uncertain',
  'cancelled',
  'expired',
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** States in which our duty is not yet done; a run is complete when no row is in one of them. */
export const OPEN_STATES = ['pending', 'claimed', 'sending'] as const satisfies readonly DeliveryState[];

/** The one table of allowed changes; everything that is not here is a defect. */
export const TRANSITIONS: Readonly<Record<DeliveryState, readonly DeliveryState[]>> = {
  pending: ['claimed', 'suppressed', 'cancelled', 'expired'],
  claimed: ['pending', 'sending', 'rejected', 'suppressed', 'cancelled', 'expired'],
  sending: ['accepted', 'pending', 'rejected', 'uncertain', 'expired'],
  accepted: [],
  rejected: [],
  suppressed: [],
  // by the original fence holder, by evidence, or by an operator's decision
  uncertain: ['accepted', 'rejected', 'pending', 'cancelled'],
  cancelled: [],
  expired: [],
};

/** How one attempt ended, as far as the SMTP conversation tells. */
export type AttemptOutcome =
  | { readonly kind: 'accepted'; readonly code: number; readonly text: string }
  /** The server answered no; `class` is what its words mean. */
  | { readonly kind: 'refused'; readonly code: number; readonly text: string; readonly class: ReplyClass }
  /** The connection ended before the final dot was written: certainly not delivered. */
  | { readonly kind: 'broken-before-dot'; readonly text: string }
  /** The final dot was written and no reply came. */
  | { readonly kind: 'reply-lost'; readonly text: string }
  /** The point of no return was refused: paused, cancelled, or the lease was over. */
  | { readonly kind: 'withdrawn' };

/** What becomes of the row. */
export type NextStatus =
  | { readonly state: 'accepted' | 'uncertain' | 'rejected' | 'expired' }
  /** `isOurFault`: a refusal of our configuration; many of them stop the run. */
  | { readonly state: 'pending'; readonly retryAfterSeconds: number; readonly isOurFault: boolean }
  /** Whoever changed the row has decided; it is left alone. */
  | { readonly state: 'unchanged' };

/** The row's next state after an attempt; `attempts` counts this one. Expiry beats another try. */
export function nextDeliveryStatus(
  outcome: AttemptOutcome,
  attempt: { readonly retryAfterSeconds: number; readonly secondsToExpiry: number },
): NextStatus {
  switch (outcome.kind) {
    case 'accepted':
      return { state: 'accepted' };
    case 'reply-lost':
      return { state: 'uncertain' };
    case 'withdrawn':
      return { state: 'unchanged' };
    case 'broken-before-dot':
      return retry(attempt, false);
    case 'refused':
      return refused(outcome.class, attempt);
    default:
      return assertNever(outcome);
  }
}

function refused(
  replyClass: ReplyClass,
  attempt: { readonly retryAfterSeconds: number; readonly secondsToExpiry: number },
): NextStatus {
  switch (replyClass) {
    case 'hard':
    case 'rejected':
      return { state: 'rejected' };
    case 'soft':
      return retry(attempt, false);
    case 'config':
      return retry(attempt, true);
    default:
      return assertNever(replyClass);
  }
}

function retry(
  attempt: { readonly retryAfterSeconds: number; readonly secondsToExpiry: number },
  isOurFault: boolean,
): NextStatus {
  if (attempt.retryAfterSeconds >= attempt.secondsToExpiry) return { state: 'expired' };
  return { state: 'pending', retryAfterSeconds: attempt.retryAfterSeconds, isOurFault };
}
