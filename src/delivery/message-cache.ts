import { Injectable } from '@nestjs/common';
import { MessagesRepository, type StoredMessage } from './messages.repository.js';

const CAPACITY = 32;

/** The messages this process is sending now, least recently used out first. Messages never change. */
@Injectable()
export class MessageCache {
  private readonly kept = new Map<string, Promise<StoredMessage | null>>();

  constructor(private readonly messages: MessagesRepository) {}

  async byId(id: string): Promise<StoredMessage | null> {
    const known = this.kept.get(id) ?? this.messages.byId(id);
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
}
