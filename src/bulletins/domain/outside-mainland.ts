import type { EntryContext } from './entry-context.js';

const CODES = /^(?:71|81|82)/u;
const TAIWAN = '710000';
const REPUBLIC = /中华民国\s*\d{2,3}\s*年/u;

/**
 * Whether a paper is of Taiwan, Hong Kong or Macau, where no level of the mainland is true: by its place, or by its calendar where
 * its bodies share their names with national ones (财政部).
 */
export function isOutsideMainland(code: string | null, { segment, home }: EntryContext): boolean {
  if (CODES.test(code ?? '')) return true;
  return home === TAIWAN && segment.lines.some(({ text }) => REPUBLIC.test(text));
}
