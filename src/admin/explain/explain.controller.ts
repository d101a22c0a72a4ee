import { Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Session } from '../../admins/sessions.repository.js';
import { ExplainMatchQuery } from '../../editions/explain-match.query.js';
import { isId } from '../../platform/ids.js';
import { PoliciesRepository } from '../../policies/policies.repository.js';
import { PolicyListQuery } from '../../policies/policy-list.query.js';
import { type SubscriptionLine, SubscriptionListQuery } from '../../subscribers/subscription-list.query.js';
import { TaxonomiesRepository } from '../../taxonomy/taxonomies.repository.js';
import { ConsoleController } from '../console/console-controller.js';
import { ConsolePage } from '../console/console-page.js';
import { type FormBody, Who } from '../console/console-request.js';
import { Needs } from '../console/console.guard.js';
import { FormFields } from '../console/form-fields.js';
import { queryText } from '../console/paging.js';
import { subscriptionLine } from '../subscribers/subscription.view.js';
import { wordsIn } from '../words/console-words.js';
import { reasonRow } from './explain.view.js';

const POLICIES = 200;
const CANDIDATES = 10;

/** "Why / why not" for any policy and any subscription. */
@ConsoleController('explain')
export class ExplainController {
  constructor(
    private readonly explaining: ExplainMatchQuery,
    private readonly policyList: PolicyListQuery,
    private readonly policies: PoliciesRepository,
    private readonly subscriptions: SubscriptionListQuery,
    private readonly taxonomies: TaxonomiesRepository,
    private readonly page: ConsolePage,
  ) {}

  @Get()
  @Needs('subscribers.read')
  async show(
    @Who() who: Session,
    @Query() query: FormBody,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const t = wordsIn(who.language);
    const asked = {
      policy: queryText(query['policy'], 36),
      subscription: queryText(query['subscription'], 36),
      who: queryText(query['who'], 254),
    };
    const candidates = await this.candidates(asked);
    const chosen = candidates.length === 1 ? candidates[0] : undefined;
    const form = new FormFields({ ...asked, who: asked.who || (chosen?.company ?? '') }, {});
    this.page.send(request, response, 'explain', {
      title: t.explain.title,
      place: 'explain',
      policy: form.select(
        'policy',
        t.explain.policy,
        await this.choices(asked.policy, t.explain.choosePolicy),
        {
          column: 'col-md-7',
        },
      ),
      who: form.text('who', t.explain.who, { column: 'col-md-5', maxLength: 254 }),
      isAsked: asked.who !== '' || asked.subscription !== '',
      candidates: candidates.map((line) => ({
        ...subscriptionLine(line, who.language),
        explainLink: `/console/explain?${new URLSearchParams({ policy: asked.policy, subscription: line.id }).toString()}`,
      })),
      answer: chosen && isId(asked.policy) ? await this.answer(asked.policy, chosen, who) : null,
    });
  }

  private async candidates(asked: {
    subscription: string;
    who: string;
  }): Promise<readonly SubscriptionLine[]> {
    if (asked.who !== '') {
      const filter = { text: asked.who, list: '', status: '' };
      return (await this.subscriptions.page(filter, { limit: CANDIDATES, offset: 0 })).lines;
    }
    const one = isId(asked.subscription) ? await this.subscriptions.byId(asked.subscription) : null;
    return one ? [one] : [];
  }

  private async choices(chosen: string, blank: string): Promise<[string, string][]> {
    const filter = { status: '', level: '', district: '', type: '', text: '' };
    const { lines } = await this.policyList.page(filter, { limit: POLICIES, offset: 0 });
    const known = lines.map(({ id, title }): [string, string] => [id, title]);
    if (isId(chosen) && !lines.some((line) => line.id === chosen)) {
      const policy = await this.policies.byId(chosen);
      known.unshift([policy.id, policy.title]);
    }
    return [['', blank], ...known];
  }

  private async answer(policyId: string, line: SubscriptionLine, who: Session) {
    const policy = await this.policies.byId(policyId);
    const { matched, reasons } = await this.explaining.explain(policyId, line.id);
    const taxonomies = await this.taxonomies.load();
    return {
      matched,
      title: policy.title,
      policyLink: `/console/policies/${policy.id}`,
      company: line.company,
      subscriptionLink: `/console/subscriptions/${line.id}`,
      isActive: line.status === 'active',
      isAnnounced: policy.status === 'published' && policy.announce === 'next',
      reasons: reasons.map((reason) => reasonRow(reason, taxonomies, who.language)),
    };
  }
}
