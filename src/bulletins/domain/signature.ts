import { findDates, type FoundDate } from './dates.js';
import { isOrganisation, splitOrganisations } from './issuers.js';
import type { Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import { placeAt } from './places.js';
import { isTitleLike } from './titles.js';

/** The close of a notice: who signed, and the date under it. Indexes are into the lines searched. */
export interface Signature {
  readonly issuers: readonly string[];
  readonly date: FoundDate;
  readonly index: number;
}

/** What may follow a signing date on its line; anything else makes it a date in a sentence. */
const AFTER = /^\s*(?:$|[(（]\s*(?:此件|联系人|本文|附件|主动公开|依申请)|附件|\s{1,}\S|印发(?:$|[\s)）]))/u;
/** A time of day, or what a page prints beside its own date. */
const PAGE_TAIL =
  /^\s*(?:\d{1,2}:\d{2}|(?:来源|发布|作者|浏览|阅读|点击|字体|字号|信息来源|文章来源)[^。]*[:：])/u;
/** Orders are signed by a person: 市长 某某; a page may leave out the name. */
const OFFICE_HOLDER = String.raw`(?:总\s?理|主\s?席|[省市区县部局署行]\s?长|主\s?任)\s*[:：]?`;
const OFFICIAL = new RegExp(
  String.raw`${OFFICE_HOLDER}\s*[\p{Script=Han}·\s]{2,8}$|(?:^|[。\s])${OFFICE_HOLDER}$`,
  'u',
);
const LONGEST_TAIL = 160;
const FULL_LINE = 20;
const CUT_DATE = /[\d年月]$/u;
const PLANS = '纲要|措施|指引|预案|规划(?!和|与|局|国土|自然|建设|委)|计划(?!委|生育)|标准(?!化)';
/** …请认真贯彻执行某某局, 1.申报表2.项目目录某某局: how a last sentence or a list of annexes ends where its break was lost. */
const CLOSING = new RegExp(
  [
    String.raw`^\S*(?:特此(?:通知|公告|通告|函告|函复|批复|复函|报告)|(?:贯彻|遵照|参照|组织|抓好)\S{0,4}(?:执行|实施|落实|办理))`,
    String.raw`^(?:附件\s*[:：]?|\d{1,2}[.、])\S*(?:目录|清单|名单|[^代]表|书|方案|办法|细则|指南|样式|模板|说明|材料|意见|${PLANS})`,
  ]
    .map((form) => `${form}(?=\\S{2})`)
    .join('|'),
  'u',
);
/** 2021-06-14 closes a notice too, where it stands alone under the bodies that sign and text stands above them. */
const FIGURES = /(?:^|\s)(?:19|20)\d{2}\s*([-/.])\s*\d{1,2}\s*\1\s*\d{1,2}$/u;
/** （2020年6月9日） alone below a title: the day of a paper that nobody signs. */
const IN_BRACKETS = /^[(（]\s*[\d一二三四五六七八九〇○零OＯ]{4}年[^()（）]{2,8}日\s*[)）]$/u;
const HEAD_LINES = 12;
const PROSE = /[。；]/u;
const OFFICE = /^(?:办公室|办公厅|秘书处|党组|法制工作委员会|财政经济委员会)$/u;
/** （代章）, （某局代章）, （印章）: what stands for a seal behind a name. */
const SEAL = /\s*[(（]\s*(?:\p{Script=Han}{2,20}代章|代章|代印|盖章|印章|公章|签章|章|印)\s*[)）]/gu;

/** The first signature of the lines: a full date on its own or after the bodies that sign. */
export function findSignature(
  all: readonly SourceLine[],
  lexicon: Lexicon,
  home: string | null,
): Signature | null {
  const lines = withWholeDates(all.map((line) => ({ ...line, text: line.text.replace(SEAL, '') })));
  let withoutYear: Signature | null = null;
  for (const [index, line] of lines.entries()) {
    if (!/[日号]/u.test(line.text) && !FIGURES.test(line.text)) continue;
    for (const date of findDates(line.text)) {
      const isWhole = date.value !== null || date.problem === 'impossible-date';
      if (!isWhole && !isDayAtEnd(date, line)) continue;
      const signature = signatureAt(lines, index, date, lexicon, home);
      if (signature && isWhole) return signature;
      if (signature && signature.issuers.length > 0) withoutYear ??= signature;
    }
  }
  return withoutYear;
}

/** 4月3日 behind a body's name and nothing behind it: a signature whose year was left out. */
function isDayAtEnd({ problem, end, day }: FoundDate, { text }: SourceLine): boolean {
  return problem === 'undated' && day !== null && text.slice(end).trim() === '';
}

/** 2022年6 / 月14日: a date that the width of the page broke belongs to the line it begins on. */
function withWholeDates(lines: readonly SourceLine[]): readonly SourceLine[] {
  const whole = [...lines];
  const filled = lines.flatMap(({ text }, n) => (text === '' ? [] : [n]));
  for (const [n, at] of filled.entries()) {
    const below = filled[n + 1];
    const [line, next] = [whole[at], below === undefined ? undefined : whole[below]];
    if (below === undefined || line === undefined || next === undefined) continue;
    if (!CUT_DATE.test(line.text) || !isCut(line.text, next.text)) continue;
    whole[at] = { ...line, text: line.text + next.text };
    whole[below] = { ...next, text: '' };
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
  const behind = bodiesBehind(tail, lexicon, home);
  if (behind.length > 0 && date.start === 0) return { issuers: behind, date, index };
  if (index < HEAD_LINES && IN_BRACKETS.test(text)) return { issuers: [], date, index };
  if (PAGE_TAIL.test(tail) || !AFTER.test(tail) || /^\s*(?:星期|周)[一二三四五六日天]/u.test(tail))
    return null;
  const isFigures = FIGURES.test(text);
  if (!isFigures && !/[日号月]$/u.test(date.text)) return null;
  if (isFigures && !lines.slice(0, index).some((line) => PROSE.test(line.text))) return null;
  const before = text.slice(0, date.start).trim();
  const issuers =
    before === ''
      ? bodiesAbove(lines, index, lexicon, home)
      : bodiesAround(filledAbove(lines, index), before, lexicon, home);
  const isLast = lines.slice(index + 1).every((line) => line.text === '');
  const alone = before === '' && tail.trim() === '' && (!isFigures || isLast);
  const byOfficial = OFFICIAL.test(before);
  const isApart = !isFigures && before.endsWith('。') && isFollowedByPaper(lines, index, tail, lexicon);
  if (
    issuers.length === 0 &&
    !byOfficial &&
    !alone &&
    !isApart &&
    !(before === '' && index < 25 && tail.length > 1)
  )
    return null;
  return { issuers, date, index };
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

/** 1999年7月13日,某某局: bodies behind the date, and nothing else. */
function bodiesBehind(tail: string, lexicon: Lexicon, home: string | null): string[] {
  const words = /^\s*[,，]\s*(\p{Script=Han}[\p{Script=Han}、\s]{2,60})$/u.exec(tail)?.[1] ?? '';
  const bodies = words === '' ? [] : splitOrganisations(words, lexicon, home);
  return bodies.every((body) => isOrganisation(body, lexicon)) ? bodies : [];
}

function filledAbove(lines: readonly SourceLine[], index: number): string {
  return lines.slice(0, index).findLast(({ text }) => text !== '')?.text ?? '';
}

/** The bodies before the date; a name that the line above begins is whole only together with it. */
function bodiesAround(above: string, before: string, lexicon: Lexicon, home: string | null): string[] {
  const own = bodiesBefore(before, lexicon, home);
  const isWrapped = above.length >= FULL_LINE && !/[。；：:！？）)]$/u.test(above);
  const whole = isWrapped ? bodiesBefore(above + before, lexicon, home) : [];
  const isName = (body: string) =>
    lexicon.issuersByName.has(body) || placeAt(body, 0, lexicon, home) !== null;
  return whole.join('').length > own.join('').length && whole.every(isName) ? whole : own;
}

/** Bodies at the end of the words before the date, on the same line. */
function bodiesBefore(before: string, lexicon: Lexicon, home: string | null): string[] {
  const sentence =
    before
      .slice(-LONGEST_TAIL)
      .split(/[。！；;）)]|(?<!附件)：/u)
      .at(-1)
      ?.trim() ?? '';
  const words = sentence
    .replace(CLOSING, '')
    .split(/\s+/u)
    .filter((word) => word !== '');
  const bodies: string[] = [];
  for (const word of words.toReversed()) {
    if (!isOrganisation(word, lexicon)) break;
    bodies.unshift(word);
  }
  return bodies.flatMap((body) => splitOrganisations(body, lexicon, home));
}

/** Lines that are nothing but bodies, directly above the date. */
function bodiesAbove(
  lines: readonly SourceLine[],
  index: number,
  lexicon: Lexicon,
  home: string | null,
): string[] {
  const bodies: string[] = [];
  let blanks = 0;
  for (let i = index - 1; i >= 0 && i > index - 16; i -= 1) {
    const text = lines[i]?.text ?? '';
    if (text === '') {
      if ((blanks += 1) > 4) break;
      continue;
    }
    const words = text.split(/[\s、]+/u).filter((word) => word !== '');
    if (!words.every((word) => isOrganisation(word, lexicon))) {
      if (bodies.length === 0)
        bodies.unshift(...bodiesBefore(text, lexicon, home).filter(() => /[。；]\s*\S+$/u.test(text)));
      break;
    }
    bodies.unshift(...splitOrganisations(text, lexicon, home));
  }
  return withOffices(bodies);
}

/** 某某人大常委会 / 法制工作委员会: an office on a line of its own belongs to the body above it. */
function withOffices(bodies: readonly string[]): string[] {
  return bodies.reduce<string[]>((whole, body) => {
    const last = whole.at(-1);
    return last !== undefined && OFFICE.test(body) ? [...whole.slice(0, -1), last + body] : [...whole, body];
  }, []);
}
