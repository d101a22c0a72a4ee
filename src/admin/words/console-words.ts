import { ADMIN_WORDS } from './admin-words.js';
import { BULLETIN_WORDS } from './bulletin-words.js';
import { COMMON_WORDS } from './common-words.js';
import { DASHBOARD_WORDS } from './dashboard-words.js';
import { EDITION_WORDS } from './edition-words.js';
import { LIST_WORDS } from './list-words.js';
import { POLICY_WORDS } from './policy-words.js';
import { SUBSCRIBER_WORDS } from './subscriber-words.js';

export type Language = 'zh-CN' | 'en';

/** Every word is written here once, Chinese first. */
const WORDS = {
  ...COMMON_WORDS,
  ...POLICY_WORDS,
  ...BULLETIN_WORDS,
  ...EDITION_WORDS,
  ...SUBSCRIBER_WORDS,
  ...LIST_WORDS,
  ...ADMIN_WORDS,
  ...DASHBOARD_WORDS,
} as const;

type Said<T> = T extends readonly [string, string] ? string : { readonly [K in keyof T]: Said<T[K]> };

export type ConsoleWords = Said<typeof WORDS>;

const SAID: Readonly<Record<Language, ConsoleWords>> = {
  'zh-CN': say(WORDS, 0) as ConsoleWords,
  en: say(WORDS, 1) as ConsoleWords,
};

/** All words of the console in one language. */
export function wordsIn(language: Language): ConsoleWords {
  return SAID[language];
}

function say(words: object, index: 0 | 1): object {
  return Object.fromEntries(
    Object.entries(words).map(([key, value]: [string, unknown]) => [
      key,
      Array.isArray(value) ? (value[index] as string) : say(value as object, index),
    ]),
  );
}
