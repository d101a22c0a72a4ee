import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';
import { excerptAround } from './domain/highlight.js';
import type { PolicyLevel, PolicyType } from './domain/policy.js';
import { searchQuery, titleQuery } from './domain/search-lexemes.js';
import { plainSpelling } from './domain/search-words.js';
import { wordsAskedFor } from './word-segmenter.js';

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

const EXCERPT_CHARACTERS = 120;
/** Full text read to find the place where the words stand. */
const EXCERPT_SOURCE = 20_000;

const WHERE = `
   ($1::text is null or s.words @@ $1::tsquery) and ($2::text is null or s.issuers like $2)
   and ($3::date is null or s.published_until >= $3) and ($4::date is null or s.published_from <= $4)
   and ($5::date is null or (s.opens_from <= $5 and s.closes_until >= $5))
   and ($6::date is null or s.closes_until >= $6)`;

const NEWEST = 's.published_from desc nulls last, s.visible_at desc, s.policy_id desc';

const COLUMNS = `p.id, p.title, p.level, p.type, p.districts, p.sectors, p.issuers, p.document_number as "documentNumber",
  p.published_on as "publishedOn", p.application_opens_on as "opensOn", p.application_closes_on as "closesOn",
  p.visible_at as "visibleAt", p.updated_at as "updatedAt", p.summary,
  left(p.full_text, ${EXCERPT_SOURCE}) as "fullText"`;

/** Finds published policies by Chinese words and filters. */
@Injectable()
export class PolicySearchQuery {
  constructor(private readonly db: Database) {}

  /** How many policies are found, by level; levels without any are absent. */
  async counts(search: PolicySearch): Promise<Partial<Record<PolicyLevel, number>>> {
    const asked = askedOf(search);
    const rows = await this.byIndex(
      asked,
      async (tx) =>
        await this.db.rows<{ level: PolicyLevel; count: number }>(
          `select s.level, count(*) as count from policy_search s where ${WHERE} group by s.level`,
          asked.parameters,
          tx,
        ),
    );
    return Object.fromEntries(rows.map((row) => [row.level, row.count]));
  }

  /** One page: those with every word in the title first, then the others, each newest first. */
  async page(search: PolicySearch, page: Page): Promise<FoundPolicy[]> {
    const asked = askedOf(search);
    const ids = await this.byIndex(asked, async (tx) => {
      const inTitle = asked.title === null ? [] : await this.titledIds(asked, page, tx);
      return inTitle.length === page.limit ? inTitle : await this.orderedIds(asked, page, tx);
    });
    return await this.byIds(ids, asked.marks);
  }

  /** The page as far as it holds policies with every word in the title: there are few of them, and mostly enough. */
  private async titledIds(asked: Asked, page: Page, tx?: Transaction): Promise<string[]> {
    const rows = await this.db.rows<{ id: string }>(
      `select s.policy_id as id from policy_search s where ${WHERE} and s.words @@ $7::tsquery
        order by ${NEWEST} limit $8 offset $9`,
      [...asked.parameters, asked.title, page.limit, page.offset],
      tx,
    );
    return rows.map((row) => row.id);
  }

  private async orderedIds(asked: Asked, page: Page, tx?: Transaction): Promise<string[]> {
    const byTitle = asked.title === null ? '' : `(s.policy_id in (select policy_id from titled)) desc, `;
    const rows = await this.db.rows<{ id: string }>(
      `with titled as materialized (select policy_id from policy_search where words @@ $7::tsquery)
       select s.policy_id as id from policy_search s where ${WHERE} order by ${byTitle}${NEWEST} limit $8 offset $9`,
      [...asked.parameters, asked.title, page.limit, page.offset],
      tx,
    );
    return rows.map((row) => row.id);
  }

  /** Those that close on a known day, the nearest first. */
  async closing(search: PolicySearch, limit: number): Promise<FoundPolicy[]> {
    const asked = askedOf(search);
    const rows = await this.byIndex(
      asked,
      async (tx) =>
        await this.db.rows<{ id: string }>(
          `select s.policy_id as id from policy_search s where ${WHERE} and s.closes_on is not null
            order by s.closes_on, s.policy_id limit $7`,
          [...asked.parameters, limit],
          tx,
        ),
    );
    return await this.byIds(
      rows.map((row) => row.id),
      [],
    );
  }

  /** The newest policies with their last change, for the map of the site. */
  async addresses(limit: number): Promise<{ readonly id: string; readonly updatedAt: Date }[]> {
    return await this.db.rows(
      `select p.id, p.updated_at as "updatedAt" from policy_search s join policies p on p.id = s.policy_id
        order by ${NEWEST} limit $1`,
      [limit],
    );
  }

  /**
   * Without reading every row where there are lexemes to ask for: they live out of line, and the planner, which counts
   * pages only, would take reading 100,000 of them one by one for cheap.
   */
  private async byIndex<T>(asked: Asked, question: (tx?: Transaction) => Promise<T>): Promise<T> {
    if (asked.query === null) return await question();
    return await this.db.transaction(async (tx) => {
      await this.db.rows(
        `select set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true)`,
        [],
        tx,
      );
      return await question(tx);
    });
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

/** A part of what is found, in its order. */
interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** A search as the database is asked it. */
interface Asked {
  readonly query: string | null;
  readonly title: string | null;
  readonly marks: readonly string[];
  readonly parameters: readonly unknown[];
}

function askedOf(search: PolicySearch): Asked {
  const wanted = search.text === null ? null : wordsAskedFor(search.text);
  const query = searchQuery(search, wanted && wanted.lexemes);
  const issuer =
    search.issuer === null ? null : `%${plainSpelling(search.issuer).replace(/[\\%_]/g, '\\$&')}%`;
  return {
    query,
    title: wanted && wanted.lexemes.length > 0 ? titleQuery(wanted.lexemes) : null,
    marks: wanted?.marks ?? [],
    parameters: [query, issuer, search.from, search.until, search.openOn, search.closesFrom],
  };
}

function withExcerpt({ summary, fullText, ...row }: FoundRow, words: readonly string[]): FoundPolicy {
  const texts = [summary, fullText].filter((text) => text !== null);
  const told =
    texts.find((text) => words.some((word) => text.toLowerCase().includes(word))) ?? texts[0] ?? '';
  return { ...row, excerpt: excerptAround(told, words, EXCERPT_CHARACTERS) };
}
