import { numberAtStart } from './document-number.js';
import { beginsWithLabel } from './labels.js';
import type { Lexicon } from './lexicon.js';

/** 某某发布 2023年10月8日 09:12 发表于浙江: the head of an article in a social network. */
export const BY_ACCOUNT =
  /^(?:(?!\S*(?:时间|日期|截止))\S{2,20}\s+){0,4}((?:19|20)\d{2}(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日))\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s+\S{1,12}){0,2}$/u;

/** A line that is a label, a number or a date and nothing else: no part of a title. */
export function isFact(text: string, lexicon: Lexicon): boolean {
  return (
    beginsWithLabel(text, lexicon) ||
    numberAtStart(text)?.end === text.length ||
    lexicon.labelFields.has((/^([^\t|｜]+?)\s*[\t|｜]/u.exec(text)?.[1] ?? '').replace(/\s+/gu, '')) ||
    /^(?:\p{Script=Han}{1,4}\s+)?[\d\s:：/.年月日-]+$/u.test(text) ||
    BY_ACCOUNT.test(text)
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

/** 近日,某局印发…的通知。 tells of a paper; it is not its title. */
export function isSentence(text: string): boolean {
  return text.endsWith('。') && /[，,]/u.test(text.replace(/《[^《》]*》/gu, ''));
}
