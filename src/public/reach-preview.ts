import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Profile } from '../matching/domain/profile.js';
import type { Reach } from '../matching/reach.query.js';
import { TemplateEngine } from '../platform/templates/template-engine.js';
import type { FormFields, FormProblem } from '../subscribers/domain/form-fields.js';
import { readProfile } from '../subscribers/domain/profile-form.js';
import { reachView } from '../subscribers/reach.view.js';
import { type SubscriptionOffer, SubscriptionOfferQuery } from '../subscribers/subscription-offer.query.js';
import { sendPage } from './page-encoding.js';
import { publicFrame } from './public-page.js';

/** What a form's profile would have brought lately, on the whole page or as the part that htmx swaps in. */
@Injectable()
export class ReachPreview {
  constructor(
    private readonly offers: SubscriptionOfferQuery,
    private readonly templates: TemplateEngine,
  ) {}

  /** Null, with what is wrong, while the profile cannot be read. */
  async of(
    input: FormFields,
    offer: SubscriptionOffer,
    kept?: Profile,
  ): Promise<{ readonly wrong: readonly FormProblem[]; readonly reach: Reach | null }> {
    const wrong: FormProblem[] = [];
    const profile = readProfile(input, offer, (field, problem) => wrong.push({ field, problem }), kept);
    return { wrong, reach: wrong.length === 0 ? await this.offers.preview(profile, offer) : null };
  }

  /** The part alone; while nothing can be said yet, what to do about it. */
  sendPart(reach: Reach | null, request: Request, response: Response): void {
    const frame = publicFrame(request);
    const view = { ...frame, reach: reach && reachView(reach, frame) };
    sendPage(this.templates.renderPage('public/reach', view), request, response);
  }
}

/** htmx asks for the part it swaps (`HX-Request: true`); everybody else gets the page. */
export function wantsPart(request: Request): boolean {
  return request.headers['hx-request'] === 'true';
}
