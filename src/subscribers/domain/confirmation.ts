import type { SubscriptionStatus } from './subscription-status.js';

/** How long the link of a confirmation mail can be used: 72 hours after the mail was made. */
export const CONFIRMATION_HOURS = 72;

/** What the link of a confirmation mail still allows. */
export type ConfirmationState = 'open' | 'confirmed' | 'declined' | 'expired';

/** Judges a link by what became of the subscription, and by its age. A confirmed one can be looked at for ever. */
export function confirmationState(
  status: SubscriptionStatus,
  mailDatedAt: Date,
  now: Date,
): ConfirmationState {
  if (status === 'active') return 'confirmed';
  if (status === 'ended') return 'declined';
  return now.getTime() - mailDatedAt.getTime() > CONFIRMATION_HOURS * 3_600_000 ? 'expired' : 'open';
}
