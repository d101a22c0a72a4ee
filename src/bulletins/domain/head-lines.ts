import { numberAtStart } from './document-number.js';
import { beginsWithLabel } from './labels.js';
import type { Lexicon } from './lexicon.js';

/** A line that is a label, a number or a date and nothing else: no part of a title. */
export function isFact(text: string, lexicon: Lexicon): boolean {
  return (
    beginsWithLabel(text, lexicon) ||
    numberAtStart(text)?.end === text.length ||
    lexicon.labelFields.has((/^([^\t|｜]+?)\s*[\t|｜]/u.exec(text)?.[1] ?? '').replace(/\s+/gu, '')) ||
    /^(?:\p{Script=Han}{1,4}\s+)?[\d\s:：/.年月日-]+$/u.test(text)
  );
}

/** Running text, articles and questions: from here on no title is looked for. */
export function isBody(text: string): boolean {
  if (
    /^(?:第[一二三四五六七八九十百\d]+[条章]|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]|\d{1,2}[.、]|答[:：])/u.test(
      text,
    )
  )
    return true;
  return text.length > 60 && /[。；]/u.test(text.replace(/《[^《》]*》/gu, ''));
}
