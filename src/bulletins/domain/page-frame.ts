import { cleanTitle } from './clean-title.js';
import { findDates } from './dates.js';
import type { DocumentHints } from './document-hints.js';
import { numberAtStart } from './document-number.js';
import { isOrganisation } from './issuers.js';
import { findLabels } from './labels.js';
import { HEAD_FIELDS, type Lexicon } from './lexicon.js';
import { comparable, normaliseText, type SourceLine } from './normalise.js';
import { isMenu, isPath, isTitleLike } from './titles.js';

const HEADING =
  /^[【[■●▍]?\s*(?:相关|推荐|延伸|更多|热门|关联|最新|往期|猜你)(?:的)?(?:阅读|文件|链接|新闻|文章|信息|内容|政策|解读|资讯|报道|推荐|稿件|喜欢|公告|通知|专题|回顾)\s*[】\]]?\s*[:：]?$/u;
const FACT = /(?:19|20)\d{2}\D|https?:/u;
const LONGEST_HEAD = 600;
const LINES_ABOVE = 12;
const MOST_TITLE = 150;
/** Fewer lines than these are looked past without help. */
const MENUS = 20;
const LONGEST_LINE = 120;
const MOST_LINES = 30;
const PROSE = 100;
const PAGE_NUMBER =
  /^(?:([-—–－]{1,2})\s*\d{1,3}\s*\1|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?)$/u;
const LONGEST_CHANNEL = 12;

/**
 * The lines without what a page prints below a notice under a heading of its own (相关阅读, 更多信息): titles of other papers.
 * Only where running text stands above the heading, and neither text nor labelled entries below it.
 */
export function withoutPageFoot(lines: readonly SourceLine[], lexicon: Lexicon): readonly SourceLine[] {
  const at = lines.findIndex(({ text }) => text.length < 16 && HEADING.test(text));
  if (at === -1) return lines;
  const below = lines.slice(at + 1).filter(({ text }) => text !== '');
  const prose = lines
    .slice(0, at)
    .filter(({ text }) => text.length > 40 || /[。；]/u.test(text))
    .reduce((sum, { text }) => sum + text.length, 0);
  const isFoot = below.length <= MOST_LINES && below.every(({ text }) => text.length <= LONGEST_LINE);
  if (!isFoot || prose < PROSE || isLabelled(below, lexicon)) return lines;
  return lines.slice(0, at);
}

/**
 * The lines from a page's own title on, as the page states it, else as its one heading that reads like a title: above it stand
 * menus, a long site's by the hundred. What states a fact there keeps everything below it, and so do bodies right above the
 * title. All lines where the title is not printed; several such headings are a bulletin's entries.
 */
export function withoutPageHead(
  lines: readonly SourceLine[],
  { title, headings = [] }: Pick<DocumentHints, 'title' | 'headings'>,
  lexicon: Lexicon,
): readonly SourceLine[] {
  const titlesIn = (words: readonly string[]) => [
    ...new Set(
      words
        .map((one) => comparable(cleanTitle(normaliseText(one))))
        .filter((one) => isTitleLike(one, lexicon)),
    ),
  ];
  const inHeadings = titlesIn(headings);
  const wanted = [...titlesIn([title ?? '']), ...(inHeadings.length === 1 ? inHeadings : [])];
  const printed = lines
    .slice(0, wanted.length > 0 ? LONGEST_HEAD : 0)
    .map(({ text }) => (text.length < 2 * MOST_TITLE ? comparable(cleanTitle(text)) : ''));
  const at = wanted.map((one) => printed.indexOf(one)).find((found) => found !== -1) ?? -1;
  const near = lines.slice(0, Math.max(0, at)).findLastIndex((_, n) => at - n >= LINES_ABOVE);
  const kept = lines
    .slice(0, Math.max(0, at))
    .findIndex(
      (line, n) =>
        saysFact(line, lexicon) ||
        numberAtStart(line.text) !== null ||
        findDates(line.text).some(({ problem }) => problem === null) ||
        line.text.length > MOST_TITLE ||
        (n > near && isOrganisation(line.text, lexicon)),
    );
  return at < MENUS ? lines : lines.slice(kept === -1 ? at : kept);
}

function isLabelled(lines: readonly SourceLine[], lexicon: Lexicon): boolean {
  return findLabels(lines, lexicon).some(
    ({ field, value }) => field !== 'other' && HEAD_FIELDS.includes(field) && value !== '',
  );
}

/** The lines without the numbers of pages between them: — 2 —, - 2 -, 第 2 页 共 5 页. */
export function withoutPageNumbers(lines: readonly SourceLine[]): readonly SourceLine[] {
  return lines.map((line) => (PAGE_NUMBER.test(line.text) ? { ...line, raw: '', text: '' } : line));
}

/** The lines with what stands between the menu lines of a page's head blanked: 首页 / 要闻动态 / 政务公开 / 您的位置. They name channels. */
export function withoutChannels(lines: readonly SourceLine[], lexicon: Lexicon): readonly SourceLine[] {
  const end = lines.findIndex(({ text }) => text.length > LONGEST_CHANNEL && !isMenu(text, lexicon));
  const head = lines.slice(0, end === -1 ? 0 : end).map(({ text }) => text !== '' && isMenu(text, lexicon));
  const [first, last] = [head.indexOf(true), head.lastIndexOf(true)];
  return lines.map((line, n) =>
    n > first && n < last && !head[n] && !saysFact(line, lexicon) ? { ...line, text: '' } : line,
  );
}

/** The lines with the words of a page's menus and buttons blanked: 首页 > 政务公开, 【字体:大 中 小】, 打印本页. Facts on such a line keep it. */
export function withoutMenus(lines: readonly SourceLine[], lexicon: Lexicon): readonly SourceLine[] {
  return lines.map((line) => {
    const isKept =
      line.text === '' ||
      /[:：]$/u.test(line.text) ||
      (FACT.test(line.text) && !/^[上下]一/u.test(line.text) && !isPath(line.text));
    return isKept || !isMenu(line.text, lexicon) || saysFact(line, lexicon) ? line : { ...line, text: '' };
  });
}

/** 某省人民政府门户网站 www.… before a date or a label: whose page it is. */
const SITE_BEFORE_FACT =
  /^(?:\p{Script=Han}{2,24}(?:网站?|门户|在线)\s*(?:(?:https?:\/\/)?(?:www\.|[\w-]{1,30}\.gov)[\w.-]{2,60}\/?)?|(?:https?:\/\/)?www\.[\w.-]{4,60}\/?)[\s|｜]+(?=(?:19|20)\d{2}\s*[-/.年]|\p{Script=Han}{2,6}\s*[:：])/u;
const HEAD = 40;

/** The lines of a page's head without the site's name before the facts of its paper. */
export function withoutSite(lines: readonly SourceLine[]): readonly SourceLine[] {
  return lines.map((line, n) =>
    n < HEAD ? { ...line, text: line.text.replace(SITE_BEFORE_FACT, '') } : line,
  );
}

/** 发布机构:某局 says something, 字号:[大][中][小] nothing. */
function saysFact(line: SourceLine, lexicon: Lexicon): boolean {
  return findLabels([line], lexicon).some(
    ({ field, value }) =>
      ['issuer', 'source', 'title'].includes(field) || (field !== 'other' && /\d/u.test(value)),
  );
}
