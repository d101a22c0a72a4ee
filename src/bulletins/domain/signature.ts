import { findDates, type FoundDate } from './dates.js';
import { numberAtStart } from './document-number.js';
import type { Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import { bodiesAt, bodiesBehind } from './signing-bodies.js';
import { isTitleLike } from './titles.js';

/** The close of a notice: who signed, and the date under it. Indexes are into the lines searched. */
export interface Signature {
  readonly issuers: readonly string[];
  readonly date: FoundDate;
  readonly index: number;
}

/** What may follow a signing date on its line; anything else makes it a date in a sentence. */
const AFTER =
  /^\s*(?:。?$|[(（]\s*(?:此件|联系人|本文|附件|主动公开|依申请)|附件|\s{1,}\S|印发(?:$|[\s)）]))/u;
/** A time of day, or what a page prints beside its own date. */
const PAGE_TAIL =
  /^\s*(?:\d{1,2}:\d{2}|(?:来源|发布|作者|浏览|阅读|点击|字体|字号|信息来源|文章来源)[^。]*[:：])/u;
/** Orders are signed by a person: 市长 某某; a page may leave out the name. */
const OFFICE_HOLDER = String.raw`(?:总\s?理|主\s?席|[省市区县部局署行]\s?长|主\s?任)\s*[:：]?`;
const OFFICIAL = new RegExp(
  String.raw`${OFFICE_HOLDER}\s*[\p{Script=Han}·\s]{2,8}$|(?:^|[。\s])${OFFICE_HOLDER}$`,
  'u',
);
/** How far above a signature, and how far into a line, the enclosed paper is named. */
const QUOTED_WITHIN = 12;
const REACH = 600;
const SHORTEST_NAME = 4;
const CUT_DATE = /[\d年月]$/u;
/** 2021-06-14, or 2021年6月14 that lost its 日, closes a notice too, where it stands alone under the bodies that sign and text stands above them. */
const FIGURES = /(?:^|\s)(?:19|20)\d{2}\s*(?:([-/.])\s*\d{1,2}\s*\1\s*\d{1,2}|年\s*\d{1,2}\s*月\s*\d{1,2})$/u;
/** （2020年6月9日） below a title: the day of a paper that nobody signs. */
const IN_BRACKETS = /^[(（]\s*[\d一二三四五六七八九〇○零OＯ]{4}年[^()（）]{2,8}日\s*[)）]/u;
const HEAD_LINES = 12;
const PROSE = /[。；]/u;
/** （代章）, （某局代章）, （印章）: what stands for a seal behind a name. */
const SEAL = /\s*[(（]\s*(?:\p{Script=Han}{2,20}代章|代章|代印|盖章|印章|公章|签章|章|印)\s*[)）]/gu;

/**
 * The first signature of the lines: a full date on its own or after the bodies that sign; else 4月3日 or 2021年2月 that ends a
 * line under or behind them.
 */
export function findSignature(
  all: readonly SourceLine[],
  lexicon: Lexicon,
  home: string | null,
): Signature | null {
  const lines = withWholeDates(all.map((line) => ({ ...line, text: line.text.replace(SEAL, '') })));
  let partial: Signature | null = null;
  for (const [index, line] of lines.entries()) {
    if (!/[日号]|月$/u.test(line.text) && !FIGURES.test(line.text)) continue;
    for (const date of findDates(line.text)) {
      const isWhole = date.day !== null && date.problem !== 'undated';
      if (!isWhole && line.text.slice(date.end).trim() !== '') continue;
      const signature = signatureAt(lines, index, date, lexicon, home);
      if (signature && isWhole) return signature;
      if (signature && signature.issuers.length > 0) partial ??= signature;
    }
  }
  return partial ?? besideNumber(lines);
}

/** 某政发〔2013〕9号  2013年4月25日: gazettes print the day beside the number and leave out who signs. */
function besideNumber(lines: readonly SourceLine[]): Signature | null {
  for (const [index, { text }] of lines.slice(0, HEAD_LINES).entries()) {
    const number = numberAtStart(text);
    const day = number === null ? '' : text.slice(number.end).trim();
    const [date] = day === '' ? [] : findDates(day);
    if (date?.value && date.problem === null && date.text === day && day.endsWith('日'))
      return { issuers: [], date, index };
  }
  return null;
}

/** 2022年6 / 月14日: a date that the width of the page broke belongs to the line it begins on. */
function withWholeDates(lines: readonly SourceLine[]): readonly SourceLine[] {
  const whole = [...lines];
  const filled = lines.flatMap(({ text }, n) => (text === '' ? [] : [n]));
  let at = filled[0] ?? 0;
  for (const below of filled.slice(1)) {
    const [line, next] = [whole[at], whole[below]];
    const isBroken = CUT_DATE.test(line?.text ?? '') && isCut(line?.text ?? '', next?.text ?? '');
    if (line !== undefined && next !== undefined && isBroken) {
      whole[at] = { ...line, text: line.text + next.text };
      whole[below] = { ...next, text: '' };
    } else at = below;
  }
  return whole;
}

/** Whether a date begins in one line and ends in the next. */
function isCut(text: string, next: string): boolean {
  return findDates(text + next).some(({ start, end }) => start < text.length && end > text.length);
}

function signatureAt(
  lines: readonly SourceLine[],
  index: number,
  date: FoundDate,
  lexicon: Lexicon,
  home: string | null,
): Signature | null {
  const text = lines[index]?.text ?? '';
  const tail = text.slice(date.end);
  const before = text.slice(0, date.start).trim();
  const behind = bodiesBehind(tail, lexicon, home);
  if (behind.length > 0 && date.start === 0) return { issuers: behind, date, index };
  if (index < HEAD_LINES && IN_BRACKETS.test(text) && date.start < 3) return { issuers: [], date, index };
  if (PAGE_TAIL.test(tail) || /^\s*(?:星期|周)[一二三四五六日天]/u.test(tail)) return null;
  const isBeforePaper = PAPER_BEGINS.test(tail.trim()) || beginsQuoted(tail, lines, index);
  const byOfficial = OFFICIAL.test(before);
  if (!AFTER.test(tail) && !isBeforePaper && !byOfficial) return null;
  const isFigures = FIGURES.test(text);
  if (!isFigures && !/[日号月]$/u.test(date.text)) return null;
  if (isFigures && !lines.slice(0, index).some((line) => PROSE.test(line.text))) return null;
  const issuers = bodiesAt(lines, index, { before, tail }, lexicon, home);
  const isLast = lines.slice(index + 1).every((line) => line.text === '');
  const alone = before === '' && tail.trim() === '' && (!isFigures || isLast);
  const isApart =
    !isFigures && before.endsWith('。') && (isBeforePaper || isFollowedByPaper(lines, index, tail, lexicon));
  const isInHead = before === '' && index < 25 && tail.length > 1;
  const isSigned = issuers.length > 0 || byOfficial || alone || isApart || isInHead;
  return isSigned ? { issuers, date, index } : null;
}

/** 《某办法》已经通过…某局2020年8月3日某办法第一章: the paper named above follows without a break. */
function beginsQuoted(tail: string, lines: readonly SourceLine[], index: number): boolean {
  const next = lines[index + 1]?.text.slice(0, REACH) ?? '';
  const words = plainQuotes(tail.trim() + next);
  if (words.length < SHORTEST_NAME) return false;
  const above = lines
    .slice(Math.max(0, index - QUOTED_WITHIN), index + 1)
    .map(({ text }) => text.slice(0, REACH))
    .join('');
  const names = above.matchAll(/《((?:[^《》]|《[^《》]*》){4,80})》/gu);
  return [...names].some(([, name = '']) => words.startsWith(plainQuotes(name)));
}

function plainQuotes(text: string): string {
  return text.replaceAll('〈', '《').replaceAll('〉', '》');
}

const PAPER_BEGINS = /^(?:[(（]?(?:此件|附件)|第一[章条节]|一、)/u;

/** …执行。2020年12月25日 and then the enclosed paper: behind blanks, or on the next line; a line broken by the page's width goes on otherwise. */
function isFollowedByPaper(
  lines: readonly SourceLine[],
  index: number,
  tail: string,
  lexicon: Lexicon,
): boolean {
  if (tail.trim() !== '') return /^\s{2,}\p{Script=Han}/u.test(tail);
  const next = lines.slice(index + 1).find(({ text }) => text !== '')?.text ?? '';
  return next === '' || PAPER_BEGINS.test(next) || isTitleLike(next, lexicon);
}
