import { Injectable } from '@nestjs/common';
import { InvalidInput } from '../platform/errors/domain-error.js';
import { EntryNotLive } from './correct-entry.service.js';
import { isClean } from './domain/review-facts.js';
import { PublishEntryService } from './publish-entry.service.js';
import { ReviewEntriesRepository } from './review-entries.repository.js';

/** Publishes every entry of a document without an open warning; the rest waits for an editor. */
@Injectable()
export class PublishCleanEntriesService {
  constructor(
    private readonly entries: ReviewEntriesRepository,
    private readonly publishing: PublishEntryService,
  ) {}

  /** The ids of the policies this act published, each in its own transaction: a refused one holds no other back. */
  async publish(bulletinId: string): Promise<string[]> {
    const published: string[] = [];
    for (const entry of await this.entries.outlineOf(bulletinId)) {
      if (!isClean(entry)) continue;
      try {
        const stored = await this.publishing.publish({ bulletinId, entryId: entry.id });
        if (stored.isChanged && stored.state === 'published') published.push(stored.policyId);
      } catch (error) {
        if (!(error instanceof InvalidInput) && !(error instanceof EntryNotLive)) throw error;
      }
    }
    return published;
  }
}
