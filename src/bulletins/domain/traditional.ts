import type { DocumentHints } from './document-hints.js';
import type { Lexicon } from './lexicon.js';

const SAMPLE = 20_000;
const FEWEST = 4;
/** Of the characters of a text in traditional script a quarter or more have another form; a few old names are no script. */
const LEAST_SHARE = 0.1;
const HAN = /\p{Script=Han}/gu;
const FOLDED = /[\u3400-\u9FFF「」『』]/gu;
const QUOTES: ReadonlyMap<string, string> = new Map([
  ['「', '“'],
  ['」', '”'],
  ['『', '‘'],
  ['』', '’'],
]);

/** Whether a text is printed in traditional characters. */
export function isTraditional(text: string, { traditional }: Lexicon): boolean {
  const characters = text.slice(0, SAMPLE).match(HAN) ?? [];
  const others = characters.filter((character) => traditional.has(character)).length;
  return others >= FEWEST && others >= characters.length * LEAST_SHARE;
}

/** The text in simplified characters and mainland quotation marks, one for one: every place stays where it is. */
export function simplified(text: string, { traditional }: Lexicon): string {
  return text.replace(FOLDED, (printed) => traditional.get(printed) ?? QUOTES.get(printed) ?? printed);
}

/** A page's own words in the characters that the text is read in. */
export function simplifiedHints(hints: DocumentHints, lexicon: Lexicon): DocumentHints {
  const fold = (text: string) => simplified(text, lexicon);
  return {
    ...hints,
    title: hints.title === null ? null : fold(hints.title),
    ...(hints.author === undefined ? {} : { author: fold(hints.author) }),
    ...(hints.site === undefined ? {} : { site: fold(hints.site) }),
    ...(hints.headings === undefined ? {} : { headings: hints.headings.map(fold) }),
  };
}
