import type { ParseWarning } from './parsed-entry.js';

/** How a text is to be read: a table of policies has a header row, then one policy a row, cells tab-separated, ↵ for a break inside a cell. */
export const DOCUMENT_LAYOUTS = ['prose', 'policy-table'] as const;
export type DocumentLayout = (typeof DOCUMENT_LAYOUTS)[number];

/**
 * What a format says about a whole document besides its text: a page's own address, title and date, asked last; how it is
 * laid out (prose when absent); and what was doubtful about the file itself.
 */
export interface DocumentHints {
  readonly title: string | null;
  readonly publishedOn: string | null;
  readonly link: string | null;
  /** Who a page says it is by. */
  readonly author?: string;
  /** Whose site it is on. */
  readonly site?: string;
  /** The headings a page prints, the first ones. */
  readonly headings?: readonly string[];
  /** The day in the file's own name, `YYYY-MM-DD`: when an issue came out, or when somebody kept it. */
  readonly dayInName?: string;
  readonly layout?: DocumentLayout;
  readonly doubts?: readonly ParseWarning[];
}

export const NO_HINTS: DocumentHints = { title: null, publishedOn: null, link: null };
