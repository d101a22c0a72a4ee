import { Get, HttpCode, Post } from '@nestjs/common';
import { AuditLog } from '../../admins/audit-log.js';
import { SubscriptionNotFound } from '../../editions/explain-match.query.js';
import type { Reach } from '../../matching/reach.query.js';
import { isId } from '../../platform/ids.js';
import { ChangeProfileService } from '../../subscribers/change-profile.service.js';
import type { FormProblem } from '../../subscribers/domain/form-fields.js';
import { readProfile } from '../../subscribers/domain/profile-form.js';
import { formAct } from '../../subscribers/form-act.js';
import { FormRefused } from '../../subscribers/form-refused.error.js';
import { type ChosenProfile, PreferencesQuery } from '../../subscribers/preferences.query.js';
import { reachView } from '../../subscribers/reach.view.js';
import { SubscriptionOfferQuery } from '../../subscribers/subscription-offer.query.js';
import { ConsoleController } from '../console/console-controller.js';
import { ConsolePage, formFor } from '../console/console-page.js';
import { type FormBody, type Press, Pressed } from '../console/console-request.js';
import { Needs } from '../console/console.guard.js';
import { profileForm, profileFormWords } from './subscription-profile.view.js';

/** What came in by the form, and what became of it. */
interface Came {
  readonly input: FormBody | null;
  readonly wrong: readonly FormProblem[];
  readonly reach: Reach | null;
}

/** `/console/subscriptions/<id>/profile`: the public picker and its preview, used for somebody else. */
@ConsoleController('subscriptions/:id/profile')
export class SubscriptionProfileController {
  constructor(
    private readonly preferences: PreferencesQuery,
    private readonly changing: ChangeProfileService,
    private readonly offers: SubscriptionOfferQuery,
    private readonly page: ConsolePage,
    private readonly audit: AuditLog,
  ) {}

  @Get()
  @Needs('subscribers.write')
  async edit(@Pressed() press: Press): Promise<void> {
    const chosen = await this.chosen(press);
    const reach = await this.offers.preview(chosen.profile, chosen.offer);
    this.show(chosen, { input: null, wrong: [], reach }, press);
  }

  @Post()
  @HttpCode(200)
  @Needs('subscribers.write')
  async change(@Pressed() press: Press): Promise<void> {
    const chosen = await this.chosen(press);
    const act = formAct(press.body);
    if (act === 'preview') await this.preview(chosen, press);
    else if (act === 'find') this.show(chosen, { input: press.body, wrong: [], reach: null }, press);
    else await this.save(chosen, press);
  }

  private async save(chosen: ChosenProfile, press: Press): Promise<void> {
    const { body, who, response } = press;
    const { id } = chosen.subscription;
    try {
      await this.changing.correct(chosen, body);
    } catch (error) {
      if (!(error instanceof FormRefused)) throw error;
      response.status(422);
      this.show(chosen, { input: body, wrong: error.wrong, reach: null }, press);
      return;
    }
    await this.audit.record({
      adminId: who.adminId,
      action: 'subscription.profile-changed',
      subject: { kind: 'subscription', id },
    });
    response.redirect(303, `/console/subscriptions/${id}?done=profile-changed`);
  }

  private async preview(chosen: ChosenProfile, press: Press): Promise<void> {
    const { body, who, request, response } = press;
    const wrong: FormProblem[] = [];
    const refuse = (field: string, problem: FormProblem['problem']) => wrong.push({ field, problem });
    const profile = readProfile(body, chosen.offer, refuse, chosen.profile);
    const reach = wrong.length === 0 ? await this.offers.preview(profile, chosen.offer) : null;
    if (request.headers['hx-request'] === 'true') {
      const frame = { language: who.language, langQuery: '', isOperator: true };
      const words = profileFormWords(who.language);
      const view = { words, reach: reach && reachView(reach, frame) };
      this.page.sendPart(request, response, 'subscribers/reach', view);
      return;
    }
    if (wrong.length > 0) response.status(422);
    this.show(chosen, { input: body, wrong, reach }, press);
  }

  private show(chosen: ChosenProfile, came: Came, { who, request, response }: Press): void {
    const target = formFor(who, `/console/subscriptions/${chosen.subscription.id}/profile`);
    const view = profileForm(chosen, { ...came, target }, who.language);
    this.page.send(request, response, 'subscribers/profile', view, response.statusCode);
  }

  private async chosen({ params: { id } }: Press): Promise<ChosenProfile> {
    const chosen = id !== undefined && isId(id) ? await this.preferences.ofSubscription(id) : null;
    if (!chosen) throw new SubscriptionNotFound('This subscription does not exist.');
    return chosen;
  }
}
