import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { InvalidInput } from '../platform/errors/domain-error.js';
import { suggestAnnouncement } from '../policies/domain/announcement.js';
import { TaxonomiesRepository } from '../taxonomy/taxonomies.repository.js';
import { EntryChangedMeanwhile, EntryNotLive } from './correct-entry.service.js';
import { type DocumentHints, NO_HINTS } from './domain/document-hints.js';
import { keepCorrections } from './domain/keep-corrections.js';
import { factsToReview } from './domain/review-facts.js';
import { isLive, type ReviewEntry } from './domain/review-entry.js';
import { settleCorrected, warningsToSettle } from './domain/review-warnings.js';
import type { LineRange } from './domain/split-entry.js';
import { ReadDocumentService } from './read-document.service.js';
import { StoreEntryService } from './store-entry.service.js';
import { type EntryRef, ReviewEntriesRepository } from './review-entries.repository.js';

type IsKnownDistrict = (code: string) => boolean;
type ReadPart = Pick<ReviewEntry, 'read' | 'facts' | 'warnings' | 'lineStart' | 'lineEnd'>;

/** Makes two entries of one that the parser did not cut apart; also of one that is a policy already. */
@Injectable()
export class SplitEntryService {
  constructor(
    private readonly entries: ReviewEntriesRepository,
    private readonly taxonomies: TaxonomiesRepository,
    private readonly reading: ReadDocumentService,
    private readonly storing: StoreEntryService,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * The second part begins at `line` and is read afresh; the first keeps what an editor corrected, and its policy if it has
   * one. Gives the second's id. Refuses a line outside the entry or at its start, and a version that is no longer the
   * stored one.
   */
  async split(ref: EntryRef, version: number, line: number): Promise<string> {
    const entry = await this.entries.byRef(ref);
    check(entry, version, line);
    const { lineStart, lineEnd } = entry;
    const upper = await this.readPart(entry, { from: lineStart, to: line - 1 });
    const lower = await this.readPart(entry, { from: line, to: lineEnd });
    if (!upper || !lower) throw InvalidInput.of([{ field: 'line', message: 'leaves a part without text' }]);
    const facts = keepCorrections(entry, upper.facts, this.factsOf(entry.read, await this.knownDistricts()));
    const warnings = settleCorrected(upper.warnings, upper.facts, facts);
    return await this.db.transaction(async (tx) => {
      await this.db.rows('select from bulletins where id = $1 for update', [ref.bulletinId], tx);
      check(await this.entries.lock(ref, tx), version, line);
      await this.storing.store({ ...entry, ...upper, facts, warnings }, tx);
      const position = await this.entries.nextPosition(ref.bulletinId, tx);
      const { bulletinId } = entry;
      return await this.entries.add(
        { bulletinId, position, state: 'open', policyId: null, twinOf: null, ...lower },
        tx,
      );
    });
  }

  private async readPart(entry: ReviewEntry, range: LineRange): Promise<ReadPart | null> {
    const bulletin = await this.db.row<{ text: string; hints: DocumentHints | null }>(
      'select source_text as text, hints from bulletins where id = $1',
      [entry.bulletinId],
    );
    const { position, section } = entry.read;
    const read = await this.reading.readLines({
      text: bulletin?.text ?? '',
      range,
      like: { position, section },
      hints: bulletin?.hints ?? NO_HINTS,
    });
    if (!read) return null;
    const isKnownDistrict = await this.knownDistricts();
    const facts = this.factsOf(read, isKnownDistrict);
    const warnings = warningsToSettle(read, isKnownDistrict);
    return { read, facts, warnings, lineStart: range.from, lineEnd: range.to };
  }

  private async knownDistricts(): Promise<IsKnownDistrict> {
    const { districts } = await this.taxonomies.load();
    return (code) => districts.has(code);
  }

  private factsOf(read: ReviewEntry['read'], isKnownDistrict: IsKnownDistrict): ReviewEntry['facts'] {
    const today = this.clock.now().toISOString().slice(0, 10);
    return factsToReview(read, suggestAnnouncement(read.publishedOn, today), isKnownDistrict);
  }
}

/** Read again under the lock, the same version is the same entry. */
function check(
  { version: stored, state, lineStart, lineEnd }: ReviewEntry,
  version: number,
  line: number,
): void {
  if (stored !== version)
    throw new EntryChangedMeanwhile('Someone changed this entry while you were editing it.');
  if (!isLive(state) && state !== 'published')
    throw new EntryNotLive('This entry is not under review any more.');
  if (line <= lineStart || line > lineEnd)
    throw InvalidInput.of([{ field: 'line', message: `must lie between ${lineStart + 1} and ${lineEnd}` }]);
}
