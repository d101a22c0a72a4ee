import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { InvalidInput } from '../platform/errors/domain-error.js';
import { suggestAnnouncement } from '../policies/domain/announcement.js';
import { TaxonomiesRepository } from '../taxonomy/taxonomies.repository.js';
import { EntryChangedMeanwhile, EntryNotLive } from './correct-entry.service.js';
import { CurrentLexicon } from './current-lexicon.js';
import type { DocumentHints } from './domain/document-hints.js';
import { keepCorrections } from './domain/keep-corrections.js';
import { factsToReview } from './domain/review-facts.js';
import type { ReviewEntry } from './domain/review-entry.js';
import { settleCorrected, warningsToSettle } from './domain/review-warnings.js';
import { type LineRange, readLinesAsEntry } from './domain/split-entry.js';
import { type EntryRef, ReviewEntriesRepository } from './review-entries.repository.js';

type ReadPart = Pick<ReviewEntry, 'read' | 'facts' | 'warnings' | 'lineStart' | 'lineEnd'>;

/** Makes two entries of one that the parser did not cut apart. */
@Injectable()
export class SplitEntryService {
  constructor(
    private readonly entries: ReviewEntriesRepository,
    private readonly taxonomies: TaxonomiesRepository,
    private readonly lexicon: CurrentLexicon,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * The second part begins at `line` and is read afresh; the first keeps what an editor corrected. Gives the second's
   * id. Refuses a line outside the entry or at its start, and a version that is no longer the stored one.
   */
  async split(ref: EntryRef, version: number, line: number): Promise<string> {
    return await this.db.transaction(async (tx) => {
      await this.db.rows('select from bulletins where id = $1 for update', [ref.bulletinId], tx);
      const entry = await this.entries.lock(ref, tx);
      if (entry.version !== version)
        throw new EntryChangedMeanwhile('Someone changed this entry while you were editing it.');
      if (entry.state !== 'open') throw new EntryNotLive('This entry is not under review any more.');
      const { lineStart, lineEnd } = entry;
      if (line <= lineStart || line > lineEnd)
        throw InvalidInput.of([
          { field: 'line', message: `must lie between ${lineStart + 1} and ${lineEnd}` },
        ]);
      const upper = await this.readPart(entry, { from: lineStart, to: line - 1 }, tx);
      const lower = await this.readPart(entry, { from: line, to: lineEnd }, tx);
      if (!upper || !lower) throw InvalidInput.of([{ field: 'line', message: 'leaves a part without text' }]);
      const facts = keepCorrections(entry, upper.facts, await this.factsOf(entry.read, tx));
      const warnings = settleCorrected(upper.warnings, upper.facts, facts);
      await this.entries.save({ ...entry, ...upper, facts, warnings }, tx);
      const position = await this.entries.nextPosition(ref.bulletinId, tx);
      const { bulletinId } = entry;
      return await this.entries.add(
        { bulletinId, position, state: 'open', policyId: null, twinOf: null, ...lower },
        tx,
      );
    });
  }

  private async readPart(entry: ReviewEntry, range: LineRange, tx: Transaction): Promise<ReadPart | null> {
    const bulletin = await this.db.row<{ text: string; hints: DocumentHints | null }>(
      'select source_text as text, hints from bulletins where id = $1',
      [entry.bulletinId],
      tx,
    );
    const lexicon = await this.lexicon.load(tx);
    const read = readLinesAsEntry(
      bulletin?.text ?? '',
      range,
      entry.read,
      lexicon,
      bulletin?.hints ?? undefined,
    );
    if (!read) return null;
    const facts = await this.factsOf(read, tx);
    return { read, facts, warnings: warningsToSettle(read), lineStart: range.from, lineEnd: range.to };
  }

  private async factsOf(read: ReviewEntry['read'], tx: Transaction): Promise<ReviewEntry['facts']> {
    const { districts } = await this.taxonomies.load(tx);
    const today = this.clock.now().toISOString().slice(0, 10);
    return factsToReview(read, suggestAnnouncement(read.publishedOn, today), (code) => districts.has(code));
  }
}
