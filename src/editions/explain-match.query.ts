import { Injectable } from '@nestjs/common';
import { explainMatch } from '../matching/domain/policy-matcher.js';
import type { MatchReason } from '../matching/domain/match-reason.js';
import { ProfilesRepository } from '../matching/profiles.repository.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { PoliciesRepository } from '../policies/policies.repository.js';
import { SubscribersRepository } from '../subscribers/subscribers.repository.js';
import { TaxonomiesRepository } from '../taxonomy/taxonomies.repository.js';

/** No subscription has this id. */
export class SubscriptionNotFound extends DomainError {
  readonly code = 'subscription.not-found';
  override readonly kind = 'not-found';
}

/** "Why / why not" for one policy and one subscription, with the names of all codes. */
export interface MatchExplanation {
  readonly matched: boolean;
  readonly reasons: readonly (MatchReason & { readonly says: string })[];
}

/** Answers for any company × policy pair why it matched or did not. */
@Injectable()
export class ExplainMatchQuery {
  constructor(
    private readonly policies: PoliciesRepository,
    private readonly subscribers: SubscribersRepository,
    private readonly profiles: ProfilesRepository,
    private readonly taxonomies: TaxonomiesRepository,
  ) {}

  /** Refuses an unknown policy or subscription. */
  async explain(policyId: string, subscriptionId: string): Promise<MatchExplanation> {
    const policy = await this.policies.byId(policyId);
    const subscription = await this.subscribers.subscription(subscriptionId);
    const profile = subscription && (await this.profiles.byId(subscription.profileId));
    if (!profile) throw new SubscriptionNotFound('This subscription does not exist.');
    const taxonomies = await this.taxonomies.load();
    const { matched, reasons } = explainMatch(policy, profile, taxonomies);
    const nameOf = (code: string) =>
      taxonomies.districts.has(code) ? taxonomies.districts.nameOf(code) : taxonomies.sectors.nameOf(code);
    return { matched, reasons: reasons.map((reason) => ({ ...reason, says: inWords(reason, nameOf) })) };
  }
}

function inWords(reason: MatchReason, nameOf: (code: string) => string): string {
  const names = (codes: string | readonly string[]) => [codes].flat().map(nameOf).join('、') || '（全部）';
  const verb = reason.holds ? '符合' : '不符合';
  const words = { district: '地区', sector: '行业', level: '层级', type: '类型' }[reason.rule];
  return `${words}${verb}:政策「${names(reason.policy)}」,订阅「${names(reason.profile)}」`;
}
