import fc from 'fast-check';
import { canonicalProfile, profileContent } from '../../../src/matching/domain/profile.js';
import { aProfile } from '../../support/builders.js';

describe('a profile’s content', () => {
  it('is the same however it is spelled', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('110105', '110107', '110108'), { minLength: 1 }), (districts) => {
        const again = [...districts, ...districts].reverse();
        expect(profileContent(aProfile({ districts: again }))).toBe(profileContent(aProfile({ districts })));
      }),
    );
  });

  it('says all sectors once', () => {
    expect(canonicalProfile(aProfile({ sectors: ['022', '*', '031'] })).sectors).toEqual(['*']);
  });

  it('tells a district from a sector of the same code', () => {
    const one = aProfile({ districts: ['110107'], sectors: ['022'], levels: ['district'] });
    expect(profileContent(one)).not.toBe(profileContent({ ...one, levels: [] }));
    expect(profileContent(aProfile({ districts: ['1'], sectors: ['2'] }))).not.toBe(
      profileContent(aProfile({ districts: ['2'], sectors: ['1'] })),
    );
  });
});
