import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ListsRepository } from '../lists/lists.repository.js';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { InvalidInput } from '../platform/errors/domain-error.js';
import { newId } from '../platform/ids.js';
import { EventLog } from '../platform/observability/log.js';
import { suggestAnnouncement } from '../policies/domain/announcement.js';
import { problemsOfPublishing } from '../policies/domain/policy-rules.js';
import { PublishPolicyService } from '../policies/publish-policy.service.js';
import { SavePolicyService } from '../policies/save-policy.service.js';
import { TaxonomiesRepository } from '../taxonomy/taxonomies.repository.js';
import type { DocumentHints } from './domain/document-hints.js';
import { parseBulletin } from './domain/parse-bulletin.js';
import { allWarnings, type ParsedEntry, type ParseWarning } from './domain/parsed-entry.js';
import { policyFromEntry } from './domain/policy-from-entry.js';
import { loadLexicon } from './lexicon.loader.js';

/** What became of one entry. */
export interface ImportedEntry {
  readonly position: number;
  readonly policyId: string | null;
  readonly title: string | null;
  readonly status: 'draft' | 'published' | 'duplicate' | 'skipped';
  readonly announce: 'next' | 'never';
  readonly warnings: readonly ParseWarning[];
}

/** What an import made, found again, and warns of. */
export interface ImportedBulletin {
  readonly bulletinId: string;
  readonly ids: readonly string[];
  readonly duplicates: readonly string[];
  readonly entries: readonly ImportedEntry[];
  readonly warnings: readonly ParseWarning[];
}

/** A document as it came: its name, its text, and what its format tells besides. */
export interface BulletinSource {
  readonly name: string;
  readonly text: string;
  /** What the bytes were: `text`, `html`, `docx`, `pdf`. */
  readonly format: string;
  readonly hints?: DocumentHints;
}

/**
 * A document into drafts, all or nothing, in one transaction. The same document twice makes nothing twice; a
 * policy that another document brought already is a duplicate. `publish` publishes the entries that may be.
 */
@Injectable()
export class ImportBulletinService {
  constructor(
    private readonly lists: ListsRepository,
    private readonly taxonomies: TaxonomiesRepository,
    private readonly saving: SavePolicyService,
    private readonly publishing: PublishPolicyService,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly log: EventLog,
  ) {}

  /** Refuses a document in which no entry is found. */
  async import(
    source: BulletinSource,
    options: { readonly listSlug: string; readonly publish: boolean; readonly isSample?: boolean },
  ): Promise<ImportedBulletin> {
    const list = await this.lists.bySlug(options.listSlug);
    const parsed = parseBulletin(source.text, loadLexicon(), source.hints);
    if (parsed.entries.length === 0)
      throw InvalidInput.of([{ field: source.name, message: 'no policy entry was found in this document' }]);
    const { districts } = await this.taxonomies.load();
    const imported = await this.db.transaction(async (tx) => {
      const bulletinId = await this.keepBulletin(source, list.id, parsed.warnings, tx);
      const entries: ImportedEntry[] = [];
      for (const entry of parsed.entries)
        entries.push(
          await this.importEntry(
            entry,
            {
              bulletinId,
              publish: options.publish,
              isSample: options.isSample ?? false,
              isKnownDistrict: (code) => districts.has(code),
            },
            tx,
          ),
        );
      return { bulletinId, entries };
    });
    const ids = imported.entries.flatMap((one) =>
      one.policyId && one.status !== 'duplicate' ? [one.policyId] : [],
    );
    const duplicates = imported.entries.flatMap((one) =>
      one.policyId && one.status === 'duplicate' ? [one.policyId] : [],
    );
    this.log.info('bulletin.imported', {
      bulletinId: imported.bulletinId,
      entries: ids.length,
      duplicates: duplicates.length,
    });
    return {
      ...imported,
      ids,
      duplicates,
      warnings: allWarnings(parsed),
    };
  }

  private async importEntry(
    entry: ParsedEntry,
    into: {
      bulletinId: string;
      publish: boolean;
      isSample: boolean;
      isKnownDistrict: (code: string) => boolean;
    },
    tx: Transaction,
  ): Promise<ImportedEntry> {
    const facts = policyFromEntry(entry, into.isKnownDistrict);
    const announce = suggestAnnouncement(entry.publishedOn, this.clock.now().toISOString().slice(0, 10));
    const seen = { position: entry.position, title: entry.title, announce, warnings: entry.warnings };
    if (!facts) return { ...seen, policyId: null, status: 'skipped' };
    const { policy, isNew } = await this.saving.addDraft(facts, { announce, isSample: into.isSample }, tx);
    await this.db.affected(
      `insert into bulletin_entries (bulletin_id, position, policy_id, made_policy, line_start, line_end, warnings)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (bulletin_id, position) do nothing`,
      [
        into.bulletinId,
        entry.position,
        policy.id,
        isNew,
        entry.textStart.line,
        entry.textEnd.line,
        JSON.stringify(entry.warnings),
      ],
      tx,
    );
    const mayPublish = into.publish && policy.status === 'draft' && problemsOfPublishing(policy).length === 0;
    if (mayPublish) await this.publishing.publish(policy.id, { tx });
    const status = isNew ? (mayPublish ? 'published' : 'draft') : 'duplicate';
    return { ...seen, announce: policy.announce, policyId: policy.id, status };
  }

  private async keepBulletin(
    source: BulletinSource,
    listId: string,
    warnings: readonly ParseWarning[],
    tx: Transaction,
  ): Promise<string> {
    const hash = createHash('sha256').update(source.text).digest();
    const row = await this.db.row<{ id: string }>(
      `with made as (
         insert into bulletins (id, list_id, name, content_hash, format, source_text, warnings)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (list_id, content_hash) do nothing returning id)
       select id from made union all select id from bulletins where list_id = $2 and content_hash = $4 limit 1`,
      [
        newId<'bulletin'>(),
        listId,
        source.name,
        hash,
        source.format,
        source.text.replaceAll('\0', ''),
        JSON.stringify(warnings),
      ],
      tx,
    );
    if (!row) throw new Error('The bulletin was stored and removed at the same moment.');
    return row.id;
  }
}
