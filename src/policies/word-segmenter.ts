import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { plainSpelling, searchWords, singleCharacters, wantedWords } from './domain/search-words.js';

/** Changes whenever a text would be segmented differently; rows of another segmentation are indexed again. */
export const SEGMENTATION = 'jieba-2.1';

let loaded: Jieba | undefined;

/** The words a text is found by, in their order; long words with the shorter ones inside them. */
export function wordsToFind(text: string): string[] {
  return searchWords(jieba().cutForSearch(plainSpelling(text), false));
}

/** The words of a title: also every Chinese character by itself. */
export function titleWordsToFind(title: string): string[] {
  return [...wordsToFind(title), ...singleCharacters(plainSpelling(title))];
}

/** The words a query asks for, each once; empty when it holds no letter or digit. */
export function wordsAskedFor(query: string): string[] {
  return wantedWords(jieba().cut(plainSpelling(query), false));
}

/** The dictionary takes a moment to load, so only who searches or indexes waits for it. */
function jieba(): Jieba {
  loaded ??= Jieba.withDict(dict);
  return loaded;
}
