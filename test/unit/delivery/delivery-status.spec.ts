import {
  type AttemptOutcome,
  DELIVERY_STATES,
  nextDeliveryStatus,
  OPEN_STATES,
  TRANSITIONS,
} from '../../../src/delivery/domain/delivery-status.js';

const ATTEMPT = { retryAfterSeconds: 60, secondsToExpiry: 3_600 };
const refused = (replyClass: 'hard' | 'rejected' | 'soft' | 'config'): AttemptOutcome => ({
  kind: 'refused',
  code: 550,
  text: '550 no',
  class: replyClass,
});

describe('after an attempt a delivery', () => {
  it.each<[string, AttemptOutcome, object]>([
    [
      'that was answered with 250 is accepted',
      { kind: 'accepted', code: 250, text: '250 ok' },
      { state: 'accepted' },
    ],
    [
      'whose reply to the dot was lost is uncertain',
      { kind: 'reply-lost', text: '' },
      { state: 'uncertain' },
    ],
    [
      'that broke before the dot waits for the next',
      { kind: 'broken-before-dot', text: '' },
      { state: 'pending', retryAfterSeconds: 60, isOurFault: false },
    ],
    ['to an address that does not exist is rejected', refused('hard'), { state: 'rejected' }],
    ['whose content was refused is rejected', refused('rejected'), { state: 'rejected' }],
    [
      'that was put off waits',
      refused('soft'),
      { state: 'pending', retryAfterSeconds: 60, isOurFault: false },
    ],
    [
      'refused by our own fault waits, and counts towards a pause',
      refused('config'),
      { state: 'pending', retryAfterSeconds: 60, isOurFault: true },
    ],
    ['whose point of no return was refused is left alone', { kind: 'withdrawn' }, { state: 'unchanged' }],
  ])('%s', (_, outcome, next) => {
    expect(nextDeliveryStatus(outcome, ATTEMPT)).toEqual(next);
  });

  it('expires where the next try would come too late', () => {
    const late = { retryAfterSeconds: 60, secondsToExpiry: 60 };
    expect(nextDeliveryStatus(refused('soft'), late)).toEqual({ state: 'expired' });
    expect(nextDeliveryStatus({ kind: 'broken-before-dot', text: '' }, late)).toEqual({ state: 'expired' });
    expect(nextDeliveryStatus({ kind: 'accepted', code: 250, text: '' }, late)).toEqual({
      state: 'accepted',
    });
  });

  it('goes only where the table allows', () => {
    const outcomes: AttemptOutcome[] = [
      { kind: 'accepted', code: 250, text: '' },
      { kind: 'reply-lost', text: '' },
      { kind: 'broken-before-dot', text: '' },
      refused('hard'),
      refused('soft'),
    ];
    for (const outcome of outcomes) {
      const { state } = nextDeliveryStatus(outcome, ATTEMPT);
      expect(TRANSITIONS.sending).toContain(state);
    }
  });
});

describe('the table of states', () => {
  it('lets an uncertain delivery go nowhere by itself: only evidence, its own sender or a person', () => {
    expect(TRANSITIONS.uncertain).not.toContain('claimed');
    expect(TRANSITIONS.uncertain).not.toContain('sending');
  });

  it('reaches sending only from a claim, so nothing is sent twice', () => {
    expect(DELIVERY_STATES.filter((state) => TRANSITIONS[state].includes('sending'))).toEqual(['claimed']);
  });

  it('has a way on from every open state and none from the ends', () => {
    for (const state of OPEN_STATES) expect(TRANSITIONS[state].length).toBeGreaterThan(0);
    for (const state of ['accepted', 'rejected', 'suppressed', 'cancelled', 'expired'] as const)
      expect(TRANSITIONS[state]).toEqual([]);
  });
});
