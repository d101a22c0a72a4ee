import { Body, Controller, Get, Header, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { isUtf8Mailbox, parseMailbox } from '../delivery/domain/address.js';
import { TemplateEngine } from '../platform/templates/template-engine.js';
import type { FormFields, FormProblem } from '../subscribers/domain/form-fields.js';
import { formAct } from '../subscribers/form-act.js';
import { echoChosen, echoText } from '../subscribers/form-echo.js';
import { FormRefused } from '../subscribers/form-refused.error.js';
import { SubscribeService } from '../subscribers/subscribe.service.js';
import { type SubscriptionOffer, SubscriptionOfferQuery } from '../subscribers/subscription-offer.query.js';
import { FormStamp } from './form-stamp.js';
import { sendPage } from './page-encoding.js';
import { publicFrame } from './public-page.js';
import { ReachPreview, wantsPart } from './reach-preview.js';
import { SubscribePage } from './subscribe.page.js';

/** `/lists/<slug>`: the form, a look at what it would bring, and the request; the answer never tells who is known. */
@Controller('lists')
export class SubscribeController {
  constructor(
    private readonly offers: SubscriptionOfferQuery,
    private readonly subscribing: SubscribeService,
    private readonly templates: TemplateEngine,
    private readonly stamps: FormStamp,
    private readonly page: SubscribePage,
    private readonly previews: ReachPreview,
  ) {}

  /** `?districts=…&sectors=…` fills the form in. Kept by the browser, so that going back finds the form as it was filled in; asked for anew each time. */
  @Get(':slug')
  @Header('Cache-Control', 'private, no-cache')
  async form(@Param('slug') slug: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const chosen = echoChosen(request.query);
    if (Object.values(chosen).some((codes) => codes.length > 0)) {
      const offer = await this.offers.of(slug);
      await this.show(offer, { input: chosen, wrong: [], reach: null }, request, response);
      return;
    }
    const body = await this.page.plain(slug, publicFrame(request));
    response.type('html').vary('Accept-Language');
    body.send(request, response);
  }

  @Get(':slug/sent')
  async sent(@Param('slug') slug: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const { list } = await this.offers.of(slug);
    const frame = publicFrame(request);
    const page = {
      ...frame,
      title: frame.words.sentTitle,
      isUtf8: request.query['mailbox'] === 'utf8',
      listLink: `/lists/${list.slug}${frame.langQuery}`,
    };
    sendPage(this.templates.renderPage('public/check-inbox', page), request, response);
  }

  @Post(':slug')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  async request(
    @Param('slug') slug: string,
    @Body() body: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const offer = await this.offers.of(slug);
    const input = formOf(body);
    const act = formAct(input);
    if (act === 'preview') await this.preview(offer, input, request, response);
    else if (act === 'find') await this.show(offer, { input, wrong: [], reach: null }, request, response);
    else await this.take(offer, input, request, response);
  }

  private async take(
    offer: SubscriptionOffer,
    input: FormFields,
    request: Request,
    response: Response,
  ): Promise<void> {
    const { language, langQuery } = publicFrame(request);
    try {
      // A field that people do not see was filled in: the same answer, and nothing else.
      if (echoText(input, 'website') === '')
        await this.subscribing.request({ language, ...input }, offer, {
          ip: request.ip ?? '',
          isUnhurried: this.stamps.isUnhurried(input['stamp']),
          proof: input['altcha'],
          shownIn: language,
        });
      response.redirect(303, sentAddress(offer.list.slug, input, langQuery));
    } catch (error) {
      if (!(error instanceof FormRefused)) throw error;
      response.status(422);
      await this.show(offer, { input, wrong: error.wrong, reach: null }, request, response);
    }
  }

  private async preview(
    offer: SubscriptionOffer,
    input: FormFields,
    request: Request,
    response: Response,
  ): Promise<void> {
    const { wrong, reach } = await this.previews.of(input, offer);
    if (wantsPart(request)) {
      this.previews.sendPart(reach, request, response);
      return;
    }
    response.status(wrong.length === 0 ? 200 : 422);
    await this.show(offer, { input, wrong, reach }, request, response);
  }

  private async show(
    offer: SubscriptionOffer,
    form: {
      readonly input: FormFields;
      readonly wrong: readonly FormProblem[];
      readonly reach: Awaited<ReturnType<ReachPreview['of']>>['reach'];
    },
    request: Request,
    response: Response,
  ): Promise<void> {
    sendPage(await this.page.render(offer, form, publicFrame(request)), request, response);
  }
}

/** Where it is said that a mail is on its way; to a mailbox in UTF-8, that not every server takes it. */
function sentAddress(slug: string, input: FormFields, langQuery: string): string {
  const path = `/lists/${slug}/sent${langQuery}`;
  const mailbox = parseMailbox(echoText(input, 'email'));
  if (!mailbox.ok || !isUtf8Mailbox(mailbox.address)) return path;
  return `${path}${langQuery === '' ? '?' : '&'}mailbox=utf8`;
}

/** A form's fields; a body that is no set of fields is an empty form. */
export function formOf(body: unknown): FormFields {
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as FormFields) : {};
}
