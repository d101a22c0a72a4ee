import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { newId } from '../platform/ids.js';
import { wordsOf } from '../policies/word-segmenter.js';
import { TaxonomiesRepository } from '../taxonomy/taxonomies.repository.js';
import { CurrentLexicon } from './current-lexicon.js';
import { proposeWords, type WordProposal } from './domain/propose-words.js';
import type { ReviewEntry } from './domain/review-entry.js';
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
    private readonly lexicon: CurrentLexicon,
    private readonly taxonomies: TaxonomiesRepository,
    private readonly db: Database,
  ) {}

  /** Keeps what the entry's corrections suggest; a word asked about before is not asked about again. */
  async propose(entry: ReviewEntry, tx: Transaction): Promise<void> {
    const lexicon = await this.lexicon.load(tx);
    const { sectors } = await this.taxonomies.load(tx);
    const titleWords = entry.facts.title === '' ? [] : wordsOf(entry.facts.title);
    for (const one of proposeWords(entry, lexicon, titleWords, (code) => sectors.nameOf(code)))
      await this.db.affected(
        `insert into lexicon_proposals (id, kind, word, target, says, entry_id, evidence)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (kind, word, target) do nothing`,
        [
          newId<'lexicon-proposal'>(),
          one.kind,
          one.word,
          one.target,
          JSON.stringify(one.says),
          entry.id,
          one.evidence,
        ],
        tx,
      );
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
}
