import type { PolicyLevel, PolicyType } from '../../policies/domain/policy.js';

/**
 * What a subscription asks for: districts × sectors, with levels and types as filters (empty = all).
 * Stored once per distinct content and shared by every subscription that asks the same.
 */
export interface Profile {
  readonly districts: readonly string[];
  readonly sectors: readonly string[];
  readonly levels: readonly PolicyLevel[];
  readonly types: readonly PolicyType[];
}

/** The same profile in its one canonical spelling: sorted, without repetition. */
export function canonicalProfile(profile: Profile): Profile {
  return {
    districts: sortedSet(profile.districts),
    sectors: profile.sectors.includes('*') ? ['*'] : sortedSet(profile.sectors),
    levels: sortedSet(profile.levels),
    types: sortedSet(profile.types),
  };
}

/** The text that two profiles share exactly when they ask for the same; it is hashed for the unique key. */
export function profileContent(profile: Profile): string {
  const { districts, sectors, levels, types } = canonicalProfile(profile);
  return JSON.stringify([districts, sectors, levels, types]);
}

function sortedSet<T extends string>(values: readonly T[]): T[] {
  return [...new Set(values)].sort();
}
