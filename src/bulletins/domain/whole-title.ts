import { numberAtStart } from './document-number.js';
import { isFact, isSentence } from './head-lines.js';
import type { Lexicon } from './lexicon.js';
import { comparable, type SourceLine } from './normalise.js';
import type { SegmentTitle } from './segmentation.js';
import { isBalanced } from './stacked-title.js';
import { isFullTitle, isTitleLike } from './titles.js';

const HEAD_LINES = 40;
const MOST_WRAPS = 4;
const ADDRESSEES = /^[^。；]{2,300}[:：]$/u;
/** 某省人民政府关于, with 印发…的通知 in the next line. */
const BREAKS_OFF = /^\p{Script=Han}{3,40}关于$/u;
/** 决定 alone is the end of many titles; a part as long as this is the end of one. */
const SHORTEST_END = 10;

/**
 * The paper's own title where a page prints less, or something else, at its head: the line of which that is the end, or, below a
 * headline that is no title, the full title above whom the paper addresses. The title as it is where the text has no better.
 */
export function wholeTitle(
  title: SegmentTitle | null,
  lines: readonly SourceLine[],
  lexicon: Lexicon,
): SegmentTitle | null {
  if (title === null || title.way === 'label' || isFullTitle(title.text, lexicon)) return title;
  const below = lines.filter(({ text, number }) => text !== '' && number > title.line);
  const end = comparable(title.text);
  const longer =
    end.length < SHORTEST_END
      ? undefined
      : below.find(({ text }) => isFullTitle(text, lexicon) && isLonger(comparable(text), end));
  if (longer !== undefined) return { text: longer.text, line: longer.number, way: title.way };
  return (isTitleLike(title.text, lexicon) ? null : titleAboveAddressees(below, lexicon)) ?? title;
}

function isLonger(whole: string, end: string): boolean {
  return whole.length > end.length && whole.endsWith(end);
}

/** The full title, on one line or wrapped, that stands above whom a paper addresses. */
export function titleAboveAddressees(lines: readonly SourceLine[], lexicon: Lexicon): SegmentTitle | null {
  const isNumber = (text: string) => numberAtStart(text)?.end === text.length;
  const filled = lines.filter(({ text }) => text !== '' && !isNumber(text)).slice(0, HEAD_LINES);
  for (const [at, { text: addressees }] of filled.entries()) {
    if (!ADDRESSEES.test(addressees)) continue;
    for (let count = 1; count <= Math.min(MOST_WRAPS, at); count += 1) {
      const parts = filled.slice(at - count, at);
      if (parts.some(({ text }) => isFact(text, lexicon) || isSentence(text))) break;
      const text = parts.map((line) => line.text).join('');
      if (BREAKS_OFF.test(filled[at - count - 1]?.text ?? '')) continue;
      if (isFullTitle(text, lexicon) && isBalanced(text))
        return { text, line: parts[0]?.number ?? 1, way: 'position' };
    }
  }
  return null;
}
