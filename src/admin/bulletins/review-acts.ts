import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../admins/audit-log.js';
import { BulletinNotFound } from '../../bulletins/bulletin-list.query.js';
import { PublishEntryService } from '../../bulletins/publish-entry.service.js';
import {
  type EntryRef,
  ReviewEntriesRepository,
  ReviewEntryNotFound,
} from '../../bulletins/review-entries.repository.js';
import { SettleWarningsService } from '../../bulletins/settle-warnings.service.js';
import { isId } from '../../platform/ids.js';
import type { Press } from '../console/console-request.js';
import { nextToReview } from './review-rail.view.js';

/** What the buttons of an entry's form do besides saving it. */
export const ENTRY_ACTS = /^(?:save|publish|draft|settle-all|(?:settle|reopen):[a-z-]+-\d{1,9})$/;

/** Does what a button of the form says, writes it down, and tells where to go. */
@Injectable()
export class ReviewActs {
  constructor(
    private readonly settling: SettleWarningsService,
    private readonly publishing: PublishEntryService,
    private readonly entries: ReviewEntriesRepository,
    private readonly audit: AuditLog,
  ) {}

  /** The page to go to. Each act twice is one act. Refuses to publish what is not clean, by field. */
  async do(act: string, ref: EntryRef, adminId: string): Promise<string> {
    const [verb, key = ''] = act.split(':');
    if (verb === 'publish') return await this.publish(ref, adminId);
    if (verb === 'draft') return await this.keepAsDraft(ref, adminId);
    if (verb === 'settle' || verb === 'settle-all') {
      const settled = await this.settling.settle(ref, verb === 'settle' ? key : null);
      if (settled > 0) await this.record('review.warnings-settled', ref, adminId, { settled });
      return `${pageOf(ref)}&done=entry-settled#doubts`;
    }
    if (verb === 'reopen') {
      const reopened = await this.settling.reopen(ref, key);
      if (reopened > 0) await this.record('review.warning-reopened', ref, adminId);
      return `${pageOf(ref)}&done=entry-reopened#doubts`;
    }
    return `${pageOf(ref)}&done=entry-saved`;
  }

  /** Notes an act on an entry in the audit log. */
  async record(
    action: `review.${string}`,
    ref: EntryRef,
    adminId: string,
    details?: Readonly<Record<string, string | number | boolean>>,
  ): Promise<void> {
    await this.audit.record({
      adminId,
      action,
      subject: { kind: 'review-entry', id: ref.entryId },
      ...(details ? { details } : {}),
    });
  }

  private async publish(ref: EntryRef, adminId: string): Promise<string> {
    const stored = await this.publishing.publish(ref);
    if (stored.state === 'duplicate') return `${pageOf(ref)}&done=entry-duplicate`;
    if (stored.isChanged)
      await this.audit.record({
        adminId,
        action: 'policy.published',
        subject: { kind: 'policy', id: stored.policyId },
      });
    const next = nextToReview(await this.entries.outlineOf(ref.bulletinId), ref.entryId);
    if (!next) return `${pageOf(ref)}&done=entry-last-published`;
    return `${pageOf({ ...ref, entryId: next.id })}&done=entry-published`;
  }

  private async keepAsDraft(ref: EntryRef, adminId: string): Promise<string> {
    const stored = await this.publishing.keepAsDraft(ref);
    if (stored.isChanged) await this.record('review.entry-drafted', ref, adminId);
    return `${pageOf(ref)}&done=${stored.state === 'duplicate' ? 'entry-duplicate' : 'entry-drafted'}`;
  }
}

/** The page of an entry. */
export function pageOf({ bulletinId, entryId }: EntryRef): string {
  return `/console/bulletins/${bulletinId}?entry=${entryId}`;
}

/** The entry that a path names; refuses what is no id. */
export function entryOf({ params }: Press): EntryRef {
  const { id: bulletinId = '', entryId = '' } = params;
  if (!isId(bulletinId)) throw new BulletinNotFound('This bulletin does not exist.');
  if (!isId(entryId)) throw new ReviewEntryNotFound('This entry does not exist.');
  return { bulletinId, entryId };
}
