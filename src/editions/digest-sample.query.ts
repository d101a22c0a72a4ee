import { Injectable } from '@nestjs/common';
import { MessagesRepository } from '../delivery/messages.repository.js';
import { escapeHtml, fillPlaceholders } from '../platform/domain/placeholders.js';
import { EditionBoardQuery } from './edition-board.query.js';
import { EditionNotFound } from './editions.repository.js';

/** A digest as its readers get it, with neutral values in the place of a recipient's; links lead nowhere. */
@Injectable()
export class DigestSampleQuery {
  constructor(
    private readonly board: EditionBoardQuery,
    private readonly messages: MessagesRepository,
  ) {}

  async subject(messageId: string): Promise<string | null> {
    return (await this.messages.byId(messageId))?.content.subject ?? null;
  }

  /** Throws `EditionNotFound` when the message is no composed digest of the edition. */
  async html(editionId: string, messageId: string): Promise<string> {
    const isOurs = await this.board.hasDigest(editionId, messageId);
    const message = isOurs ? await this.messages.byId(messageId) : null;
    if (!message) throw new EditionNotFound('This edition has no such digest.');
    return fillPlaceholders(message.content.html, (field) => escapeHtml(field.endsWith('Url') ? '#' : '—'));
  }
}
