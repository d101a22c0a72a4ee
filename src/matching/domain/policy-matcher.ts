import type { MatchFacts } from '../../policies/domain/policy.js';
import type { Taxonomy } from '../../taxonomy/domain/taxonomy.js';
import type { MatchedTags, MatchReason } from './match-reason.js';
import type { Profile } from './profile.js';

export interface Taxonomies {
  readonly districts: Taxonomy;
  readonly sectors: Taxonomy;
}

export interface Match<P extends MatchFacts = MatchFacts> {
  readonly policy: P;
  readonly tags: MatchedTags;
}

/**
 * The policies a profile gets, in the order given. A policy matches when one of its districts is a
 * district of the profile or stands above it, one of its sectors and one of the profile's are the same
 * or one stands above the other (`*` stands above all), and the profile's level and type filters let it
 * through (an empty filter lets all through).
 */
export function matchPolicies<P extends MatchFacts>(
  policies: readonly P[],
  profile: Profile,
  taxonomies: Taxonomies,
): Match<P>[] {
  const reach = reachOf(profile, taxonomies);
  const matches: Match<P>[] = [];
  for (const policy of policies) {
    const tags = tagsOf(policy, profile, reach, taxonomies);
    if (tags) matches.push({ policy, tags });
  }
  return matches;
}

/** Every rule with its outcome: the answer to "why / why not" for any company and policy. */
export function explainMatch(
  policy: MatchFacts,
  profile: Profile,
  taxonomies: Taxonomies,
): { readonly matched: boolean; readonly reasons: readonly MatchReason[] } {
  const reasons: MatchReason[] = [
    ...meet('district', districtMeetings(policy, profile, taxonomies), policy.districts, profile.districts),
    ...meet('sector', sectorMeetings(policy, profile, taxonomies), policy.sectors, profile.sectors),
    {
      rule: 'level',
      holds: passes(profile.levels, policy.level),
      policy: policy.level,
      profile: profile.levels,
    },
    { rule: 'type', holds: passes(profile.types, policy.type), policy: policy.type, profile: profile.types },
  ];
  return { matched: reasons.every((reason) => reason.holds), reasons };
}

/** The profile's codes with all that stands above them: computed once per profile, not per policy. */
interface Reach {
  readonly districts: ReadonlySet<string>;
  readonly sectorsAndAbove: ReadonlySet<string>;
  readonly sectors: ReadonlySet<string>;
}

function reachOf(profile: Profile, { districts, sectors }: Taxonomies): Reach {
  return {
    districts: new Set(profile.districts.flatMap((code) => districts.pathOf(code))),
    sectorsAndAbove: new Set(profile.sectors.flatMap((code) => sectors.pathOf(code))),
    sectors: new Set(profile.sectors),
  };
}

function tagsOf(
  policy: MatchFacts,
  profile: Profile,
  reach: Reach,
  taxonomies: Taxonomies,
): MatchedTags | null {
  if (!passes(profile.levels, policy.level) || !passes(profile.types, policy.type)) return null;
  if (!policy.districts.some((code) => reach.districts.has(code))) return null;
  const sectorsMeet = policy.sectors.some(
    (code) =>
      reach.sectorsAndAbove.has(code) ||
      taxonomies.sectors.pathOf(code).some((above) => reach.sectors.has(above)),
  );
  if (!sectorsMeet) return null;
  return {
    districts: unique(districtMeetings(policy, profile, taxonomies).map((pair) => pair.profile)),
    sectors: unique(
      sectorMeetings(policy, profile, taxonomies).map((pair) =>
        pair.policy === '*' ? '*' : narrower(pair, taxonomies),
      ),
    ),
  };
}

interface Meeting {
  readonly policy: string;
  readonly profile: string;
}

function districtMeetings(policy: MatchFacts, profile: Profile, { districts }: Taxonomies): Meeting[] {
  return pairs(policy.districts, profile.districts).filter((pair) =>
    districts.isSameOrAncestor(pair.policy, pair.profile),
  );
}

function sectorMeetings(policy: MatchFacts, profile: Profile, { sectors }: Taxonomies): Meeting[] {
  return pairs(policy.sectors, profile.sectors).filter(
    (pair) =>
      sectors.isSameOrAncestor(pair.policy, pair.profile) ||
      sectors.isSameOrAncestor(pair.profile, pair.policy),
  );
}

function narrower(pair: Meeting, { sectors }: Taxonomies): string {
  return sectors.isSameOrAncestor(pair.policy, pair.profile) ? pair.profile : pair.policy;
}

function meet(
  rule: 'district' | 'sector',
  meetings: readonly Meeting[],
  policy: readonly string[],
  profile: readonly string[],
): MatchReason[] {
  if (meetings.length === 0) return [{ rule, holds: false, policy, profile }];
  return meetings.map((pair) => ({ rule, holds: true, ...pair }));
}

function passes<T>(filter: readonly T[], value: T): boolean {
  return filter.length === 0 || filter.includes(value);
}

function pairs(policy: readonly string[], profile: readonly string[]): Meeting[] {
  return policy.flatMap((one) => profile.map((other) => ({ policy: one, profile: other })));
}

function unique(codes: readonly string[]): string[] {
  return [...new Set(codes)];
}
