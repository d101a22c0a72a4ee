import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { PolicySearchQuery } from '../../policies/policy-search.query.js';
import { SubscriptionGrowthQuery } from '../../subscribers/subscription-growth.query.js';
import { dayAt } from '../console/moments.js';
import type { Language } from '../words/console-words.js';
import { deadlinesView } from './deadlines.view.js';
import { growthView } from './growth.view.js';

const WEEKS = 12;
/** More than anybody reads in a month; the page says how many it leaves out. */
const MOST_DEADLINES = 500;
const EVERY_POLICY = {
  text: null,
  level: null,
  type: null,
  districts: null,
  sectors: null,
  issuer: null,
  from: null,
  until: null,
  openOn: null,
};

/** What closes soon, and how the circle of readers grows. */
@Injectable()
export class DashboardOutlook {
  constructor(
    private readonly policies: PolicySearchQuery,
    private readonly subscriptions: SubscriptionGrowthQuery,
    private readonly clock: Clock,
  ) {}

  async deadlines(language: Language) {
    const today = dayAt(this.clock.now());
    const closing = await this.policies.closing({ ...EVERY_POLICY, closesFrom: today }, MOST_DEADLINES);
    return deadlinesView(closing, today, language);
  }

  async growth(language: Language) {
    return growthView(await this.subscriptions.weekly(WEEKS), this.clock.now(), language);
  }
}
