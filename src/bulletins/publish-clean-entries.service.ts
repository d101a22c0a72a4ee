import { Injectable } from '@nestjs/common';
import { InvalidInput } from '../platform/errors/domain-error.js';
import { PublishPolicyService } from '../policies/publish-policy.service.js';
import type { ImportedBulletin } from './import-bulletin.service.js';

/** Publishes what an import brought in without a warning; the rest waits for an editor. */
@Injectable()
export class PublishCleanEntriesService {
  constructor(private readonly publishing: PublishPolicyService) {}

  /** The ids now published. An entry that may not be published stays a draft. */
  async publish(imported: ImportedBulletin): Promise<string[]> {
    const published: string[] = [];
    for (const entry of imported.entries) {
      if (!entry.policyId || entry.status !== 'draft' || entry.warnings.length > 0) continue;
      try {
        await this.publishing.publish(entry.policyId);
        published.push(entry.policyId);
      } catch (error) {
        if (!(error instanceof InvalidInput)) throw error;
      }
    }
    return published;
  }
}
