import { suggestAnnouncement } from '../../../src/policies/domain/announcement.js';

describe('a policy that is imported', () => {
  it.each([
    ['of today', '2026-10-05', 'next'],
    ['of 60 days ago', '2026-08-06', 'next'],
    ['of 61 days ago', '2026-08-05', 'never'],
    ['of years ago', '2020-10-30', 'never'],
    ['whose date nobody gives', null, 'next'],
    ['of a month that ended less than 60 days ago', '2026-08', 'next'],
    ['of a month that ended longer ago', '2026-07', 'never'],
    ['dated in the future', '2027-01-01', 'next'],
  ])('%s is announced: %s → %s', (_, publishedOn, expected) => {
    expect(suggestAnnouncement(publishedOn, '2026-10-05')).toBe(expected);
  });
});
