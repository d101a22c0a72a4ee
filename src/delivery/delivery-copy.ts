import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { TokenSealer } from '../platform/sealed-token.js';
import type { ClaimedDelivery } from './deliveries.repository.js';
import { packedDeliveryToken } from './delivery-tokens.js';
import type { FieldSources } from './domain/canonical-message.js';
import { domainOf } from './domain/mail-headers.js';
import type { SendableMessage } from './message-cache.js';
import { returnPathOf } from './return-path.js';
import { composeMail, type MailCopy, signingKeys } from './mime/compose-mail.js';
import { CopyBuffer } from './mime/copy-buffer.js';
import { signMessage } from './mime/dkim.js';

/** Makes one recipient's copy of a message: fills the fields, seals the links, names the copy. */
@Injectable()
export class DeliveryCopy {
  private readonly sealer: TokenSealer;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    this.sealer = new TokenSealer(config.secretKeys);
  }

  /**
   * The bytes on the wire, the same on every attempt; signed where a key for the From domain is at hand. They may
   * stand in the memory of `paper`: the next copy made there replaces them.
   */
  async compose(
    { message, template }: SendableMessage,
    delivery: ClaimedDelivery,
    paper = new CopyBuffer(),
  ): Promise<Buffer> {
    const identity = packedDeliveryToken({ deliveryId: delivery.id, reference: delivery.reference });
    const id = this.sealer.seal('message-id', identity);
    const values = new Map<string, string | undefined>();
    const copy: MailCopy = {
      to: delivery.address,
      messageId: `<${id}@${domainOf(message.content.from.address)}>`,
      valueOf: (field) => {
        if (!values.has(field))
          values.set(field, this.valueOf(message.content.fields[field], delivery.fields[field], identity));
        return values.get(field);
      },
    };
    const bytes = template ? template.fill(copy, paper) : await composeMail(message, copy);
    return await signMessage(bytes, signingKeys(this.config.dkimKeys, message.content.from.address));
  }

  /** The envelope sender: one for each delivery where there is a bounce domain, else the From address. */
  returnPath({ message }: SendableMessage, delivery: ClaimedDelivery): string {
    const { bounceDomain } = this.config;
    return bounceDomain ? returnPathOf(this.sealer, bounceDomain, delivery.id) : message.content.from.address;
  }

  private valueOf(
    source: FieldSources[string] | undefined,
    value: string | undefined,
    identity: Buffer,
  ): string | undefined {
    if (source?.from !== 'link') return source && value;
    return `${this.config.publicUrl}${source.path}${this.sealer.seal(source.purpose, identity)}`;
  }
}
