import fc from 'fast-check';
import { explainMatch, matchPolicies, type Taxonomies } from '../../../src/matching/domain/policy-matcher.js';
import type { Profile } from '../../../src/matching/domain/profile.js';
import { POLICY_LEVELS, POLICY_TYPES, type MatchFacts } from '../../../src/policies/domain/policy.js';
import { Taxonomy } from '../../../src/taxonomy/domain/taxonomy.js';
import { aProfile, matchFacts } from '../../support/builders.js';

const TAXONOMIES: Taxonomies = {
  districts: tree([
    ['000000', null],
    ['110000', '000000'],
    ['110105', '110000'],
    ['110107', '110000'],
    ['110115', '110000'],
    ['110115403', '110115'],
    ['310000', '000000'],
    ['310115', '310000'],
  ]),
  sectors: tree([
    ['*', null],
    ['02', '*'],
    ['022', '02'],
    ['0221', '022'],
    ['023', '02'],
    ['I', '*'],
    ['I65', 'I'],
    ['I651', 'I65'],
  ]),
};
const DISTRICTS = TAXONOMIES.districts.nodes.map((node) => node.code);
const SECTORS = TAXONOMIES.sectors.nodes.map((node) => node.code);

describe('a policy and a profile match by district', () => {
  it.each([
    ['the profile’s own district', '110107', '110107', true],
    ['the city above it', '110000', '110107', true],
    ['the nation, above all', '000000', '110107', true],
    ['a district further up than the parent', '110000', '110115403', true],
    ['the district next door', '110105', '110107', false],
    ['a district below the profile’s', '110107', '110000', false],
    ['another city', '310000', '110107', false],
  ])('%s', (_, policy, profile, expected) => {
    expect(matches(matchFacts({ districts: [policy] }), aProfile({ districts: [profile] }))).toBe(expected);
  });

  it('with any of several', () => {
    const policy = matchFacts({ districts: ['310000', '110000'] });
    expect(matches(policy, aProfile({ districts: ['110105', '110107'] }))).toBe(true);
  });
});

describe('a policy and a profile match by sector', () => {
  it.each([
    ['the same one', '022', '022', true],
    ['one above the profile’s', '02', '022', true],
    ['one below the profile’s', '0221', '022', true],
    ['all sectors', '*', '022', true],
    ['a profile of all sectors', '0221', '*', true],
    ['a sibling', '023', '022', false],
    ['another tree', 'I65', '022', false],
  ])('%s', (_, policy, profile, expected) => {
    expect(matches(matchFacts({ sectors: [policy] }), aProfile({ sectors: [profile] }))).toBe(expected);
  });
});

describe('the matcher', () => {
  it('lets levels and types only take away', () => {
    const policy = matchFacts({ level: 'municipal', type: 'notice' });
    expect(matches(policy, aProfile({ levels: ['municipal', 'district'], types: ['notice'] }))).toBe(true);
    expect(matches(policy, aProfile({ levels: ['district'] }))).toBe(false);
    expect(matches(policy, aProfile({ types: ['fund'] }))).toBe(false);
  });

  it('names the profile’s district and the narrower of the two sectors that met', () => {
    const tagsOf = (policy: Partial<MatchFacts>, profile: Partial<Profile>) =>
      matchPolicies([matchFacts(policy)], aProfile(profile), TAXONOMIES)[0]?.tags;
    expect(tagsOf({ sectors: ['02'] }, {})).toEqual({ districts: ['110107'], sectors: ['022'] });
    expect(tagsOf({ sectors: ['0221'] }, {})).toEqual({ districts: ['110107'], sectors: ['0221'] });
    expect(tagsOf({ sectors: ['*'] }, {})).toEqual({ districts: ['110107'], sectors: ['*'] });
    expect(tagsOf({ districts: ['000000'] }, { districts: ['110107', '310115'] })?.districts).toEqual([
      '110107',
      '310115',
    ]);
  });

  it('agrees with the rule as it is written in the specification', () => {
    fc.assert(
      fc.property(aMatchFacts(), anyProfile(), (policy, profile) => {
        expect(matches(policy, profile)).toBe(ruleThree(policy, profile));
      }),
      { numRuns: 1_000 },
    );
  });

  it('does not depend on the order of anything', () => {
    fc.assert(
      fc.property(
        fc.array(aMatchFacts(), { maxLength: 8 }),
        anyProfile(),
        fc.nat(),
        (policies, profile, turn) => {
          const turned = policies.map((policy) => ({
            ...policy,
            districts: rotated(policy.districts, turn),
            sectors: rotated(policy.sectors, turn),
          }));
          const turnedProfile = {
            ...profile,
            districts: rotated(profile.districts, turn),
            sectors: [...profile.sectors].reverse(),
          };
          expect(indexesMatched(turned, turnedProfile)).toEqual(indexesMatched(policies, profile));
          const order = rotated([...policies.keys()], turn);
          const inOtherOrder = order.map((index) => policies[index] as MatchFacts);
          const found = indexesMatched(inOtherOrder, profile).map((index) => order[index] as number);
          expect(found.sort((one, other) => one - other)).toEqual(indexesMatched(policies, profile));
        },
      ),
    );
  });

  it('keeps the order of the policies it is given', () => {
    fc.assert(
      fc.property(fc.array(aMatchFacts(), { maxLength: 8 }), anyProfile(), (policies, profile) => {
        const found = matchPolicies(policies, profile, TAXONOMIES).map(({ policy }) =>
          policies.indexOf(policy),
        );
        expect(found).toEqual([...found].sort((one, other) => one - other));
      }),
    );
  });

  it('gives everybody without filters what is for the nation and all sectors', () => {
    fc.assert(
      fc.property(anyProfile(), (profile) => {
        const policy = matchFacts({ districts: ['000000'], sectors: ['*'] });
        expect(matches(policy, { ...profile, levels: [], types: [] })).toBe(true);
      }),
    );
  });

  it('gives a district below what it gives the district above', () => {
    fc.assert(
      fc.property(aMatchFacts(), fc.constantFrom(...DISTRICTS), (policy, below) => {
        const above = TAXONOMIES.districts.find(below)?.parent;
        if (!above || !matches(policy, aProfile({ districts: [above], sectors: ['*'] }))) return;
        expect(matches(policy, aProfile({ districts: [below], sectors: ['*'] }))).toBe(true);
      }),
    );
  });

  it('prints only districts of the profile', () => {
    fc.assert(
      fc.property(aMatchFacts(), anyProfile(), (policy, profile) => {
        for (const { tags } of matchPolicies([policy], profile, TAXONOMIES)) {
          expect(tags.districts.length).toBeGreaterThan(0);
          expect(tags.sectors.length).toBeGreaterThan(0);
          expect(profile.districts).toEqual(expect.arrayContaining([...tags.districts]));
        }
      }),
    );
  });
});

