import { addressChangeState, maskedAddress } from '../../../src/subscribers/domain/address-change.js';
import { readLeavingReason } from '../../../src/subscribers/domain/leaving-reason.js';
import type { FormProblem } from '../../../src/subscribers/domain/form-fields.js';

const NOW = new Date('2026-10-05T00:00:00Z');
const ago = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);

describe('a change of address', () => {
  it.each([
    ['is open for 72 hours', null, 72, 'open'],
    ['expires after them', null, 72.001, 'expired'],
    ['stays confirmed for ever', 'confirmed', 9_999, 'confirmed'],
    ['says that the address was taken', 'taken', 1, 'taken'],
    ['is gone when withdrawn', 'withdrawn', 1, 'gone'],
    ['is gone when another took its place', 'replaced', 1, 'gone'],
    ['is gone when the person was erased', 'erased', 1, 'gone'],
  ] as const)('%s', (_, outcome, hours, state) => {
    expect(addressChangeState({ outcome, requestedAt: ago(hours) }, NOW)).toBe(state);
  });

  it('shows of an address its first letter and its domain', () => {
    expect(maskedAddress('li@film.example')).toBe('l***@film.example');
    expect(maskedAddress('x@film.example')).toBe('x***@film.example');
  });
});

describe('a reason for leaving', () => {
  const read = (form: object) => {
    const problems: FormProblem[] = [];
    const given = readLeavingReason(form as Record<string, unknown>, (field, problem) =>
      problems.push({ field, problem }),
    );
    return { given, problems };
  };

  it('is one of the choices, with a note of at most 500 characters on one line', () => {
    expect(read({ reason: 'other', note: ' a\r\n  b ' }).given).toEqual({ reason: 'other', note: 'a b' });
    expect(read({ reason: 'other', note: '字'.repeat(500) }).problems).toEqual([]);
  });

  it.each([
    [{}, [{ field: 'reason', problem: 'missing' }]],
    [{ reason: 'x' }, [{ field: 'reason', problem: 'unknown' }]],
    [{ reason: ['other', 'other'] }, [{ field: 'reason', problem: 'repeated' }]],
    [{ reason: { a: 1 } }, [{ field: 'reason', problem: 'not-text' }]],
    [{ reason: 'other', note: '字'.repeat(501) }, [{ field: 'note', problem: 'too-long' }]],
    [{ reason: 'other', note: 'a\u202eb' }, [{ field: 'note', problem: 'control-character' }]],
  ])('is refused as %j', (form, problems) => {
    expect(read(form)).toEqual({ given: null, problems });
  });
});
