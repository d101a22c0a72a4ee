import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { InvalidInput } from '../platform/errors/domain-error.js';
import { newId } from '../platform/ids.js';
import { inPortions } from '../platform/portions.js';
import { EventLog } from '../platform/observability/log.js';
import { suggestAnnouncement } from '../policies/domain/announcement.js';
import { TaxonomiesRepository } from '../taxonomy/taxonomies.repository.js';
import type { DocumentHints } from './domain/document-hints.js';
import { KnownPolicies } from './domain/find-twin.js';
import type { ParsedBulletin, ParsedEntry } from './domain/parsed-entry.js';
import { extentOf, factsToReview } from './domain/review-facts.js';
import { warningsToSettle } from './domain/review-warnings.js';
import { KnownPoliciesQuery } from './known-policies.query.js';
import { ReadDocumentService } from './read-document.service.js';
import { type NewReviewEntry, ReviewEntriesRepository } from './review-entries.repository.js';

/** How much of the work is done once the entries are found, before they are stored. */
const READING_SHARE = 0.6;

/** A document as it came: its name, its text, and what its format tells besides. */
export interface BulletinSource {
  readonly name: string;
  readonly text: string;
  /** What the bytes were: `text`, `html`, `docx`, `pdf`. */
  readonly format: string;
  readonly hints?: DocumentHints;
}

/** A bulletin under review; `isNew` false: the same document came to this list before. */
export interface OpenedReview {
  readonly bulletinId: string;
  readonly isNew: boolean;
  readonly parsed: ParsedBulletin;
}

/** Reads a document and stores its entries for review, all or nothing. Nothing of it is a policy yet. */
@Injectable()
export class OpenReviewService {
  constructor(
    private readonly entries: ReviewEntriesRepository,
    private readonly known: KnownPoliciesQuery,
    private readonly taxonomies: TaxonomiesRepository,
    private readonly reading: ReadDocumentService,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly log: EventLog,
  ) {}

  /** Refuses a document in which no entry is found; the same document again leads to the review it has. `tell` hears progress, 0–1. */
  async open(
    source: BulletinSource,
    into: { readonly listId: string; readonly isSample?: boolean },
    tx?: Transaction,
    tell?: (share: number) => void,
  ): Promise<OpenedReview> {
    const clean = { ...source, text: source.text.replaceAll('\0', ' ') };
    const parsed = await this.reading.parse(clean, tx, tell && ((share) => tell(share * READING_SHARE)));
    if (parsed.entries.length === 0)
      throw InvalidInput.of([{ field: source.name, message: 'no policy entry was found in this document' }]);
    if (tx) return await this.openIn(clean, parsed, into, tx);
    return await this.db.transaction(async (own) => await this.openIn(clean, parsed, into, own, tell));
  }

  private async openIn(
    source: BulletinSource,
    parsed: ParsedBulletin,
    into: { readonly listId: string; readonly isSample?: boolean },
    tx: Transaction,
    tell?: (share: number) => void,
  ): Promise<OpenedReview> {
    const { id: bulletinId, isNew } = await this.keep(source, parsed, into, tx);
    if (!isNew && (await this.entries.outlineOf(bulletinId, tx)).length > 0)
      return { bulletinId, isNew: false, parsed };
    const toReview = await this.entriesToReview(parsed.entries, tx);
    for (const [n, entry] of toReview.entries()) {
      await this.entries.add({ bulletinId, ...entry }, tx);
      tell?.(READING_SHARE + (1 - READING_SHARE) * (n / toReview.length));
    }
    this.log.info('bulletin.review-opened', { bulletinId, entries: parsed.entries.length });
    return { bulletinId, isNew, parsed };
  }

  /** In portions: a table of thousands must not hold up who else asks this process something. */
  private async entriesToReview(
    parsed: readonly ParsedEntry[],
    tx: Transaction,
  ): Promise<Omit<NewReviewEntry, 'bulletinId'>[]> {
    const { districts } = await this.taxonomies.load(tx);
    const today = this.clock.now().toISOString().slice(0, 10);
    const isKnownDistrict = (code: string) => districts.has(code);
    const facts = await inPortions(parsed, (entry) =>
      factsToReview(entry, suggestAnnouncement(entry.publishedOn, today), isKnownDistrict),
    );
    const links = facts.flatMap(({ sourceLink }) => sourceLink ?? []);
    const known = new KnownPolicies(await this.known.like(facts, tx), repeatedIn(links));
    return await inPortions(parsed, (read, index) => {
      const own = facts[index]!;
      const twinOf =
        known.twinOf(own) ??
        (read.duplicateOf === null
          ? null
          : { reason: 'same-policy' as const, policyId: null, position: read.duplicateOf });
      known.add({ ...own, policyId: null, position: read.position });
      return {
        position: read.position,
        ...extentOf(read),
        read,
        facts: own,
        warnings: warningsToSettle(read, isKnownDistrict),
        state: twinOf ? ('duplicate' as const) : ('open' as const),
        policyId: null,
        twinOf,
      };
    });
  }

  private async keep(
    source: BulletinSource,
    parsed: ParsedBulletin,
    into: { readonly listId: string; readonly isSample?: boolean },
    tx: Transaction,
  ): Promise<{ id: string; isNew: boolean }> {
    const hash = createHash('sha256').update(source.text).digest();
    const made = await this.db.row<{ id: string }>(
      `insert into bulletins (id, list_id, name, content_hash, format, source_text, warnings, hints, is_sample)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (list_id, content_hash) do nothing returning id`,
      [
        newId<'bulletin'>(),
        into.listId,
        source.name,
        hash,
        source.format,
        source.text,
        JSON.stringify(parsed.warnings),
        source.hints ? JSON.stringify(source.hints) : null,
        into.isSample ?? false,
      ],
      tx,
    );
    if (made) return { id: made.id, isNew: true };
    const known = await this.db.row<{ id: string }>(
      'select id from bulletins where list_id = $1 and content_hash = $2 for update',
      [into.listId, hash],
      tx,
    );
    if (!known) throw new Error('The bulletin was stored and removed at the same moment.');
    return { id: known.id, isNew: false };
  }
}

function repeatedIn(links: readonly string[]): Set<string> {
  const seen = new Set<string>();
  return new Set(links.filter((link) => seen.has(link) || !seen.add(link)));
}
