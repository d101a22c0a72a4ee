import type { LexiconWords } from './lexicon.js';

/** Words as one alternation, the longest first, so that 办公厅 is never read as 厅. */
export function longestFirst(words: readonly string[]): string {
  return [...words]
    .sort((a, b) => b.length - a.length)
    .map(escape)
    .join('|');
}

function escape(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** 发 布 机 构 某某局 in a table that lost its borders; 发布机构⇥某某局 in one that kept its cells. */
export function spacedLabelPattern(labels: readonly string[]): RegExp {
  const names = labels
    .filter((label) => /^\p{Script=Han}{2,}$/u.test(label))
    .sort((a, b) => b.length - a.length);
  const wide = names.map((name) => [...name].join(String.raw`\s+`)).join('|');
  return new RegExp(
    String.raw`(?<=^|\s)(${wide})(?=\s+[^\s:：])|(?<=^|\t|^[•·●*-]\s+)(${names.join('|')})(?=\t+[^\s:：])`,
    'gu',
  );
}

/** The bodies that open a title, up to the verb behind them (…局关于). */
export function issuerOpening({ orgEndings, issuerVerbs }: LexiconWords): RegExp {
  return new RegExp(
    `^([^《》“”：:？。]{0,90}?(?:${longestFirst(orgEndings)})(?:等[\\d一二三四五六七八九十]*个?(?:部门|单位|委办局|机构))?(?:[(（][^()（）]{2,20}[)）])?)\\s*(?!组织[部处]|对外)(?:${longestFirst(issuerVerbs)})`,
    'u',
  );
}

/** How titles end: a noun, and what may stand behind it in brackets. */
export function titleEnding(words: LexiconWords): RegExp {
  const ending = longestFirst(words.titleEndings);
  return new RegExp(
    `(?:${longestFirst(words.titleNouns)})(?:[(（](?:[^()（）]*(?:${ending}|年|号|期|批|版|项|款|\\d)[^()（）]*)[)）])*[”"》]?$`,
    'u',
  );
}
