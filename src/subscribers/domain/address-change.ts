import { readableAddress } from '../../delivery/domain/address.js';
import { CONFIRMATION_HOURS } from './confirmation.js';

/** How a change of address was settled. */
export const CHANGE_OUTCOMES = ['confirmed', 'withdrawn', 'replaced', 'taken', 'erased'] as const;
export type ChangeOutcome = (typeof CHANGE_OUTCOMES)[number];

/** What the link to a new address still allows; `gone` covers withdrawn, replaced and erased. */
export type AddressChangeState = 'open' | 'confirmed' | 'taken' | 'expired' | 'gone';

/** Judges a link by what became of the change, and by its age. */
export function addressChangeState(
  change: { readonly outcome: ChangeOutcome | null; readonly requestedAt: Date },
  now: Date,
): AddressChangeState {
  if (change.outcome === 'confirmed' || change.outcome === 'taken') return change.outcome;
  if (change.outcome !== null) return 'gone';
  return now.getTime() - change.requestedAt.getTime() > CONFIRMATION_HOURS * 3_600_000 ? 'expired' : 'open';
}

/** An address as far as somebody else's mailbox or screen may show it: `l***@film.example`. */
export function maskedAddress(address: string): string {
  const shown = readableAddress(address);
  const [first = ''] = shown;
  return `${first}***${shown.slice(shown.lastIndexOf('@'))}`;
}
