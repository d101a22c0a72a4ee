import { numberAtStart } from './document-number.js';
import { findLabels, type Labelled } from './labels.js';
import type { LabelField, Lexicon } from './lexicon.js';
import { factsOf } from './line-facts.js';
import type { SourceLine } from './normalise.js';
import { joinParagraphs } from './paragraphs.js';
import { findUrl } from './read-link.js';
import { isFurniture } from './titles.js';

/** Labels that also begin paragraphs of a body; they never stretch the block of facts. */
const BODY_FIELDS: readonly LabelField[] = [
  'application',
  'contact',
  'attachment',
  'who',
  'money',
  'summary',
];
const LONGEST_BLOCK = 40;
const LARGEST_GAP = 1;
/** A page's navigation may stand above facts printed on one line. */
const HEAD_LINES = 16;

export interface Body {
  readonly lines: readonly SourceLine[];
  readonly text: string;
  readonly startLine: number;
  readonly endLine: number;
  /** Whether a link or other label closed it, so that it cannot be cut off. */
  readonly isClosed: boolean;
}

/** Index of the first line below an entry's block of facts: labels may have small gaps between them, no more. */
export function endOfFacts(
  lines: readonly SourceLine[],
  labels: readonly Labelled[],
  lexicon: Lexicon,
): number {
  const labelLines = new Set(labels.filter(({ start }) => start === 0).map(({ index }) => lines[index]));
  let end = 0;
  let isCore = false;
  for (const label of labels) {
    if (BODY_FIELDS.includes(label.field)) continue;
    // 某资料库 更新时间:… above a page is not yet its block of facts.
    if (end === 0 && label.field === 'other' && label.start > 0 && !isChained(label, labels)) continue;
    const between = withoutBareLabels(lines.slice(end, label.index), lexicon).filter(
      (line) => !labelLines.has(line),
    );
    const isFar =
      end > 0 &&
      (between.length > LARGEST_GAP ||
        between.some(({ text }) => text.length > 60 || /[:：。]$/u.test(text)));
    // Lone words of a page's menus read like labels; a block of facts has not begun with them.
    if (isFar && !isCore && label.field === 'other') continue;
    if (isFar && !isCore && label.index <= LONGEST_BLOCK) end = 0;
    else if (
      isFar ||
      label.index > LONGEST_BLOCK ||
      (label.start > 0 &&
        end <= label.index &&
        !isChained(label, labels) &&
        !isBehindFact(label, lines, lexicon))
    )
      break;
    isCore ||= label.field !== 'other';
    end = Math.max(end, label.valueIndex + 1);
  }
  return end;
}

/** The filled lines but for cells of a table that name a fact (文号) on a line of their own, and those cells' values. */
function withoutBareLabels(lines: readonly SourceLine[], lexicon: Lexicon): readonly SourceLine[] {
  const filled = lines.filter(({ text }) => text !== '');
  const isBare = (line: SourceLine | undefined) =>
    line !== undefined && lexicon.labelFields.has(line.text.replace(/\s+/gu, ''));
  return filled.filter((line, n) => !isBare(line) && !isBare(filled[n - 1]));
}

/** 2023-06-30 18:20 来源:某局, 组配分类 规划 发布机构 某局: the words before the label are a fact too, or begin with the name of one. */
function isBehindFact({ index, start }: Labelled, lines: readonly SourceLine[], lexicon: Lexicon): boolean {
  const before = (lines[index]?.text ?? '').slice(0, start).trim();
  return lexicon.labelFields.has(before.split(/\s/u)[0] ?? '') || factsOf(before, lexicon) !== null;
}

function isChained(label: Labelled, labels: readonly Labelled[]): boolean {
  return label.index < HEAD_LINES && labels.filter(({ index }) => index === label.index).length > 1;
}

/** The running text of an entry, from below its facts to above its closing link; page furniture is left out. */
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
  const closing = closingLink(lines, factsEnd, lexicon);
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

/** A link label among the last filled lines ends the body. */
function closingLink(lines: readonly SourceLine[], factsEnd: number, lexicon: Lexicon): number | null {
  const link = findLabels(lines, lexicon).findLast(
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
