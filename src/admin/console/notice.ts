import type { ConsoleWords } from '../words/console-words.js';

/**
 * What the act before the redirect did: `?done=<code>` with whole numbers and a period beside it. The words are ours;
 * an unknown code says nothing, so a link from outside can put no text of its own on a page.
 */
export function noticeOf(query: Readonly<Record<string, unknown>>, words: ConsoleWords): string | null {
  const { done } = query;
  const notices = words.done as Readonly<Record<string, string>>;
  if (typeof done !== 'string' || !Object.hasOwn(notices, done)) return null;
  return (notices[done] as string).replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = query[name];
    return typeof value === 'string' && /^(\d{1,9}|\d{4}-W\d{2})$/.test(value) ? value : '–';
  });
}
