import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { plainSpelling, type WantedWords, wantedWords } from './domain/search-words.js';

let loaded: Jieba | undefined;

/** What a query asks for: its words as jieba cuts them. Empty when it holds no letter or digit. */
export function wordsAskedFor(query: string): WantedWords {
  return wantedWords(plainSpelling(query), cutWords);
}

/** A text cut into words, which together are the text. */
export function cutWords(text: string): string[] {
  return jieba().cut(text, false);
}

/** The words of a text as printed, in their order. */
export function wordsOf(text: string): string[] {
  return jieba().cut(text, false);
}

/** Loads the dictionary, which holds a process for half a second: before it answers anybody. */
export function loadWords(): void {
  jieba();
}

function jieba(): Jieba {
  loaded ??= Jieba.withDict(dict);
  return loaded;
}
