import { Injectable } from '@nestjs/common';
import {
  counted,
  COUNTED_MOST,
  countedByPage,
  type Counted,
  countingSome,
} from '../platform/database/counted.js';
import { containing, type Containing } from '../platform/database/containing.js';
import { Database } from '../platform/database/database.js';
import type { PolicyLevel, PolicyStatus, PolicyType } from './domain/policy.js';
import { searchQuery } from './domain/search-lexemes.js';
import { plainSpelling } from './domain/search-words.js';
import { ONLY_BY_INDEX } from './policy-search-statement.js';
import { wordsAskedFor } from './word-segmenter.js';

/** One line of the list. */
export interface PolicyLine {
  readonly id: string;
  readonly title: string;
  readonly level: PolicyLevel;
  readonly type: PolicyType;
  readonly status: PolicyStatus;
  readonly districts: readonly string[];
  readonly issuers: readonly string[];
  readonly publishedOn: string | null;
  readonly closesOn: string | null;
  readonly announce: 'next' | 'never';
  readonly isSample: boolean;
  readonly updatedAt: Date;
}

/**
 * What to look for; '' lets all through. Published policies are found by the words of `text` as in the public search, the
 * last one perhaps unfinished; drafts and withdrawn ones where title, number, issuer or summary contains it.
 */
export interface PolicyFilter {
  readonly status: string;
  readonly level: string;
  readonly district: string;
  readonly type: string;
  readonly text: string;
}

const where = (operator: Containing['operator']) => `
 where ($1 = '' or status = $1) and ($2 = '' or level = $2) and ($3 = '' or $3 = any(districts))
   and ($4 = '' or type = $4)
   and ($5 = '' or title ${operator} $6 or document_number ${operator} $6 or summary ${operator} $6
        or array_to_string(issuers, E'\\n') ${operator} $6)`;

const LINE = `p.id, p.title, p.level, p.type, p.status, p.districts, p.issuers, p.published_on as "publishedOn",
  p.application_closes_on as "closesOn", p.announce, p.is_sample as "isSample", p.updated_at as "updatedAt"`;

/** Those found by words; `limit` bounds how many published ones are looked at. */
const found = (operator: Containing['operator'], limit: string) => `
  (select s.policy_id as id, false as is_draft, s.visible_at as at from policy_search s
    where $1 in ('', 'published') and s.words @@ $7::tsquery order by s.visible_at desc, s.policy_id desc limit ${limit})
  union all
  (select id, status = 'draft', coalesce(visible_at, updated_at) from policies ${where(operator)} and status <> 'published')`;

/** The policies as the console lists them: drafts first, then the newest. */
@Injectable()
export class PolicyListQuery {
  constructor(private readonly db: Database) {}

  async page(
    filter: PolicyFilter,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<Counted & { readonly lines: readonly PolicyLine[] }> {
    const { operator, pattern } = containing(filter.text);
    const parameters = [filter.status, filter.level, filter.district, filter.type, filter.text, pattern];
    const words = wordsQuery(filter);
    if (words !== null) return await this.byWords(operator, [...parameters, words], page);
    const from = `from policies p ${where(operator)}`;
    const lines = await this.db.rows<PolicyLine>(
      `select ${LINE} ${from}
        order by (status = 'draft') desc, coalesce(visible_at, updated_at) desc, id desc limit $7 offset $8`,
      [...parameters, page.limit, page.offset],
    );
    const known = countedByPage(page, lines.length);
    if (known) return { ...known, lines };
    return { ...counted(await this.db.row(countingSome(from), parameters)), lines };
  }

  /** By the index of the public search, without reading every row: the lexemes live out of line. */
  private async byWords(
    operator: Containing['operator'],
    parameters: readonly unknown[],
    page: { readonly limit: number; readonly offset: number },
  ): Promise<Counted & { readonly lines: readonly PolicyLine[] }> {
    return await this.db.transaction(async (tx) => {
      await this.db.rows(ONLY_BY_INDEX, [], tx);
      const lines = await this.db.rows<PolicyLine>(
        `select ${LINE} from (${found(operator, '$8::int + $9::int')} order by is_draft desc, at desc, id desc limit $8 offset $9) f
           join policies p on p.id = f.id order by f.is_draft desc, f.at desc, f.id desc`,
        [...parameters, page.limit, page.offset],
        tx,
      );
      const known = countedByPage(page, lines.length);
      if (known) return { ...known, lines };
      const all = `from (${found(operator, String(COUNTED_MOST + 1))}) f`;
      return { ...counted(await this.db.row(countingSome(all), parameters, tx)), lines };
    });
  }

  /** How many policies stand in each status. */
  async counts(): Promise<Readonly<Record<PolicyStatus, number>>> {
    const rows = await this.db.rows<{ status: PolicyStatus; count: number }>(
      'select status, count(*) as count from policies group by status',
    );
    const counts = Object.fromEntries(rows.map((row) => [row.status, row.count]));
    return {
      draft: counts['draft'] ?? 0,
      published: counts['published'] ?? 0,
      withdrawn: counts['withdrawn'] ?? 0,
    };
  }

  /** Announced policies that became visible after an instant: what the next edition is about. */
  async announcedSince(instant: Date): Promise<number> {
    const row = await this.db.row<{ count: number }>(
      `select count(*) as count from policies where status = 'published' and announce = 'next' and visible_at > $1`,
      [instant],
    );
    return row?.count ?? 0;
  }
}

/** The `tsquery` of a text with its filters; null where the text holds no word. */
function wordsQuery(filter: PolicyFilter): string | null {
  const { lexemes } = wordsAskedFor(filter.text);
  if (lexemes.length === 0) return null;
  const given = <T extends string>(value: string) => (value === '' ? null : (value as T));
  const filters = {
    level: given<PolicyLevel>(filter.level),
    type: given<PolicyType>(filter.type),
    districts: filter.district === '' ? null : [filter.district],
    sectors: null,
    issuer: null,
  };
  // a run of letters at the end of what was typed may be the beginning of a word
  const last = lexemes.at(-1) as string;
  const isUnfinished = /^[\p{Script=Latin}\p{N}]+$/u.test(last) && plainSpelling(filter.text).endsWith(last);
  return searchQuery(filters, lexemes, isUnfinished ? last : null);
}
