import type { Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import type { SegmentTitle } from './segmentation.js';
import { isClosed, isFullTitle, stripQuoted } from './titles.js';

const HEAD_LINES = 12;
const LONGEST = 600;
const NAME = '((?:[^《》]|《[^《》]*》){6,120})';
/** …发布《某省人民政府关于…的批复》。具体内容如下:, 《…》全文如下: */
const TOLD_ABOVE = new RegExp(
  String.raw`《${NAME}》[^《》]{0,16}(?:全文|内容|原文|详情|文件)(?:如下|为)[:：]?$`,
  'u',
);
/** 【关于公布…的公告】根据…: the title in brackets before the first words of the text. */
const IN_BRACKETS = /^【([^【】]{8,120})】\s*\S/u;

/** A paper that a report gives in full: its title is told in the sentence above it, or in brackets before its first words. */
export function titleToldAbove(lines: readonly SourceLine[], lexicon: Lexicon): SegmentTitle | null {
  const head = lines.filter(({ text }) => text !== '').slice(0, HEAD_LINES);
  for (const { text, number } of head.filter((line) => line.text.length <= LONGEST)) {
    const told = TOLD_ABOVE.exec(text)?.[1] ?? IN_BRACKETS.exec(text)?.[1];
    const title = told?.replaceAll('〈', '《').replaceAll('〉', '》');
    if (title !== undefined && isFullTitle(title, lexicon))
      return { text: title, line: number, way: 'position' };
  }
  return null;
}

/** 某市2个!某省公示名单, and the paper itself below: a news headline yields to the full title that names its body. */
export function titleBelowHeadline(
  title: SegmentTitle | null,
  lines: readonly SourceLine[],
  lexicon: Lexicon,
): SegmentTitle | null {
  if (title === null || !/[!！]/u.test(stripQuoted(title.text))) return null;
  const below = lines.filter(({ text, number }) => text !== '' && number > title.line).slice(0, HEAD_LINES);
  const own = below.find(
    ({ text }) => lexicon.issuerOpening.test(text) && isFullTitle(text, lexicon) && isClosed(text),
  );
  return own === undefined ? null : { text: own.text, line: own.number, way: 'position' };
}
