import type { Body } from './body.js';
import { numberAtStart } from './document-number.js';
import { splitOrganisations, startsLikeBody } from './issuers.js';
import type { Lexicon } from './lexicon.js';
import { findUrl } from './read-link.js';

const NUMBERED =
  /^(?:第[一二三四五六七八九十百\d]+条|[(（][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+、)/u;
const LISTED = /^(?:附件|附表|联系|咨询|抄送|印发|公开方式|来源|责任编辑|电话|传真|邮编)/u;
const SHORT_ITEM = 40;
const SHORT_LINE = 12;
/** Fewer characters are a note, which need not end as sentences do. */
const TEXT = 120;
const FULL_LINE = 30;
/** 第五 or 第五条 with nothing behind it, 涉 or 6.经 alone on the last line: the text stops where its next paragraph began. */
const STUMP = /^(?:第[一二三四五六七八九十百\d]*[条章节]?|(?:\d{1,2}[.、])?(?![完略无附])\p{Script=Han})$/u;
const SHORTEST_TEXT = 40;
/** …pdf</a>: markup that a scraper left behind a file's name. */
const FILE = /\.(?:docx?|pdf|xlsx?|wps|zip)\s*(?:<[^<>]*>\s*)*$/iu;
/** …职能。各级 is the end of one sentence and the beginning of another. */
const SENTENCE_BEGUN = /[。；]\p{Script=Han}+$/u;
/** Clauses of a sentence, parts of a list, or how a notice's first sentence begins: words that must come to an end. */
const CLAUSES = /[，；。、].*\p{Script=Han}$|^(?:为了?|根据|按照|依据|现将|经)\S{12,}\p{Script=Han}$/u;
/** …自2023年7月: a day that must follow. */
const DATE_BEGUN = /[自至于到从对在以](?:19|20)\d{2}年(?:\d{1,2}月)?$/u;
/** …，由区财政局, …部门要会: clauses that end as bodies' names do. */
const NO_BODY = /[，,]|(?<![员协学合总商金委工])会$/u;
const CLOSED = /[。！？!?；;.…”"》〉）)\]】]$/u;
const DATED = /(?:[日号月年]|日印发|\d[\d\s/-]{5,})$/u;

/**
 * Whether a text stops in mid-sentence: no closing mark, and no date, signature, annex, number or short heading either. An item
 * of a bulletin (`isBrief`) may be a few words without an end.
 */
export function isCutOff(body: Body, lexicon: Lexicon, isBrief = false): boolean {
  if (body.isClosed || body.lines.length === 0) return false;
  const last = body.lines.at(-1)?.text ?? '';
  if (stopsAtMark(last) || DATE_BEGUN.test(last)) return true;
  if (STUMP.test(last) && body.text.length > SHORTEST_TEXT) return true;
  const isBegun = /[。；，].*[^。；]$/u.test(last);
  if (NUMBERED.test(last) && last.length <= SHORT_ITEM && !isBegun) return opensNothing(last, body, lexicon);
  if (CLOSED.test(last) || FILE.test(last)) return false;
  if (DATED.test(last) || findUrl(last) !== null || numberAtStart(last)?.end === last.length) return false;
  return isProse(last, body, isBrief) && !isItem(last, body) && !closesNotice(last, lexicon);
}

/** A comma at the end, 第 before its figure, Latin letters that break off, or a bracket that is still open. */
function stopsAtMark(last: string): boolean {
  const isOpen = ['《》', '“”', '（）', '()', '〔〕'].some(
    ([open = '', close = '']) => last.lastIndexOf(open) > last.lastIndexOf(close),
  );
  const isComma = last.length > SHORT_LINE && /[，、,]$/u.test(last);
  return isOpen || isComma || last.endsWith('第') || /^[^\p{Script=Han}]{40,}[a-z]$/u.test(last);
}

function isProse(last: string, body: Body, isBrief: boolean): boolean {
  const before = body.lines.at(-2)?.text ?? '';
  const isWrapped = before.length >= FULL_LINE && /\p{Script=Han}$/u.test(before);
  const isClause = (last.length > SHORT_LINE || isWrapped) && CLAUSES.test(last);
  if (isClause && !isBrief) return true;
  return (last.length > SHORT_LINE || SENTENCE_BEGUN.test(last)) && body.text.length > TEXT;
}

function isItem(last: string, body: Body): boolean {
  const before = body.lines.at(-2)?.text ?? '';
  const isCounted = /^\d{1,2}[.、][^。]*$/u.test(last) && last.length <= SHORT_ITEM;
  return isCounted || LISTED.test(last) || /^附件[:：]/u.test(before);
}

/** A body's name or a title closes a notice; the body that a clause stops at (…，由区财政局) does not. */
function closesNotice(last: string, lexicon: Lexicon): boolean {
  if (lexicon.titleEnding.test(last) && last.length < 90) return true;
  const closing = last.split(/[。；：:\s]/u).at(-1) ?? '';
  if (!lexicon.orgEnding.test(closing) || NO_BODY.test(closing)) return false;
  return splitOrganisations(closing, lexicon, null).every((name) => startsLikeBody(name, lexicon, null));
}

/** 第二条（适用范围） as the last words of a text: a heading that nothing follows. Annexes may end in a list of such. */
function opensNothing(last: string, body: Body, lexicon: Lexicon): boolean {
  const isHeading = !/[。；;！？]$/u.test(last) && !lexicon.titleEnding.test(last);
  const before = body.lines.at(-2)?.text ?? '';
  const isText = body.text.length > (last.length > SHORT_LINE ? TEXT : SHORTEST_TEXT);
  return isHeading && isText && (/[。；;]$/u.test(before) || NUMBERED.test(before));
}
