/** Rows of a list are counted up to here: nobody compares more, and counting all of them costs more than finding a page. */
export const COUNTED_MOST = 10_000;

/** How many rows there are; where `isMore`, at least `COUNTED_MOST` and not counted further. */
export interface Counted {
  readonly total: number;
  readonly isMore: boolean;
}

/** The statement that counts what a `from … where …` finds, as far as one row above `COUNTED_MOST`; its column is `total`. */
export function countingSome(from: string): string {
  return `select count(*) as total from (select ${from} limit ${COUNTED_MOST + 1}) counted`;
}

/** What such a statement counted. */
export function counted(row: { readonly total: number } | null): Counted {
  const total = row?.total ?? 0;
  return { total: Math.min(total, COUNTED_MOST), isMore: total > COUNTED_MOST };
}

/** The last page tells how many there are; null where its rows do not tell, and they must be counted. */
export function countedByPage(
  page: { readonly limit: number; readonly offset: number },
  found: number,
): Counted | null {
  const isLast = found < page.limit && (found > 0 || page.offset === 0);
  return isLast ? { total: page.offset + found, isMore: false } : null;
}
