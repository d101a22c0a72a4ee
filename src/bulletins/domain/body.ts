import { numberAtStart } from './document-number.js';
import { BODY_FIELDS, startOfClosingFacts } from './fact-block.js';
import { findLabels, type Labelled } from './labels.js';
import type { Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import { joinParagraphs } from './paragraphs.js';
import { findUrl } from './read-link.js';
import { isFurniture } from './titles.js';

export interface Body {
  readonly lines: readonly SourceLine[];
  readonly text: string;
  readonly startLine: number;
  readonly endLine: number;
  /** Whether a link or other label closed it, so that it cannot be cut off. */
  readonly isClosed: boolean;
}

/** The running text of an entry, from below its facts to above what closes it; page furniture is left out. */
export function readBody(
  lines: readonly SourceLine[],
  factsEnd: number,
  titleLine: number,
  lexicon: Lexicon,
): Body {
  const glued = gluedBody(lines, factsEnd, lexicon);
  const from = lines.findIndex(
    (line, i) => i >= factsEnd && line.number > titleLine && isContent(line, lexicon),
  );
  const closing = startOfClosing(lines, factsEnd, lexicon);
  const until = closing ?? lines.length;
  const content = from === -1 ? [] : lines.slice(from, until).filter((line) => isContent(line, lexicon));
  const all = glued === null ? content : [glued, ...content];
  const fallback = lines[0]?.number ?? titleLine;
  return {
    lines: all,
    text: joinParagraphs(all),
    startLine: all[0]?.number ?? Math.max(fallback, titleLine),
    endLine: all.at(-1)?.number ?? Math.max(fallback, titleLine),
    isClosed: closing !== null,
  };
}

function isContent({ text }: SourceLine, lexicon: Lexicon): boolean {
  return text !== '' && !isFurniture(text, lexicon);
}

/** A blank, or the end of the reads or of the date that the text is glued to. */
const END_OF_VALUE =
  /\s|(?<=^(?:\d{1,8}|(?:19|20)\d{2}(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日)))(?=[\p{Script=Han}《【])/u;

/** One-line documents print the body behind the last fact: what follows its value is text. */
function gluedBody(lines: readonly SourceLine[], factsEnd: number, lexicon: Lexicon): SourceLine | null {
  const line = lines[factsEnd - 1];
  if (line === undefined || line.text.length < 250) return null;
  const last = findLabels([line], lexicon).findLast(
    ({ field, start }) => !BODY_FIELDS.includes(field) && start < 600,
  );
  if (last === undefined) return null;
  const value = last.value;
  const cut = value.search(END_OF_VALUE);
  const text = cut === -1 ? '' : value.slice(cut).trim();
  return text.length < 40 ? null : { ...line, text };
}

/** A link label among the last filled lines ends the body, and so do labels with nothing but labels below them. */
function startOfClosing(lines: readonly SourceLine[], factsEnd: number, lexicon: Lexicon): number | null {
  const labels = findLabels(lines, lexicon);
  const facts = startOfClosingFacts(lines, labels, lexicon);
  const starts = [closingLink(lines, labels, factsEnd), facts].filter((at) => at !== null && at >= factsEnd);
  return starts.length === 0 ? null : Math.min(...starts.map(Number));
}

function closingLink(
  lines: readonly SourceLine[],
  labels: readonly Labelled[],
  factsEnd: number,
): number | null {
  const link = labels.findLast(
    ({ field, start, index }) => field === 'link' && start === 0 && index >= factsEnd,
  );
  if (link === undefined) return null;
  const after = lines.slice(link.valueIndex + 1).filter(({ text }) => text !== '' && findUrl(text) === null);
  return after.length <= 3 ? link.index : null;
}

const NUMBERED =
  /^(?:第[一二三四五六七八九十百\d]+条|[(（][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+、)/u;
const LISTED = /^(?:附件|附表|联系|咨询|抄送|印发|公开方式|来源|责任编辑|电话|传真|邮编)/u;
const SHORT_ITEM = 40;
/** 第五条 with nothing behind it, 涉 or 6.经 alone on the last line: the text stops where its next paragraph began. */
const STUMP = /^(?:第[一二三四五六七八九十百\d]+[条章节]|(?:\d{1,2}[.、])?(?![完略无附])\p{Script=Han})$/u;
/** …pdf</a>: markup that a scraper left behind a file's name. */
const FILE = /\.(?:docx?|pdf|xlsx?|wps|zip)\s*(?:<[^<>]*>\s*)*$/iu;
/** …职能。各级 is the end of one sentence and the beginning of another. */
const SENTENCE_BEGUN = /[。；]\p{Script=Han}+$/u;

/** Whether a text stops in mid-sentence: no closing mark, and no date, signature, annex, number or short heading either. */
export function isCutOff(body: Body, lexicon: Lexicon): boolean {
  if (body.isClosed || body.lines.length === 0) return false;
  const last = body.lines.at(-1)?.text ?? '';
  const before = body.lines.at(-2)?.text ?? '';
  if ((last.length > 12 && /[，、,]$/u.test(last)) || /[第（(《“]$/u.test(last)) return true;
  if (/^[^\p{Script=Han}]{40,}[a-z]$/u.test(last)) return true;
  if (STUMP.test(last) && body.text.length > 120) return true;
  const isProse = (last.length > 12 || SENTENCE_BEGUN.test(last)) && body.text.length > 120;
  if (NUMBERED.test(last) && last.length <= SHORT_ITEM) return opensNothing(last, body, lexicon);
  if (/[。！？!?；;.…”"》〉）)\]】]$/u.test(last)) return false;
  if (FILE.test(last)) return false;
  if (
    /(?:[日号月年]|日印发|\d[\d\s/-]{5,})$/u.test(last) ||
    findUrl(last) !== null ||
    numberAtStart(last) !== null
  )
    return false;
  const isItem = /^\d{1,2}[.、][^。]*$/u.test(last) && last.length <= SHORT_ITEM;
  if (LISTED.test(last) || isItem || /^附件[:：]/u.test(before)) return false;
  return isProse && !endsInBody(last, lexicon) && !(lexicon.titleEnding.test(last) && last.length < 90);
}

/** A body's name closes a notice; the one that a clause stops at (…，由区财政局) does not. */
function endsInBody(text: string, lexicon: Lexicon): boolean {
  const closing = text.split(/[。；：:\s]/u).at(-1) ?? '';
  return lexicon.orgEnding.test(closing) && !/[，,]/u.test(closing);
}

/** 第二条（适用范围） as the last words of a text: a heading that nothing follows. Annexes may end in a list of such. */
function opensNothing(last: string, body: Body, lexicon: Lexicon): boolean {
  const isHeading = !/[。；;！？]$/u.test(last) && !lexicon.titleEnding.test(last);
  const before = body.lines.at(-2)?.text ?? '';
  return isHeading && body.text.length > 120 && (/[。；;]$/u.test(before) || NUMBERED.test(before));
}
