import { findLabels } from './labels.js';
import { HEAD_FIELDS, type Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import { isMenu } from './titles.js';

const HEADING =
  /^[【[■●▍]?\s*(?:相关|推荐|延伸|更多|热门|关联|最新|往期|猜你)(?:的)?(?:阅读|文件|链接|新闻|文章|信息|内容|政策|解读|资讯|报道|推荐|稿件|喜欢|公告|通知|专题|回顾)\s*[】\]]?\s*[:：]?$/u;
const FACT = /(?:19|20)\d{2}\D|https?:/u;
const LONGEST_LINE = 120;
const MOST_LINES = 30;
const PROSE = 100;

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

function isLabelled(lines: readonly SourceLine[], lexicon: Lexicon): boolean {
  return findLabels(lines, lexicon).some(
    ({ field, value }) => field !== 'other' && HEAD_FIELDS.includes(field) && value !== '',
  );
}

/** The lines with the words of a page's menus and buttons blanked: 首页 > 政务公开, 【字体:大 中 小】, 打印本页. Facts on such a line keep it. */
export function withoutMenus(lines: readonly SourceLine[], lexicon: Lexicon): readonly SourceLine[] {
  return lines.map((line) => {
    const isKept =
      line.text === '' ||
      /[:：]$/u.test(line.text) ||
      (FACT.test(line.text) && !/^[上下]一/u.test(line.text));
    return isKept || !isMenu(line.text, lexicon) || saysFact(line, lexicon) ? line : { ...line, text: '' };
  });
}

/** 发布机构:某局 says something, 字号:[大][中][小] nothing. */
function saysFact(line: SourceLine, lexicon: Lexicon): boolean {
  return findLabels([line], lexicon).some(
    ({ field, value }) =>
      ['issuer', 'source', 'title'].includes(field) || (field !== 'other' && /\d/u.test(value)),
  );
}
