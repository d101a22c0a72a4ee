import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';
import { EventLog } from '../platform/observability/log.js';
import type { PolicyFacts } from './domain/policy.js';
import { SEGMENTATION, titleWordsToFind, wordsToFind } from './word-segmenter.js';

/** What a policy is found by. */
type SearchedFacts = Pick<PolicyFacts, 'title' | 'summary' | 'issuers' | 'documentNumber' | 'fullText'> & {
  readonly id: string;
  readonly version: number;
};

const BATCH = 50;
/** PostgreSQL keeps at most 1 MB of words for a row. */
const FULL_TEXT_CHARACTERS = 60_000;

/** Keeps the words that policies are found by: written with every save, and for rows that came another way at boot. */
@Injectable()
export class PolicySearchIndex implements OnApplicationBootstrap, OnModuleDestroy {
  private isStopped = false;
  private catchingUp: Promise<void> = Promise.resolve();

  constructor(
    private readonly db: Database,
    private readonly log: EventLog,
  ) {}

  onApplicationBootstrap(): void {
    this.catchingUp = this.catchUp();
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    await this.catchingUp;
  }

  /** Writes the words of a policy as it is stored in this transaction. */
  async index(policy: SearchedFacts, tx?: Transaction): Promise<void> {
    const title = titleWordsToFind(policy.title);
    const rest = [policy.summary, ...policy.issuers, policy.documentNumber];
    const body = (policy.fullText ?? '').slice(0, FULL_TEXT_CHARACTERS);
    const words = wordsToFind([...rest, body].filter((one) => one !== null).join('\n'));
    await this.db.affected(
      `update policies
          set search_title = to_tsvector('simple', $2),
              search_words = setweight(to_tsvector('simple', $2), 'A') || to_tsvector('simple', $3),
              search_key = $4
        where id = $1 and version = $5`,
      [policy.id, title.join(' '), words.join(' '), keyOf(policy.version), policy.version],
      tx,
    );
  }

  /** Indexes what was never indexed, or was changed or segmented otherwise since; returns how many rows. */
  async indexStale(): Promise<number> {
    let indexed = 0;
    for (let after = ''; !this.isStopped;) {
      const stale = await this.db.rows<SearchedFacts>(
        `select id, version, title, summary, issuers, document_number as "documentNumber",
                left(full_text, ${FULL_TEXT_CHARACTERS}) as "fullText"
           from policies
          where search_key is distinct from $1 || version and ($2 = '' or id > nullif($2, '')::uuid)
          order by id limit ${BATCH}`,
        [keyOf(''), after],
      );
      for (const policy of stale) await this.index(policy);
      indexed += stale.length;
      const last = stale.at(-1);
      if (!last) return indexed;
      after = last.id;
    }
    return indexed;
  }

  private async catchUp(): Promise<void> {
    try {
      const policies = await this.indexStale();
      if (policies > 0) this.log.info('policies.indexed', { policies });
    } catch (error) {
      this.log.error('policies.index-failed', error);
    }
  }
}

function keyOf(version: number | ''): string {
  return `${SEGMENTATION}:${version}`;
}
