import { Inject, Injectable } from '@nestjs/common';
import { DeliveriesRepository } from '../delivery/deliveries.repository.js';
import { openDeliveryToken } from '../delivery/delivery-tokens.js';
import { MessagesRepository } from '../delivery/messages.repository.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { escapeHtml, fillPlaceholders } from '../platform/domain/placeholders.js';
import { TokenSealer } from '../platform/sealed-token.js';
import { TemplateEngine } from '../platform/templates/template-engine.js';
import { LinkInvalid } from '../subscribers/unsubscribe.service.js';

/** What was sent, as a page: the frozen digest with neutral values in the place of the recipient's. */
@Injectable()
export class WebViewQuery {
  private readonly sealer: TokenSealer;

  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly messages: MessagesRepository,
    private readonly templates: TemplateEngine,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.sealer = new TokenSealer(config.secretKeys);
  }

  /** Throws `LinkInvalid` for anything but a web-view token of a delivery. */
  async html(token: string): Promise<string> {
    const opened = openDeliveryToken(this.sealer, 'web-view', token);
    const found = opened && (await this.deliveries.messageOf(opened.deliveryId, opened.reference));
    const message = found && (await this.messages.byId(found.messageId));
    if (!message) throw new LinkInvalid('This link is not valid. Please open it again from the mail.');
    const { webView, html } = message.content;
    const page = webView ? this.templates.renderMail('digest', webView).html : html;
    return fillPlaceholders(page, (field) => escapeHtml(this.neutralValue(field, token)));
  }

  private neutralValue(field: string, token: string): string {
    if (field === 'webViewUrl') return `${this.config.publicUrl}/m/${token}`;
    return field.endsWith('Url') ? `${this.config.publicUrl}/` : '—';
  }
}
