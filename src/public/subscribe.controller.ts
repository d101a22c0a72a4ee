import { Body, Controller, Get, Header, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { TemplateEngine } from '../platform/templates/template-engine.js';
import type { FormFields, FormProblem } from '../subscribers/domain/form-fields.js';
import { readProfile } from '../subscribers/domain/profile-form.js';
import { FormRefused } from '../subscribers/form-refused.error.js';
import { SubscribeService } from '../subscribers/subscribe.service.js';
import { type SubscriptionOffer, SubscriptionOfferQuery } from '../subscribers/subscription-offer.query.js';
import { FormStamp } from './form-stamp.js';
import { echoText, publicFrame } from './public-page.js';
import { type SubscribeForm, subscribePage } from './subscribe.view.js';

/** `/lists/<slug>`: the form, a look at what it would bring, and the request; the answer never tells who is known. */
@Controller('lists')
export class SubscribeController {
  constructor(
    private readonly offers: SubscriptionOfferQuery,
    private readonly subscribing: SubscribeService,
    private readonly templates: TemplateEngine,
    private readonly stamps: FormStamp,
  ) {}

  @Get(':slug')
  @Header('Cache-Control', 'no-store')
  async form(@Param('slug') slug: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const offer = await this.offers.of(slug);
    this.show(offer, { input: {}, wrong: [], reach: null }, request, response);
  }

  @Get(':slug/sent')
  async sent(@Param('slug') slug: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const { list } = await this.offers.of(slug);
    const frame = publicFrame(request);
    response.type('html').send(
      this.templates.renderPage('public/check-inbox', {
        ...frame,
        title: frame.words.sentTitle,
        listLink: `/lists/${list.slug}${frame.langQuery}`,
      }),
    );
  }

  @Post(':slug')
  @Header('Cache-Control', 'no-store')
  async request(
    @Param('slug') slug: string,
    @Body() body: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const offer = await this.offers.of(slug);
    const input = formOf(body);
    if (echoText(input, 'act') === 'preview') {
      await this.preview(offer, input, request, response);
      return;
    }
    const { language, langQuery } = publicFrame(request);
    try {
      // A field that people do not see was filled in: the same answer, and nothing else.
      if (echoText(input, 'website') === '')
        await this.subscribing.request({ language, ...input }, offer, {
          ip: request.ip ?? '',
          isUnhurried: this.stamps.isUnhurried(input['stamp']),
          shownIn: language,
        });
      response.redirect(303, `/lists/${offer.list.slug}/sent${langQuery}`);
    } catch (error) {
      if (!(error instanceof FormRefused)) throw error;
      response.status(422);
      this.show(offer, { input, wrong: error.wrong, reach: null }, request, response);
    }
  }

  private async preview(
    offer: SubscriptionOffer,
    input: FormFields,
    request: Request,
    response: Response,
  ): Promise<void> {
    const wrong: FormProblem[] = [];
    const profile = readProfile(input, offer, (field, problem) => wrong.push({ field, problem }));
    const reach = wrong.length === 0 ? await this.offers.preview(profile, offer) : null;
    response.status(wrong.length === 0 ? 200 : 422);
    this.show(offer, { input, wrong, reach }, request, response);
  }

  private show(
    offer: SubscriptionOffer,
    form: Omit<SubscribeForm, 'stamp'>,
    request: Request,
    response: Response,
  ): void {
    const given = echoText(form.input, 'stamp');
    const stamp = this.stamps.isUnhurried(given) ? given : this.stamps.issue();
    const page = subscribePage(offer, { ...form, stamp }, publicFrame(request));
    response.type('html').send(this.templates.renderPage('public/subscribe', page));
  }
}

/** A form's fields; a body that is no set of fields is an empty form. */
export function formOf(body: unknown): FormFields {
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as FormFields) : {};
}
