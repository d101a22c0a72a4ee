/** The page asked for by `?page=`, counted from 1. */
export function pageNumberOf(value: unknown): number {
  return typeof value === 'string' && /^[1-9]\d{0,5}$/.test(value) ? Number(value) : 1;
}

/** The links around one page of a list; filters stay in them. */
export interface PagerView {
  readonly page: number;
  /** Null where not all rows were counted. */
  readonly pages: number | null;
  /** How many rows: `7`, or `10,000+`. */
  readonly total: string;
  readonly previous: string | null;
  readonly next: string | null;
}

export function pager(
  path: string,
  query: Readonly<Record<string, string>>,
  at: { readonly page: number; readonly size: number; readonly total: number; readonly isMore?: boolean },
): PagerView {
  const pages = Math.max(1, Math.ceil(at.total / at.size));
  const link = (page: number) =>
    `${path}?${new URLSearchParams({ ...withoutBlanks(query), page: String(page) }).toString()}`;
  return {
    page: at.page,
    pages: at.isMore ? null : pages,
    total: `${at.total.toLocaleString('en')}${at.isMore ? '+' : ''}`,
    previous: at.page > 1 ? link(at.isMore ? at.page - 1 : Math.min(at.page - 1, pages)) : null,
    next: at.isMore || at.page < pages ? link(at.page + 1) : null,
  };
}

/** One text of a query; anything else is ''. */
export function queryText(value: unknown, maxLength = 200): string {
  if (typeof value !== 'string') return '';
  // oxlint-disable-next-line no-control-regex
  const line = value.replace(/[\u0000-\u001f\u007f]/g, ' ');
  return line.trim().slice(0, maxLength);
}

function withoutBlanks(query: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
}
