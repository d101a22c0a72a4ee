/** A Chinese character by itself. */
const ONE_HAN = /^\p{Script=Han}$/u;

/**
 * The words a text is found by, from the pieces of a segmenter: in lower case, letters and digits only. Neighbouring
 * single characters, the words no dictionary knows, are kept in pairs as well: 文 旅 is found as 文旅.
 */
export function searchWords(pieces: readonly string[]): string[] {
  const words = pieces.flatMap(wordsOf);
  return words.flatMap((word, at) => {
    const next = words[at + 1];
    return next !== undefined && ONE_HAN.test(word) && ONE_HAN.test(next) ? [word, word + next] : [word];
  });
}

/** The words that must all be found: like `searchWords`, but a character that is part of a pair is not asked for alone. */
export function wantedWords(pieces: readonly string[]): string[] {
  const words = pieces.flatMap(wordsOf);
  const isPair = (one: string | undefined, other: string | undefined) =>
    one !== undefined && other !== undefined && ONE_HAN.test(one) && ONE_HAN.test(other);
  const wanted = words.flatMap((word, at) => {
    const next = words[at + 1];
    if (next !== undefined && isPair(word, next)) return [word + next];
    return isPair(words[at - 1], word) ? [] : [word];
  });
  return [...new Set(wanted)];
}

/** Every Chinese character of a text by itself: a title is found by one character. */
export function singleCharacters(text: string): string[] {
  return [...new Set(text.match(/\p{Script=Han}/gu) ?? [])];
}

/** One spelling for full and half width, upper and lower case. */
export function plainSpelling(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function wordsOf(piece: string): string[] {
  return piece.match(/[\p{L}\p{N}]+/gu) ?? [];
}
