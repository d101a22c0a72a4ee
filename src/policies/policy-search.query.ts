import { availableParallelism } from 'node:os';
import { Injectable } from '@nestjs/common';
import { COUNTED_MOST } from '../platform/database/counted.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { Turns } from '../platform/turns.js';
import { excerptAround } from './domain/highlight.js';
import type { PolicyLevel, PolicyType } from './domain/policy.js';
import {
  type AskedSearch,
  askedSearch,
  FOUND_ROWS,
  ONLY_BY_INDEX,
  ORDERS,
  SEARCHED,
  type SearchOrder,
} from './policy-search-statement.js';

/** What to look for among the published policies; null lets all through. */
export interface PolicySearch {
  /** As the reader typed it; all of its words must be found. */
  readonly text: string | null;
  readonly level: PolicyLevel | null;
  readonly type: PolicyType | null;
  /** Codes of which a policy has at least one: the door adds what stands above or below. */
  readonly districts: readonly string[] | null;
  readonly sectors: readonly string[] | null;
  /** Part of an issuer's name. */
  readonly issuer: string | null;
  /** First and last day of publication, `YYYY-MM-DD`; a policy that gives only its month counts with all of it. */
  readonly from: string | null;
  readonly until: string | null;
  /** Only those that can be applied for on this day, `YYYY-MM-DD`. */
  readonly openOn: string | null;
  /** Only those that close on this day or later, `YYYY-MM-DD`. */
  readonly closesFrom: string | null;
}

/** A search that lets every published policy through. */
export const EVERY_POLICY: PolicySearch = {
  text: null,
  level: null,
  type: null,
  districts: null,
  sectors: null,
  issuer: null,
  from: null,
  until: null,
  openOn: null,
  closesFrom: null,
};

/** One found policy, with the part of its text where the words stand. */
export interface FoundPolicy {
  readonly id: string;
  readonly title: string;
  readonly level: PolicyLevel;
  readonly type: PolicyType;
  readonly districts: readonly string[];
  readonly sectors: readonly string[];
  readonly issuers: readonly string[];
  readonly documentNumber: string | null;
  readonly publishedOn: string | null;
  readonly opensOn: string | null;
  readonly closesOn: string | null;
  readonly visibleAt: Date;
  readonly updatedAt: Date;
  readonly excerpt: string;
}

interface FoundRow extends Omit<FoundPolicy, 'excerpt'> {
  readonly summary: string | null;
  readonly fullText: string | null;
}

/** A page of what was found. */
export interface FoundPage {
  readonly counts: Partial<Record<PolicyLevel, number>>;
  readonly policies: readonly FoundPolicy[];
}

/** A part of what is found, in its order. */
interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** More at once would end no sooner, and keep the pool and the processors from everybody else. */
const SEARCHES_AT_ONCE = Math.min(5, Math.max(2, availableParallelism()));
/** How many rows of an order are looked at one by one before the index is asked. */
const RECENT = 500;
const EXCERPT_CHARACTERS = 120;
/** Full text read to find the place where the words stand. */
const EXCERPT_SOURCE = 20_000;

const COLUMNS = `p.id, p.title, p.level, p.type, p.districts, p.sectors, p.issuers, p.document_number as "documentNumber",
  p.published_on as "publishedOn", p.application_opens_on as "opensOn", p.application_closes_on as "closesOn",
  p.visible_at as "visibleAt", p.updated_at as "updatedAt", p.summary,
  left(p.full_text, ${EXCERPT_SOURCE}) as "fullText"`;

/** Finds published policies by Chinese words and filters. */
@Injectable()
export class PolicySearchQuery {
  private readonly turns = new Turns(SEARCHES_AT_ONCE);

  constructor(private readonly db: Database) {}

  /**
   * How many are found, by level (levels without any are absent; beyond `COUNTED_MOST` in all it stops counting), and one page
   * of them: those with every word in the title first, then the others, each newest first.
   */
  async find(search: PolicySearch, page: Page): Promise<FoundPage> {
    const asked = askedSearch(search);
    return await this.turns.take(async () => {
      const recent = asked.title === null ? await this.recentIds(asked, 'newest', page) : [];
      const [counts, ids] = await this.byIndex(asked, async (tx) => [
        await this.countsOf(asked, tx),
        recent.length === page.limit ? recent : await this.pageIds(asked, page, tx),
      ]);
      return { counts, policies: await this.byIds(ids, asked.marks) };
    });
  }

  /** Those that became visible last, the latest first: what a feed brings, whatever the issuer's date. Without a text. */
  async latest(search: PolicySearch, limit: number): Promise<FoundPolicy[]> {
    return await this.filtered(askedSearch({ ...search, text: null }), 'visible', { limit, offset: 0 });
  }

