import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { excerptAround } from './domain/highlight.js';
import type { PolicyLevel, PolicyType } from './domain/policy.js';
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

const WHERE = `
 where status = 'published'
   and ($1::text is null or search_words @@ plainto_tsquery('simple', $1))
   and ($2::text is null or level = $2) and ($3::text is null or type = $3)
   and ($4::text[] is null or districts && $4) and ($5::text[] is null or sectors && $5)
   and ($6::text is null or exists (select from unnest(issuers) as issuer where issuer ilike $6))
   and ($7::text is null or published_on >= left($7, length(published_on)))
   and ($8::text is null or published_on <= left($8, length(published_on)))
   and ($9::text is null or (coalesce(application_opens_on, application_closes_on) is not null
        and (application_opens_on is null or application_opens_on <= left($9, length(application_opens_on)))
        and (application_closes_on is null or application_closes_on >= left($9, length(application_closes_on)))))
   and ($10::text is null or application_closes_on >= left($10, length(application_closes_on)))`;

const COLUMNS = `id, title, level, type, districts, sectors, issuers, document_number as "documentNumber",
  published_on as "publishedOn", application_opens_on as "opensOn", application_closes_on as "closesOn",
  visible_at as "visibleAt", updated_at as "updatedAt", summary, full_text as "fullText"`;

/** Finds published policies by Chinese words and filters. */
@Injectable()
export class PolicySearchQuery {
  constructor(private readonly db: Database) {}

  /** How many policies are found, by level; levels without any are absent. */
  async counts(search: PolicySearch): Promise<Partial<Record<PolicyLevel, number>>> {
    const rows = await this.db.rows<{ level: PolicyLevel; count: number }>(
      `select level, count(*) as count from policies ${WHERE} group by level`,
      parametersOf(search),
    );
    return Object.fromEntries(rows.map((row) => [row.level, row.count]));
  }

  /** One page: those with every word in the title first, then the others, each newest first. */
  async page(
    search: PolicySearch,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<FoundPolicy[]> {
    const byTitle = search.text === null ? '' : `search_title @@ plainto_tsquery('simple', $1) desc, `;
    const rows = await this.db.rows<FoundRow>(
      `select ${COLUMNS} from policies ${WHERE}
        order by ${byTitle} coalesce(published_on, '') desc, visible_at desc, id desc limit $11 offset $12`,
      [...parametersOf(search), page.limit, page.offset],
    );
    const words = search.text === null ? [] : wordsAskedFor(search.text);
    return rows.map((row) => withExcerpt(row, words));
  }

  /** Those that close on a known day, the nearest first. */
  async closing(search: PolicySearch, limit: number): Promise<FoundPolicy[]> {
    const rows = await this.db.rows<FoundRow>(
      `select ${COLUMNS} from policies ${WHERE} and length(application_closes_on) = 10
        order by application_closes_on, id limit $11`,
      [...parametersOf(search), limit],
    );
    return rows.map((row) => withExcerpt(row, []));
  }

  /** The newest policies with their last change, for the map of the site. */
  async addresses(limit: number): Promise<{ readonly id: string; readonly updatedAt: Date }[]> {
    return await this.db.rows(
      `select id, updated_at as "updatedAt" from policies where status = 'published'
        order by coalesce(published_on, '') desc, visible_at desc, id desc limit $1`,
      [limit],
    );
  }
}

function parametersOf(search: PolicySearch): unknown[] {
  const { level, type, districts, sectors, from, until, openOn, closesFrom } = search;
  const words = search.text === null ? null : wordsAskedFor(search.text).join(' ');
  const issuer = search.issuer === null ? null : `%${search.issuer.replace(/[\\%_]/g, '\\$&')}%`;
  return [words, level, type, districts, sectors, issuer, from, until, openOn, closesFrom];
}

function withExcerpt({ summary, fullText, ...row }: FoundRow, words: readonly string[]): FoundPolicy {
  const texts = [summary, fullText].filter((text) => text !== null);
  const told =
    texts.find((text) => words.some((word) => text.toLowerCase().includes(word))) ?? texts[0] ?? '';
  return { ...row, excerpt: excerptAround(told, words, EXCERPT_CHARACTERS) };
}
