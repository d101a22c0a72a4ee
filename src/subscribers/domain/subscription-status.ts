export const SUBSCRIPTION_STATUSES = ['pending', 'active', 'ended'] as const;
export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number];

/** Why a subscription ended; `one-click` is the mail program's button (RFC 8058). */
export const ENDED_REASONS = [
  'unsubscribed',
  'one-click',
  'bounce',
  'complaint',
  'erased',
  'operator',
] as const;
export type EndedReason = (typeof ENDED_REASONS)[number];

/** The one table of allowed changes: leaving is possible at any time, coming back only by the person's own confirmation. */
export const SUBSCRIPTION_TRANSITIONS: Readonly<Record<SubscriptionStatus, readonly SubscriptionStatus[]>> = {
  pending: ['active', 'ended'],
  active: ['ended'],
  ended: ['pending', 'active'],
};