  /** Those that close on a known day, the nearest first. */
  async closing(search: PolicySearch, limit: number): Promise<FoundPolicy[]> {
    const asked = askedSearch(search);
    const ids = await this.byIndex(
      asked,
      async (tx) =>
        await this.ids(
          `select s.policy_id as id from policy_search s where ${SEARCHED} and s.closes_on is not null
            order by s.closes_on, s.policy_id limit $7`,
          [...asked.parameters, limit],
          tx,
        ),
    );
    return await this.byIds(ids, []);
  }

  /** The newest policies that are no sample, with their last change, for the map of the site. */
  async addresses(limit: number): Promise<{ readonly id: string; readonly updatedAt: Date }[]> {
    return await this.db.rows(
      `select p.id, p.updated_at as "updatedAt" from policy_search s join policies p on p.id = s.policy_id
        where not p.is_sample order by ${ORDERS.newest} limit $1`,
      [limit],
    );
  }

  private async countsOf(asked: AskedSearch, tx?: Transaction): Promise<FoundPage['counts']> {
    const rows = await this.db.rows<{ level: PolicyLevel; count: number }>(
      `select level, count(*) as count
         from (select s.level from policy_search s where ${SEARCHED} limit ${COUNTED_MOST + 1}) found group by level`,
      asked.parameters,
      tx,
    );
    return Object.fromEntries(rows.map((row) => [row.level, row.count]));
  }

  private async pageIds(asked: AskedSearch, page: Page, tx?: Transaction): Promise<string[]> {
    const inTitle = asked.title === null ? [] : await this.titledIds(asked, page, tx);
    return inTitle.length === page.limit ? inTitle : await this.orderedIds(asked, 'newest', page, tx);
  }

  private async filtered(asked: AskedSearch, order: SearchOrder, page: Page): Promise<FoundPolicy[]> {
    const recent = await this.recentIds(asked, order, page);
    const ids =
      recent.length === page.limit
        ? recent
        : await this.byIndex(asked, async (tx) => await this.orderedIds(asked, order, page, tx));
    return await this.byIds(ids, asked.marks);
  }

  /** The page as far as the first policies of an order fill it: filters that let much through need a look at few. */
  private async recentIds(asked: AskedSearch, order: SearchOrder, page: Page): Promise<string[]> {
    return await this.ids(
      `select s.policy_id as id from (${FOUND_ROWS[order]} limit $7) s where ${SEARCHED}
        order by ${ORDERS[order]} limit $8 offset $9`,
      [...asked.parameters, asked.query === null ? null : RECENT, page.limit, page.offset],
    );
  }

  /** The page as far as it holds policies with every word in the title: there are few of them, and mostly enough. */
  private async titledIds(asked: AskedSearch, page: Page, tx?: Transaction): Promise<string[]> {
    return await this.ids(
      `select s.policy_id as id from policy_search s where ${SEARCHED} and s.words @@ $7::tsquery
        order by ${ORDERS.newest} limit $8 offset $9`,
      [...asked.parameters, asked.title, page.limit, page.offset],
      tx,
    );
  }

  private async orderedIds(asked: AskedSearch, order: SearchOrder, page: Page, tx?: Transaction) {
    const byTitle = asked.title === null ? '' : `(s.policy_id in (select policy_id from titled)) desc, `;
    return await this.ids(
      `with titled as materialized (select policy_id from policy_search where words @@ $7::tsquery)
       select s.policy_id as id from policy_search s where ${SEARCHED}
        order by ${byTitle}${ORDERS[order]} limit $8 offset $9`,
      [...asked.parameters, asked.title, page.limit, page.offset],
      tx,
    );
  }

  /** Without reading every row where there are lexemes to ask for. */
  private async byIndex<T>(asked: AskedSearch, question: (tx?: Transaction) => Promise<T>): Promise<T> {
    if (asked.query === null) return await question();
    return await this.db.transaction(async (tx) => {
      await this.db.rows(ONLY_BY_INDEX, [], tx);
      return await question(tx);
    });
  }

  private async ids(sql: string, parameters: readonly unknown[], tx?: Transaction): Promise<string[]> {
    return (await this.db.rows<{ id: string }>(sql, parameters, tx)).map((row) => row.id);
  }

  /** In the order of the ids. */
  private async byIds(ids: readonly string[], words: readonly string[]): Promise<FoundPolicy[]> {
    if (ids.length === 0) return [];
    const rows = await this.db.rows<FoundRow>(
      `select ${COLUMNS} from unnest($1::uuid[]) with ordinality as found (id, place)
         join policies p on p.id = found.id order by found.place`,
      [ids],
    );
    return rows.map((row) => withExcerpt(row, words));
  }
}

function withExcerpt({ summary, fullText, ...row }: FoundRow, words: readonly string[]): FoundPolicy {
  const texts = [summary, fullText].filter((text) => text !== null);
  const told =
    texts.find((text) => words.some((word) => text.toLowerCase().includes(word))) ?? texts[0] ?? '';
  return { ...row, excerpt: excerptAround(told, words, EXCERPT_CHARACTERS) };
}
