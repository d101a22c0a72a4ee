import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { MatchFacts, PolicyLevel } from '../policies/domain/policy.js';
import { matchPolicies, type Taxonomies } from './domain/policy-matcher.js';
import type { Profile } from './domain/profile.js';
import { type ReachVerdict, reachVerdict } from './domain/reach.js';

/** What a profile would have got lately. */
export interface Reach {
  readonly weeks: number;
  readonly count: number;
  /** How many policies were announced to anybody in that time. */
  readonly total: number;
  readonly verdict: ReachVerdict;
  /** The newest of them, at most `TITLES`. */
  readonly newest: readonly {
    readonly id: string;
    readonly title: string;
    readonly level: PolicyLevel;
    readonly closesOn: string | null;
    readonly isClosed: boolean;
  }[];
}

interface RecentPolicy extends MatchFacts {
  readonly id: string;
  readonly title: string;
  readonly closesOn: string | null;
}

const WEEKS = 4;
const WEEK_MS = 7 * 86_400_000;
const TITLES = 8;

/** "In the last four weeks N policies would have reached you": the matcher over what was announced. */
@Injectable()
export class ReachQuery {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** One query, whatever the profile; sample policies count where sample data is shown. */
  async of(profile: Profile, taxonomies: Taxonomies): Promise<Reach> {
    const now = this.clock.now();
    const recent = await this.db.rows<RecentPolicy>(
      `select id, title, level, type, districts, sectors, application_closes_on as "closesOn"
         from policies
        where status = 'published' and announce = 'next' and visible_at > $1 and visible_at <= $2
        order by visible_at desc, id desc`,
      [new Date(now.getTime() - WEEKS * WEEK_MS), now],
    );
    const matched = matchPolicies(recent, profile, taxonomies).map((match) => match.policy);
    return {
      weeks: WEEKS,
      count: matched.length,
      total: recent.length,
      verdict: reachVerdict(matched.length, recent.length),
      newest: matched.slice(0, TITLES).map(({ id, title, level, closesOn }) => {
        const isClosed = closesOn !== null && closesOn < now.toISOString().slice(0, closesOn.length);
        return { id, title, level, closesOn, isClosed };
      }),
    };
  }
}
