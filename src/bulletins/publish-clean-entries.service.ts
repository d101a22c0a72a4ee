import { Injectable } from '@nestjs/common';
import { InvalidInput } from '../platform/errors/domain-error.js';
import { EntryNotLive } from './correct-entry.service.js';
import { isClean } from './domain/review-facts.js';
import { PublishEntryService } from './publish-entry.service.js';
import { ReviewEntriesRepository } from './review-entries.repository.js';

/** What an act of publishing did. */
export interface PublishedEntries {
  readonly policyIds: readonly string[];
  /** Clean entries it did not come to. */
  readonly left: number;
}

/** Publishes every entry of a document without an open warning; the rest waits for an editor. */
@Injectable()
export class PublishCleanEntriesService {
  constructor(
    private readonly entries: ReviewEntriesRepository,
    private readonly publishing: PublishEntryService,
  ) {}

  /** At most `limit` of them, each in its own transaction: a refused one holds no other back. */
  async publish(bulletinId: string, limit = Number.POSITIVE_INFINITY): Promise<PublishedEntries> {
    const policyIds: string[] = [];
    const clean = (await this.entries.outlineOf(bulletinId)).filter(isClean);
    let tried = 0;
    for (; tried < clean.length && policyIds.length < limit; tried += 1) {
      try {
        const stored = await this.publishing.publish({ bulletinId, entryId: clean[tried]!.id });
        if (stored.isChanged && stored.state === 'published') policyIds.push(stored.policyId);
      } catch (error) {
        if (!(error instanceof InvalidInput) && !(error instanceof EntryNotLive)) throw error;
      }
    }
    return { policyIds, left: clean.length - tried };
  }
}
