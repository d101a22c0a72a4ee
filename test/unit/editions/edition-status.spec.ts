import {
  EDITION_STATUSES,
  EDITION_TRANSITIONS,
  isStale,
} from '../../../src/editions/domain/edition-status.js';
import { accountFor, balances } from '../../../src/editions/domain/edition-progress.js';

const TALLY = {
  pending: 1,
  claimed: 2,
  sending: 3,
  accepted: 10,
  rejected: 4,
  suppressed: 5,
  uncertain: 6,
  cancelled: 7,
  expired: 8,
};
const COUNTS = { policies: 3, profiles: 4, digests: 4, active: 60, paused: 5, nothingNew: 9 };

describe('the status of an edition', () => {
  it('has a way on from everywhere but the end; cancelled, it can be run anew', () => {
    const ends = EDITION_STATUSES.filter((status) => EDITION_TRANSITIONS[status].length === 0);
    expect(ends).toEqual(['complete']);
    expect(EDITION_TRANSITIONS.cancelled).toEqual(['collecting']);
  });

  it('does not go back once it is being sent', () => {
    expect(EDITION_TRANSITIONS.sending).toEqual(['complete']);
  });

  it('is stale over a day after the freeze', () => {
    const frozenAt = new Date('2026-10-05T00:00:00Z');
    expect(isStale(frozenAt, new Date('2026-10-06T00:00:00Z'))).toBe(false);
    expect(isStale(frozenAt, new Date('2026-10-06T00:00:01Z'))).toBe(true);
  });
});

describe('the account of an edition', () => {
  const seconds = { freeze: 1, compose: 2, send: 3 };
  const account = accountFor({ key: '2026-W41', status: 'sending', counts: COUNTS }, TALLY, seconds);

  it('has every delivery row in exactly one place', () => {
    expect(account).toMatchObject({ eligible: 46, open: 6, excluded: { paused: 5, nothingNew: 9 } });
  });

  it('balances when every active subscription is a row or excluded', () => {
    expect(balances(account)).toBe(true);
    expect(balances({ ...account, active: 61 })).toBe(false);
  });
});
