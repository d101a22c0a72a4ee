import type { MatchedTags } from '../../matching/domain/match-reason.js';
import { matchPolicies, type Match, type Taxonomies } from '../../matching/domain/policy-matcher.js';
import type { Profile } from '../../matching/domain/profile.js';
import type { MatchFacts } from '../../policies/domain/policy.js';

/** A policy of the window as it decides matching at the cut-off. */
export interface WindowPolicy extends MatchFacts {
  readonly id: string;
  /** Visible already at the previous cut-off: whom it concerns only now gets it as 补发. */
  readonly wasVisible: boolean;
}

/** What one profile is to be told: policies that match now and did not at the previous cut-off. */
export interface ProfileNews {
  readonly items: readonly NewsItem[];
  readonly reminders: readonly string[];
}

export interface NewsItem {
  readonly policyId: string;
  readonly late: boolean;
  readonly tags: MatchedTags;
}

/** Everything of an edition that does not depend on the profile. */
export interface EditionWindow {
  /** In printing order, as they stand at the cut-off. */
  readonly now: readonly WindowPolicy[];
  /** The same policies as they stood at the previous cut-off; those not announced then are missing. */
  readonly before: readonly (MatchFacts & { readonly id: string })[];
  /** Announced earlier and closing soon. */
  readonly reminders: readonly (MatchFacts & { readonly id: string })[];
}

/** Rules 3 and 4 for one profile: once per distinct profile, never per subscriber. */
export function newsFor(profile: Profile, window: EditionWindow, taxonomies: Taxonomies): ProfileNews {
  const hadBefore = new Set(idsOf(matchPolicies(window.before, profile, taxonomies)));
  const items = matchPolicies(window.now, profile, taxonomies)
    .filter(({ policy }) => !hadBefore.has(policy.id))
    .map(({ policy, tags }) => ({ policyId: policy.id, late: policy.wasVisible, tags }));
  const reminders = items.length === 0 ? [] : idsOf(matchPolicies(window.reminders, profile, taxonomies));
  return { items, reminders };
}

/** What a profile with no news gets on a list with a quiet-week note: no policy, and what it may still apply for. */
export function quietWeekOf(profile: Profile, window: EditionWindow, taxonomies: Taxonomies): ProfileNews {
  return { items: [], reminders: idsOf(matchPolicies(window.reminders, profile, taxonomies)) };
}

/** The news of a group that was told some of the late policies before: each policy is announced once. */
export function newsWithout(news: ProfileNews, had: ReadonlySet<string>): ProfileNews {
  return had.size === 0 ? news : { ...news, items: news.items.filter((item) => !had.has(item.policyId)) };
}

function idsOf(matches: readonly Match<MatchFacts & { readonly id: string }>[]): string[] {
  return matches.map(({ policy }) => policy.id);
}
