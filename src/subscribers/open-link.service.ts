import { Inject, Injectable } from '@nestjs/common';
import { type DeliveryToken, openDeliveryToken, sealDeliveryToken } from '../delivery/delivery-tokens.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { TokenSealer } from '../platform/sealed-token.js';
import type { LinkPurpose } from './domain/links.js';
import { SubscribersRepository, type SubscriptionView } from './subscribers.repository.js';
import { LinkInvalid } from './unsubscribe.service.js';

/** A link that was opened: what it is about, and the delivery that carried it. */
export interface OpenedLink {
  readonly subscription: SubscriptionView;
  readonly token: DeliveryToken;
}

/** Opens the links of mails; the token is the whole authority. */
@Injectable()
export class OpenLinkService {
  private readonly sealer: TokenSealer;

  constructor(
    private readonly subscribers: SubscribersRepository,
    @Inject(CONFIG) config: Config,
  ) {
    this.sealer = new TokenSealer(config.secretKeys);
  }

  /** Throws `LinkInvalid` for anything but a token sealed here for this purpose. */
  async open(purpose: LinkPurpose, token: string): Promise<OpenedLink> {
    const opened = openDeliveryToken(this.sealer, purpose, token);
    const subscription = opened && (await this.subscribers.subscription(opened.reference));
    if (!opened || !subscription)
      throw new LinkInvalid('This link is not valid. Please open it again from the mail.');
    return { subscription, token: opened };
  }

  /** Another link for the holder of this one: the same mailbox, another purpose or subscription of the same person. */
  seal(purpose: LinkPurpose, token: DeliveryToken): string {
    return sealDeliveryToken(this.sealer, purpose, token);
  }
}
