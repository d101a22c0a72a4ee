import { Injectable } from '@nestjs/common';
import { MimeTemplate } from './mime/mime-template.js';
import { MessagesRepository, type StoredMessage } from './messages.repository.js';

/** A message with its MIME segments; without them when it must be composed copy by copy. */
export interface SendableMessage {
  readonly message: StoredMessage;
  readonly template: MimeTemplate | null;
}

const CAPACITY = 32;

/** The messages this process is sending now, least recently used out first. Messages never change. */
@Injectable()
export class MessageCache {
  private readonly kept = new Map<string, Promise<SendableMessage | null>>();

  constructor(private readonly messages: MessagesRepository) {}

  async byId(id: string): Promise<SendableMessage | null> {
    const known = this.kept.get(id) ?? this.load(id);
    this.kept.delete(id);
    this.kept.set(id, known);
    if (this.kept.size > CAPACITY) this.kept.delete(this.kept.keys().next().value as string);
    try {
      const message = await known;
      if (!message) this.kept.delete(id);
      return message;
    } catch (error) {
      this.kept.delete(id);
      throw error;
    }
  }

  private async load(id: string): Promise<SendableMessage | null> {
    const message = await this.messages.byId(id);
    // What cannot be cut into segments is composed copy by copy, and there named with its row.
    return message && { message, template: await MimeTemplate.of(message).catch(() => null) };
  }
}
