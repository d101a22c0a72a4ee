import type { PolicyLevel, PolicyType } from '../../policies/domain/policy.js';

/** One step of the answer to "why / why not": which rule, whether it held, and the two codes that met. */
export type MatchReason =
  | { readonly rule: 'district'; readonly holds: true; readonly policy: string; readonly profile: string }
  | {
      readonly rule: 'district';
      readonly holds: false;
      readonly policy: readonly string[];
      readonly profile: readonly string[];
    }
  | { readonly rule: 'sector'; readonly holds: true; readonly policy: string; readonly profile: string }
  | {
      readonly rule: 'sector';
      readonly holds: false;
      readonly policy: readonly string[];
      readonly profile: readonly string[];
    }
  | {
      readonly rule: 'level';
      readonly holds: boolean;
      readonly policy: PolicyLevel;
      readonly profile: readonly PolicyLevel[];
    }
  | {
      readonly rule: 'type';
      readonly holds: boolean;
      readonly policy: PolicyType;
      readonly profile: readonly PolicyType[];
    };

/** The codes printed under 为什么推给我: the profile's districts and the sectors by which it met. */
export interface MatchedTags {
  readonly districts: readonly string[];
  readonly sectors: readonly string[];
}
