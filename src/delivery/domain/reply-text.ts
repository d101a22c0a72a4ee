const MOST_CHARACTERS = 1_000;

/**
 * A server's words as they may be stored and shown: well-formed Unicode without control characters, line feeds
 * excepted. PostgreSQL takes no NUL in a text, and one in a single reply would fail a whole group of rows.
 */
export function legible(words: string): string {
  return words
    .replace(/\t/g, ' ')
    .replace(/[^\P{Cc}\n]/gu, '')
    .replace(/\p{Cs}/gu, '\uFFFD');
}

/** As much of them as the ledger keeps: 1,000 UTF-16 code units, no character cut in two. */
export function keptWords(words: string): string {
  return legible(words.slice(0, MOST_CHARACTERS).replace(/[\uD800-\uDBFF]$/, ''));
}
