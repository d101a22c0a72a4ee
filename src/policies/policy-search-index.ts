import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';
import { EventLog } from '../platform/observability/log.js';
import { policyLexemes, SEARCHED_CHARACTERS, type SearchedFacts } from './domain/search-lexemes.js';
import { plainSpelling } from './domain/search-words.js';

/** A stored policy as far as it is searched. */
type SearchedPolicy = SearchedFacts & { readonly id: string; readonly version: number };

/** Changes whenever a text would get other lexemes; rows of another one are indexed again at the next start. */
export const LEXEMES_VERSION = 'pairs-1';

const BATCH = 50;

/** First and last day that a date of a policy can mean; the columns are text, `YYYY-MM-DD` or `YYYY-MM`. */
const first = (column: string) =>
  `case when length(${column}) = 7 then ${column} || '-01' else ${column} end`;
const last = (column: string) =>
  `case when length(${column}) = 7 then ((${column} || '-01')::date + interval '1 month - 1 day')::date else ${column}::date end`;

const WRITE = `
  insert into policy_search (policy_id, search_key, level, published_from, published_until, opens_from, closes_until,
                             closes_on, visible_at, issuers, words)
  select id, $2, level, (${first('published_on')})::date, ${last('published_on')},
         case when application_opens_on is null and application_closes_on is null then null
              else coalesce((${first('application_opens_on')})::date, '-infinity') end,
         case when application_opens_on is null and application_closes_on is null then null
              else coalesce(${last('application_closes_on')}, 'infinity') end,
         case when length(application_closes_on) = 10 then application_closes_on::date end,
         visible_at, $3, array_to_tsvector($4::text[])
    from policies where id = $1 and version = $5 and status = 'published'
  on conflict (policy_id) do update set
    (search_key, level, published_from, published_until, opens_from, closes_until, closes_on, visible_at, issuers, words)
    = (excluded.search_key, excluded.level, excluded.published_from, excluded.published_until, excluded.opens_from,
       excluded.closes_until, excluded.closes_on, excluded.visible_at, excluded.issuers, excluded.words)`;

/** Keeps what published policies are found by: written with every save, and for rows that came another way at boot. */
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

  /** Writes what a policy is found by, as it is stored in this transaction; one that is not published is found no more. */
  async index(policy: SearchedPolicy, tx?: Transaction): Promise<void> {
    await this.db.affected(
      WRITE,
      [
        policy.id,
        keyOf(policy.version),
        plainSpelling(policy.issuers.join('\n')).slice(0, 2_000),
        policyLexemes(policy),
        policy.version,
      ],
      tx,
    );
  }

  /** Indexes published policies that never were, or were changed or indexed otherwise since; returns how many. */
  async indexStale(): Promise<number> {
    let indexed = 0;
    for (let after = ''; !this.isStopped;) {
      const stale = await this.db.rows<SearchedPolicy>(
        `select p.id, p.version, p.title, p.level, p.type, p.districts, p.sectors, p.issuers, p.summary,
                p.document_number as "documentNumber", p.who_can_apply as "whoCanApply", p.how_much as "howMuch",
                p.how_to_apply as "howToApply", left(p.full_text, ${SEARCHED_CHARACTERS}) as "fullText"
           from policies p left join policy_search s on s.policy_id = p.id
          where p.status = 'published' and s.search_key is distinct from $1 || p.version
            and ($2 = '' or p.id > nullif($2, '')::uuid)
          order by p.id limit ${BATCH}`,
        [keyOf(''), after],
      );
      for (const policy of stale) await this.index(policy);
      indexed += stale.length;
      const lastOne = stale.at(-1);
      if (!lastOne) return indexed;
      after = lastOne.id;
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
  return `${LEXEMES_VERSION}:${version}`;
}
