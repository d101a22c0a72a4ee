import { searchQuery, titleQuery } from './domain/search-lexemes.js';
import { plainSpelling } from './domain/search-words.js';
import type { PolicySearch } from './policy-search.query.js';
import { wordsAskedFor } from './word-segmenter.js';

/** A search as the database is asked it: `parameters` are $1 to $6 of `SEARCHED`. */
export interface AskedSearch {
  /** A `tsquery`; null when it lets every policy through. */
  readonly query: string | null;
  /** The `tsquery` of every word in the title; null where no words are asked for. */
  readonly title: string | null;
  /** The words as they stand in a text. */
  readonly marks: readonly string[];
  readonly parameters: readonly unknown[];
}

/** The condition on rows `s` of `policy_search`. */
export const SEARCHED = `
   ($1::text is null or s.words @@ $1::tsquery) and ($2::text is null or s.issuers like $2)
   and ($3::date is null or s.published_until >= $3) and ($4::date is null or s.published_from <= $4)
   and ($5::date is null or (s.opens_from <= $5 and s.closes_until >= $5))
   and ($6::date is null or s.closes_until >= $6)`;

/**
 * Keeps the rest of a transaction from reading every row: lexemes live out of line, and the planner, which counts pages
 * only, would take reading 100,000 of them one by one for cheap.
 */
export const ONLY_BY_INDEX = `
  select set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true),
         set_config('max_parallel_workers_per_gather', '0', true)`;

/** `newest`: by the issuer's date; `visible`: by when it became visible here. */
export type SearchOrder = 'newest' | 'visible';

export const ORDERS: Readonly<Record<SearchOrder, string>> = {
  newest: 's.published_from desc nulls last, s.visible_at desc, s.policy_id desc',
  visible: 's.visible_at desc, s.policy_id desc',
};

/** The searched rows in an order, read from an index one by one. */
export const FOUND_ROWS: Readonly<Record<SearchOrder, string>> = {
  newest: `select s.* from policy_search s order by ${ORDERS.newest}`,
  visible: `select s.* from policies p join policy_search s on s.policy_id = p.id
             where p.status = 'published' order by p.visible_at desc`,
};

export function askedSearch(search: PolicySearch): AskedSearch {
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
