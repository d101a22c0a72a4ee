import { cleanTitle } from './clean-title.js';
import { numberAtStart } from './document-number.js';
import { isSubsequence } from './issuer-names.js';
import type { Lexicon } from './lexicon.js';
import { comparable, type SourceLine } from './normalise.js';
import type { SegmentTitle } from './segmentation.js';
import { isClosed, isFullTitle, isTitleLike } from './titles.js';

const HEAD_LINES = 16;
const MOST_WRAPS = 4;
/** A notice printed behind the paper it puts in force stands among these. */
const LAST_LINES = 30;
const FORWARDS = /(?:印发|发布|公布|颁布|颁发|下发|转发|批转).{4,}的(?:通知|公告|通告|命令|决定)$/u;
/** 某某规定(2005年): the year an archive puts behind a regulation's name. */
const YEAR_BEHIND = /[(（](?:19|20)\d{2}年?(?:修订|修正|修改|版|本)?[)）]$/u;
const SHORTEST_SUMMED_UP = 12;
const MOST_SLIPS = 1;
const ARTICLE = /^第[一1]\s*[条章节]/u;
const ENCLOSED = [
  /^\s*《([^《》]{4,80})》(?:[、和及与]?《[^《》]{4,80}》){0,5}[^。；《》]{0,60}(?:已|经|业)[^。；]{0,80}(?:印发|公布|发布|下发|颁布)/u,
  /现(?:将|印发|发布|公布)\s*《([^《》]{4,80})》/u,
  /(?:制定|修订|制订|起草|编制)了?\s*《([^《》]{4,80})》[^《》。；]{0,60}现(?:予以?|将其)?(?:印发|公布|发布|下发)/u,
];

/**
 * A page headed by a regulation's own name that prints below it 关于印发《…》的通知: the paper is the notice. Null where the
 * title found is a notice's, or the regulation itself begins first.
 */
export function titleOfForwarding(
  title: SegmentTitle | null,
  lines: readonly SourceLine[],
  lexicon: Lexicon,
): SegmentTitle | null {
  if (title === null || title.way === 'label' || isFullTitle(title.text, lexicon)) return null;
  const name = comparable(cleanTitle(title.text).replace(YEAR_BEHIND, ''));
  const below = lines.filter(({ text, number }) => text !== '' && number > title.line);
  const article = below.findIndex(({ text }) => ARTICLE.test(text));
  const head = below.slice(0, article === -1 ? HEAD_LINES : Math.min(article, HEAD_LINES));
  const above = noticeIn(head, name, lexicon);
  if (above !== null) return { ...above, way: 'position' };
  const behind = article === -1 ? null : noticeIn(below.slice(article).slice(-LAST_LINES), name, lexicon);
  return behind !== null && beginsNotice(below, behind.line) ? { ...behind, way: 'inferred' } : null;
}

/** 关于印发《…》的通知 that names the paper, over one line or several. */
function noticeIn(
  lines: readonly SourceLine[],
  name: string,
  lexicon: Lexicon,
): Omit<SegmentTitle, 'way'> | null {
  for (const [end, last] of lines.entries())
    for (let at = end; at >= 0 && at > end - MOST_WRAPS; at -= 1) {
      if (comparable(lines[at]?.text ?? '') === name) break;
      const whole = lines
        .slice(at, end + 1)
        .map(({ text }) => text)
        .join('');
      const plain = cleanTitle(whole);
      const isNotice = FORWARDS.test(plain) && isClosed(plain) && isFullTitle(plain, lexicon);
      if (isNotice && names(comparable(plain), name))
        return { text: whole, line: lines[at]?.number ?? last.number };
    }
  return null;
}

/** Whether a notice names the paper, but for a slip of the pen, in full or as a headline sums it up: with words left out. */
function names(notice: string, paper: string): boolean {
  const quoted = /《(.+)》/u.exec(notice)?.[1] ?? '';
  const slips = [...quoted].filter((character, n) => character !== paper[n]).length;
  if (quoted.length === paper.length && slips <= MOST_SLIPS) return true;
  return notice.includes(paper) || (paper.length >= SHORTEST_SUMMED_UP && isSubsequence(paper, notice));
}

/** Below a title: a number alone, or whom the notice addresses. */
function beginsNotice(lines: readonly SourceLine[], title: number): boolean {
  const next = lines.filter(({ number }) => number > title).slice(0, MOST_WRAPS);
  return next.some(
    ({ text }) => numberAtStart(text)?.end === text.length || /^[^。；]{2,120}[:：]$/u.test(text),
  );
}

/** A notice without a title of its own: 《…》已经…通过,现予印发, and the enclosed paper's title on a line below. To be checked. */
export function titleOfEnclosure(lines: readonly SourceLine[], lexicon: Lexicon): SegmentTitle | null {
  const filled = lines.filter(({ text }) => text !== '');
  for (const { text, number } of filled.slice(0, HEAD_LINES)) {
    const quoted = ENCLOSED.map((form) => form.exec(text)?.[1]).find((name) => name !== undefined);
    if (quoted === undefined) continue;
    const name = quoted.replaceAll('〈', '《').replaceAll('〉', '》');
    const printed = filled.find((line) => line.number > number && comparable(line.text) === comparable(name));
    if (printed !== undefined && isTitleLike(name, lexicon))
      return { text: printed.text, line: printed.number, way: 'inferred' };
  }
  return null;
}
