import { Inject, Injectable } from '@nestjs/common';
import { EditionArchiveQuery } from '../editions/edition-archive.query.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { EncodedBody } from '../platform/http/encoded-body.js';
import { TemplateEngine } from '../platform/templates/template-engine.js';
import { echoText } from '../subscribers/form-echo.js';
import { type SubscriptionOffer, SubscriptionOfferQuery } from '../subscribers/subscription-offer.query.js';
import { FormStamp } from './form-stamp.js';
import { type PublicFrame } from './public-page.js';
import { type SubscribeForm, subscribePage } from './subscribe.view.js';

/** An empty form is the same for everybody: it is rendered and compressed once and then served for this long. */
const SAME_FOR_MS = 1_000;

interface PlainForm {
  readonly until: number;
  readonly body: Promise<EncodedBody>;
}

/** Renders the subscribe page of a list. */
@Injectable()
export class SubscribePage {
  private readonly plainForms = new Map<string, PlainForm>();

  constructor(
    private readonly offers: SubscriptionOfferQuery,
    private readonly editions: EditionArchiveQuery,
    private readonly templates: TemplateEngine,
    private readonly stamps: FormStamp,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The empty form, at most a second old; its stamp is as old. Throws `ListNotFound`. */
  async plain(slug: string, frame: PublicFrame): Promise<EncodedBody> {
    const key = `${slug} ${frame.language} ${frame.langQuery}`;
    const now = performance.now();
    const known = this.plainForms.get(key);
    if (known && known.until > now) return await known.body;
    for (const [old, { until }] of this.plainForms) if (until <= now) this.plainForms.delete(old);
    const body = this.renderPlain(slug, frame);
    this.plainForms.set(key, { until: now + SAME_FOR_MS, body });
    // What failed is tried again by the next request.
    body.catch(() => this.plainForms.delete(key));
    return await body;
  }

  /** The form as it came, with what became of it; whatever was filled in is still there. */
  async render(
    offer: SubscriptionOffer,
    form: Omit<SubscribeForm, 'stamp' | 'latest' | 'publicUrl' | 'isPlain'>,
    frame: PublicFrame,
  ): Promise<string> {
    const given = echoText(form.input, 'stamp');
    const stamp = this.stamps.isUnhurried(given) ? given : this.stamps.issue();
    const isPlain = Object.keys(form.input as object).length === 0;
    const [latest = null] = await this.editions.released(offer.list.id, 1);
    return this.templates.renderPage(
      'public/subscribe',
      subscribePage(offer, { ...form, stamp, latest, publicUrl: this.config.publicUrl, isPlain }, frame),
    );
  }

  private async renderPlain(slug: string, frame: PublicFrame): Promise<EncodedBody> {
    const offer = await this.offers.of(slug);
    return new EncodedBody(await this.render(offer, { input: {}, wrong: [], reach: null }, frame));
  }
}
