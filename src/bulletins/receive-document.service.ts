import { Injectable } from '@nestjs/common';
import { AuditLog } from '../admins/audit-log.js';
import { ListsRepository } from '../lists/lists.repository.js';
import { Queues } from '../platform/queue/queues.js';
import { BulletinImportsRepository, type GivenDocument } from './bulletin-imports.repository.js';
import { OpenReviewService } from './open-review.service.js';
import { ReadDocumentService } from './read-document.service.js';

/** Smaller documents are read while the editor waits; larger ones, and pages to be fetched, by a worker. */
const WHILE_WAITING_BYTES = 200_000;
/** Word, Excel and PDF files hold a multiple of their size. */
const WHILE_WAITING_PACKED_BYTES = 40_000;

/** The queue that wakes a worker for a document. */
export function importQueue(): string {
  return 'bulletins';
}

/** Where a document went: under review at once, or on its way with a progress page. */
export type Received =
  | { readonly kind: 'review'; readonly bulletinId: string; readonly isNew: boolean }
  | { readonly kind: 'import'; readonly importId: string };

/** Takes in what an editor pastes, uploads or points at. */
@Injectable()
export class ReceiveDocumentService {
  constructor(
    private readonly lists: ListsRepository,
    private readonly reading: ReadDocumentService,
    private readonly opening: OpenReviewService,
    private readonly imports: BulletinImportsRepository,
    private readonly queues: Queues,
    private readonly audit: AuditLog,
  ) {}

  /** Refuses, while the editor waits, a small document that cannot be read or holds no entry, and an address not fetched. */
  async receive(
    document: GivenDocument,
    about: { readonly listSlug: string; readonly name: string; readonly adminId: string },
  ): Promise<Received> {
    const { id: listId } = await this.lists.bySlug(about.listSlug);
    if (document.kind !== 'url' && isSmall(document)) {
      const extracted = await this.reading.textOf(document, document.kind === 'file' ? about.name : null);
      const opened = await this.opening.open({ name: about.name, ...extracted }, { listId });
      await this.record(opened.bulletinId, about.adminId, opened.isNew);
      return { kind: 'review', bulletinId: opened.bulletinId, isNew: opened.isNew };
    }
    if (document.kind === 'url') await this.reading.checkAddress(document.link);
    const importId = await this.imports.add(document, { ...about, listId });
    await this.queues.add(importQueue(), { importId }, { jobId: `import-${importId}` });
    return { kind: 'import', importId };
  }

  /** Notes in the audit log that an admin brought a document in; the same document again is no act. */
  async record(bulletinId: string, adminId: string | null, isNew: boolean): Promise<void> {
    if (!isNew) return;
    await this.audit.record({
      adminId,
      action: 'bulletin.imported',
      subject: { kind: 'bulletin', id: bulletinId },
    });
  }
}

function isSmall(document: Exclude<GivenDocument, { kind: 'url' }>): boolean {
  if (document.kind === 'text') return Buffer.byteLength(document.text) <= WHILE_WAITING_BYTES;
  const isPacked = /^(?:PK|%PDF)/.test(document.bytes.toString('latin1', 0, 4));
  return document.bytes.length <= (isPacked ? WHILE_WAITING_PACKED_BYTES : WHILE_WAITING_BYTES);
}
