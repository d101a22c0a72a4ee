import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { newId } from '../platform/ids.js';
import { EventLog } from '../platform/observability/log.js';
import { TaxonomiesRepository } from '../taxonomy/taxonomies.repository.js';
import type { WordProposal } from './domain/propose-words.js';
import type { ReviewEntry } from './domain/review-entry.js';
import { ReadDocumentService } from './read-document.service.js';
import { LexiconWordsRepository } from './lexicon-words.repository.js';

/** No proposal has this id. */
export class ProposalNotFound extends DomainError {
  readonly code = 'lexicon.proposal-not-found';
  override readonly kind = 'not-found';
}

/** A proposal that waits for an answer. */
export type OpenProposal = WordProposal & {
  readonly id: string;
  readonly entryId: string;
  readonly bulletinId: string;
  readonly proposedAt: Date;
};

/** Turns corrections into proposals for the lexicon, and an editor's answer into words. Each word is asked about once. */
@Injectable()
export class ProposeWordsService {
  constructor(
    private readonly words: LexiconWordsRepository,
    private readonly reading: ReadDocumentService,
    private readonly taxonomies: TaxonomiesRepository,
    private readonly db: Database,
    private readonly log: EventLog,
  ) {}

  /**
   * Keeps what the entry's corrections suggest; a word asked about before is not asked about again. A proposal that cannot
   * be worked out is noted in the log: the correction it comes from stands.
   */
  async propose(entry: ReviewEntry): Promise<void> {
    try {
      const { sectors } = await this.taxonomies.load();
      const codes = entry.facts.sectors.filter((code) => sectors.has(code));
      const sectorNames = Object.fromEntries(codes.map((code) => [code, sectors.nameOf(code)]));
      const { read, facts } = entry;
      const source = await this.linesOf(entry);
      const proposals = await this.reading.proposals({ entry: { read, facts, source }, sectorNames });
      for (const one of proposals) await this.keep(one, entry.id);
    } catch (error) {
      this.log.error('lexicon.proposal-failed', error, { entryId: entry.id });
    }
  }

  /** The newest first. */
  async open(): Promise<OpenProposal[]> {
    return await this.db.rows<OpenProposal>(
      `select p.id, p.kind, p.word, p.target, p.says, p.evidence, p.entry_id as "entryId",
              e.bulletin_id as "bulletinId", p.proposed_at as "proposedAt"
         from lexicon_proposals p join review_entries e on e.id = p.entry_id
        where p.state = 'open' order by p.proposed_at desc, p.id desc limit 200`,
    );
  }

  /** Whether this act answered it; answered before, it stays as it was. An accepted word counts from the next parse on. */
  async answer(id: string, isAccepted: boolean, adminId: string): Promise<boolean> {
    return await this.db.transaction(async (tx) => {
      const proposal = await this.db.row<WordProposal & { entryId: string; state: string }>(
        `select kind, word, target, says, evidence, entry_id as "entryId", state from lexicon_proposals
          where id = $1 for update`,
        [id],
        tx,
      );
      if (!proposal) throw new ProposalNotFound('This proposal does not exist.');
      if (proposal.state !== 'open') return false;
      await this.db.affected(
        'update lexicon_proposals set state = $2, decided_by = $3, decided_at = now() where id = $1',
        [id, isAccepted ? 'accepted' : 'rejected', adminId],
        tx,
      );
      const { entryId, state: _, evidence: __, ...word } = proposal;
      if (isAccepted) await this.words.put({ ...word, isRemoval: false }, { adminId, entryId }, tx);
      return true;
    });
  }

  private async keep(one: WordProposal, entryId: string): Promise<void> {
    await this.db.affected(
      `insert into lexicon_proposals (id, kind, word, target, says, entry_id, evidence)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (kind, word, target) do nothing`,
      [
        newId<'lexicon-proposal'>(),
        one.kind,
        one.word,
        one.target,
        JSON.stringify(one.says),
        entryId,
        one.evidence,
      ],
    );
  }

  private async linesOf({ bulletinId, lineStart, lineEnd }: ReviewEntry): Promise<string> {
    const row = await this.db.row<{ text: string }>(
      'select source_text as text from bulletins where id = $1',
      [bulletinId],
    );
    return (row?.text ?? '')
      .split('\n')
      .slice(lineStart - 1, lineEnd)
      .join('\n');
  }
}
