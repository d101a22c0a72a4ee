import type { DeliveryState } from '../../delivery/domain/delivery-status.js';

/** What `edition show` prints: where every active subscription went. */
export interface Accounting {
  readonly edition: string;
  readonly status: string;
  readonly policies: number;
  readonly profiles: number;
  readonly digests: number;
  readonly active: number;
  readonly excluded: { readonly paused: number; readonly nothingNew: number };
  readonly eligible: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly suppressed: number;
  readonly uncertain: number;
  readonly cancelled: number;
  readonly expired: number;
  readonly open: number;
  readonly seconds: { readonly freeze: number; readonly compose: number; readonly send: number };
}

/** The counts a freeze leaves behind. */
export interface FrozenCounts {
  readonly policies: number;
  readonly profiles: number;
  readonly digests: number;
  readonly active: number;
  readonly paused: number;
  readonly nothingNew: number;
}

/** The account of an edition from its frozen counts and the ledger's tally. */
export function accountFor(
  edition: { readonly key: string; readonly status: string; readonly counts: FrozenCounts },
  tally: Readonly<Record<DeliveryState, number>>,
  seconds: Accounting['seconds'],
): Accounting {
  const open = tally.pending + tally.claimed + tally.sending;
  const { accepted, rejected, suppressed, uncertain, cancelled, expired } = tally;
  const { policies, profiles, digests, active, paused, nothingNew } = edition.counts;
  return {
    edition: edition.key,
    status: edition.status,
    policies,
    profiles,
    digests,
    active,
    excluded: { paused, nothingNew },
    eligible: accepted + rejected + suppressed + uncertain + cancelled + expired + open,
    accepted,
    rejected,
    suppressed,
    uncertain,
    cancelled,
    expired,
    open,
    seconds,
  };
}

/** The books balance: every active subscription is a delivery row or excluded with its reason. */
export function balances(account: Accounting): boolean {
  return account.active === account.eligible + account.excluded.paused + account.excluded.nothingNew;
}