describe('the explanation', () => {
  it('comes to the same answer as the matcher', () => {
    fc.assert(
      fc.property(aMatchFacts(), anyProfile(), (policy, profile) => {
        const { matched, reasons } = explainMatch(policy, profile, TAXONOMIES);
        expect(matched).toBe(matches(policy, profile));
        expect(matched).toBe(reasons.every((reason) => reason.holds));
        expect(new Set(reasons.map((reason) => reason.rule))).toEqual(
          new Set(['district', 'sector', 'level', 'type']),
        );
      }),
    );
  });

  it('shows both sides where a rule fails', () => {
    const policy = matchFacts({ districts: ['110105'], sectors: ['023'] });
    expect(explainMatch(policy, aProfile({ levels: ['national'] }), TAXONOMIES)).toEqual({
      matched: false,
      reasons: [
        { rule: 'district', holds: false, policy: ['110105'], profile: ['110107'] },
        { rule: 'sector', holds: false, policy: ['023'], profile: ['022'] },
        { rule: 'level', holds: false, policy: 'municipal', profile: ['national'] },
        { rule: 'type', holds: true, policy: 'notice', profile: [] },
      ],
    });
  });
});

/** Rule 3 of the specification, word by word, with no reach computed beforehand. */
function ruleThree(policy: MatchFacts, profile: Profile): boolean {
  const districtsMeet = profile.districts.some((own) =>
    policy.districts.some((one) => isAbove(TAXONOMIES.districts, one, own)),
  );
  const sectorsMeet = profile.sectors.some((own) =>
    policy.sectors.some(
      (one) => isAbove(TAXONOMIES.sectors, one, own) || isAbove(TAXONOMIES.sectors, own, one),
    ),
  );
  const passes =
    (profile.levels.length === 0 || profile.levels.includes(policy.level)) &&
    (profile.types.length === 0 || profile.types.includes(policy.type));
  return districtsMeet && sectorsMeet && passes;
}

function isAbove(taxonomy: Taxonomy, above: string, code: string): boolean {
  if (above === code) return true;
  const parent = taxonomy.find(code)?.parent ?? null;
  return parent !== null && isAbove(taxonomy, above, parent);
}

function matches(policy: MatchFacts, profile: Profile): boolean {
  return matchPolicies([policy], profile, TAXONOMIES).length === 1;
}

function indexesMatched(policies: readonly MatchFacts[], profile: Profile): number[] {
  return [...policies.keys()].filter((index) => matches(policies[index] as MatchFacts, profile));
}

function rotated<T>(values: readonly T[], turn: number): T[] {
  const at = values.length === 0 ? 0 : turn % values.length;
  return [...values.slice(at), ...values.slice(0, at)];
}

function aMatchFacts(): fc.Arbitrary<MatchFacts> {
  return fc.record({
    level: fc.constantFrom(...POLICY_LEVELS),
    type: fc.constantFrom(...POLICY_TYPES.slice(0, 3)),
    districts: fc.uniqueArray(fc.constantFrom(...DISTRICTS), { minLength: 1, maxLength: 3 }),
    sectors: fc.uniqueArray(fc.constantFrom(...SECTORS), { minLength: 1, maxLength: 3 }),
  });
}

function anyProfile(): fc.Arbitrary<Profile> {
  return fc.record({
    districts: fc.uniqueArray(fc.constantFrom(...DISTRICTS), { minLength: 1, maxLength: 3 }),
    sectors: fc.uniqueArray(fc.constantFrom(...SECTORS), { minLength: 1, maxLength: 3 }),
    levels: fc.uniqueArray(fc.constantFrom(...POLICY_LEVELS), { maxLength: 2 }),
    types: fc.uniqueArray(fc.constantFrom(...POLICY_TYPES.slice(0, 3)), { maxLength: 2 }),
  });
}

function tree(codes: readonly (readonly [string, string | null])[]): Taxonomy {
  return new Taxonomy(
    codes.map(([code, parent]) => ({ code, parent, name: code, english: code, tree: null, aliases: [] })),
  );
}
