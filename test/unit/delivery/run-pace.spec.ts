import type { AttemptOutcome } from '../../../src/delivery/domain/delivery-status.js';
import { RunPace } from '../../../src/delivery/run-pace.js';

const ACCEPTED: AttemptOutcome = { kind: 'accepted', code: 250, text: '250 ok' };
const OUR_FAULT: AttemptOutcome = { kind: 'refused', code: 550, text: '550 5.7.26 no', class: 'config' };
const FULL: AttemptOutcome = { kind: 'refused', code: 452, text: '452 4.2.2 full', class: 'soft' };

/** How many rows the pace lets begin, up to fifty. */
function roomOf(pace: RunPace): number {
  let begun = 0;
  while (begun < 50 && !pace.isFull) pace.begin(1_000 + begun++);
  for (let id = 0; id < begun; id += 1) pace.end(1_000 + id, null);
  return begun;
}

describe('the pace of a run', () => {
  it('lets five rows begin before the first answer', () => {
    const pace = new RunPace();
    expect(roomOf(pace)).toBe(5);
    expect(pace.isNarrow).toBe(true);
  });

  it.each([ACCEPTED, FULL])('opens with an answer that is no fault of ours: $text', (answer) => {
    const pace = new RunPace();
    pace.begin(1);
    pace.end(1, answer);
    expect(roomOf(pace)).toBe(50);
    expect(pace.isNarrow).toBe(false);
  });

  it('is one row at a time after a refusal of our configuration, until another answer', () => {
    const pace = new RunPace();
    pace.end(1, ACCEPTED);
    pace.end(2, OUR_FAULT);
    expect(roomOf(pace)).toBe(1);
    pace.end(3, ACCEPTED);
    expect(roomOf(pace)).toBe(50);
  });

  it.each([
    { kind: 'withdrawn' },
    { kind: 'broken-before-dot', text: 'gone' },
    { kind: 'reply-lost', text: 'gone' },
    null,
  ] satisfies (AttemptOutcome | null)[])('is not changed by what is no answer', (nothing) => {
    const pace = new RunPace();
    pace.begin(1);
    pace.end(1, nothing);
    expect(roomOf(pace)).toBe(5);
  });

  it('wakes everyone who waits when a row ends', async () => {
    const pace = new RunPace();
    pace.begin(1);
    const waiting = [pace.change(), pace.change()];
    pace.end(1, null);
    await expect(Promise.all(waiting)).resolves.toHaveLength(2);
  });
});
