import { cleanTitle } from './clean-title.js';
import { isBody, isFact, isSentence } from './head-lines.js';
import { isOrganisation } from './issuers.js';
import { beforeLabels, beginsWithLabel, findLabels } from './labels.js';
import type { LabelField, Lexicon } from './lexicon.js';
import { bareOrderNumber, numberAtStart } from './document-number.js';
import { comparable, type SourceLine } from './normalise.js';
import { titleOfEnclosure, titleOfForwarding } from './forwarded-title.js';
import type { SegmentTitle, Segmentation } from './segmentation.js';
import { noticeOnOneLine } from './one-line-page.js';
import { isBalanced, isNarrowWrap, isPlausible, titleEndingAbove } from './stacked-title.js';
import { titleOfPage } from './title-of-page.js';
import { titleOnTextLine } from './title-on-text-line.js';
import { titleBelowHeadline, titleToldAbove } from './told-title.js';
import { isFullTitle, isFurniture, isRunningText, isTitleLike, isTitleRemainder } from './titles.js';
import { titleAboveAddressees, wholeTitle } from './whole-title.js';

const HEAD_FIELDS: readonly LabelField[] = [
  'issuer',
  'publishedOn',
  'source',
  'documentNumber',
  'writtenOn',
  'other',
];
const HEAD_LINES = 40;
/** A wrapped line fills the page's width; shorter ones are a menu's words. */
const SHORTEST_WRAP = 6;
const MOST_WRAPS = 4;
/** Lines of one title: in a narrow column, or below the names of those who sign together. */
const MOST_LINES = 12;
/** Words of a title that goes on in the next line. */
const BEGUN = /关于|印发|转发|批转|[《“]/u;

/** The whole document as one notice; its title is looked for, never made up. */
export function segmentSingle(lines: readonly SourceLine[], lexicon: Lexicon): Segmentation {
  if (lines.every(({ text }) => text === '')) return { isBulletin: false, segments: [], warnings: [] };
  const page = noticeOnOneLine(lines, lexicon);
  if (page !== null) return { isBulletin: false, segments: [page], warnings: [] };
  const labelled = labelledTitle(lines, lexicon) ?? titleAboveLabels(lines, lexicon);
  const glued = labelled === null ? titleOnTextLine(lines, lexicon) : null;
  if (glued !== null) return { isBulletin: false, segments: [glued], warnings: [] };
  const title =
    labelled ??
    titleOfOrder(lines, lexicon) ??
    titleInHead(lines, lexicon) ??
    titleByNumber(lines, lexicon) ??
    titleAboveAddressees(lines, lexicon) ??
    titleToldAbove(lines, lexicon) ??
    titleOfPage(lines, lexicon) ??
    titleAtEnd(lines, lexicon) ??
    titleOfEnclosure(lines, lexicon);
  const whole =
    titleOfForwarding(title, lines, lexicon) ??
    titleBelowHeadline(title, lines, lexicon) ??
    wholeTitle(title, lines, lexicon);
  return { isBulletin: false, segments: [{ title: whole, section: null, lines, facts: {} }], warnings: [] };
}

function labelledTitle(lines: readonly SourceLine[], lexicon: Lexicon): SegmentTitle | null {
  const found = findLabels(lines.slice(0, HEAD_LINES), lexicon).find(
    ({ field, label, value, start }) =>
      field === 'title' &&
      start === 0 &&
      value.length >= 4 &&
      (label !== '名称' || isTitleLike(value, lexicon)),
  );
  return found ? { text: found.value, line: lines[found.valueIndex]?.number ?? 1, way: 'label' } : null;
}

/** The line above the first block of facts, or the words before them on the same line. */
function titleAboveLabels(lines: readonly SourceLine[], lexicon: Lexicon): SegmentTitle | null {
  const head = lines.slice(0, HEAD_LINES);
  const at = head.findIndex((line) => statesFact(line, lexicon));
  if (at === -1) return null;
  const glued = beforeLabels(head[at]?.text ?? '', lexicon);
  if (isPlausible(glued) && (isTitleLike(glued, lexicon) || labelsOn(head[at], lexicon) >= 2))
    return { text: glued, line: head[at]?.number ?? 1, way: 'title' };
  if (!beginsWithLabel(head[at]?.text ?? '', lexicon)) return null;
  if (head.slice(0, at).some(({ text }) => isBody(text) || text.endsWith('。'))) return null;
  return titleEndingAbove(head, at, lexicon);
}

/** A line with a label; 更新时间 behind an archive's name is none of the paper's. */
function statesFact(line: SourceLine, lexicon: Lexicon): boolean {
  return findLabels([line], lexicon).some(
    ({ field, start }) => HEAD_FIELDS.includes(field) && (field !== 'other' || start === 0),
  );
}

function labelsOn(line: SourceLine | undefined, lexicon: Lexicon): number {
  return line === undefined ? 0 : findLabels([line], lexicon).length;
}

/** The first line of the head, with its wraps, that reads like a title before the body begins. */
function titleInHead(lines: readonly SourceLine[], lexicon: Lexicon): SegmentTitle | null {
  const filled = lines.filter(({ raw }) => raw.trim() !== '').slice(0, 24);
  for (const [n, line] of filled.entries()) {
    if (line.text === '' || isFurniture(line.text, lexicon) || isFact(line.text, lexicon)) continue;
    if (isBody(line.text) || isSentence(line.text) || isRunningText(line.text)) return null;
    for (let taken = 1; taken <= MOST_LINES; taken += 1) {
      const parts = filled.slice(n, n + taken);
      if (
        parts.length < taken ||
        (parts.filter(({ text }) => !isOrganisation(text, lexicon)).length > MOST_WRAPS &&
          !isNarrowWrap(parts)) ||
        parts.slice(1).some(({ text }) => endsTitle(text, lexicon) || text.startsWith(line.text)) ||
        parts.slice(0, -1).some(({ text }) => text.length < SHORTEST_WRAP)
      )
        break;
      const whole = parts.map(({ text }) => text).join('');
      const next = filled[n + taken]?.text ?? '';
      if (taken > 1 && opensAnew(parts, lexicon)) break;
      if (isTitleLike(whole, lexicon) && !continues(whole, next, lexicon))
        return { text: whole, line: line.number, way: 'position' };
    }
  }
  return null;
}

/** The last line is a whole title that names its body, and what stands above it names none: words of the page. */
function opensAnew(parts: readonly SourceLine[], lexicon: Lexicon): boolean {
  const last = parts.at(-1)?.text ?? '';
  if (!lexicon.issuerOpening.test(last) || !isFullTitle(last, lexicon) || !isBalanced(last)) return false;
  const above = parts.slice(0, -1);
  return above.every(({ text }) => !BEGUN.test(text) && !isOrganisation(text, lexicon));
}

function endsTitle(text: string, lexicon: Lexicon): boolean {
  return isBody(text) || numberAtStart(text) !== null || isFact(text, lexicon) || isFurniture(text, lexicon);
}

/** 某部令 / 第57号 / 《…》已经…通过: an order's title is what it puts in force, printed again below or only quoted. */
function titleOfOrder(lines: readonly SourceLine[], lexicon: Lexicon): SegmentTitle | null {
  const filled = lines.filter(({ text }) => text !== '').slice(0, HEAD_LINES);
  const at = filled.findIndex(
    ({ text }, n) => bareOrderNumber(text) !== null && /(?:令|公告|通告)$/u.test(filled[n - 1]?.text ?? ''),
  );
  if (at === -1) return null;
  const quoting = filled.slice(at + 1, at + 8).find(({ text }) => /^《.+?》\S{0,6}(?:已|经|业)/u.test(text));
  const quoted = /^《([^《》]+)》/u
    .exec(quoting?.text ?? '')?.[1]
    ?.replaceAll('〈', '《')
    .replaceAll('〉', '》');
  if (quoting === undefined || quoted === undefined) return null;
  const printed = filled.find(
    ({ text, number }) => number !== quoting.number && comparable(cleanTitle(text)) === comparable(quoted),
  );
  if (!isTitleLike(quoted, lexicon)) return null;
  return { text: quoted, line: printed?.number ?? quoting.number, way: 'position' };
}

/** Below an introduction the paper itself begins with its number on a line of its own, and its full title next to that. */
function titleByNumber(lines: readonly SourceLine[], lexicon: Lexicon): SegmentTitle | null {
  const filled = lines.filter(({ text }) => text !== '').slice(0, HEAD_LINES);
  const at = filled.findIndex(({ text }) => numberAtStart(text)?.end === text.length);
  if (at === -1) return null;
  for (const from of [at + 1, at - 1, at - 2])
    for (let taken = 1; taken <= 4; taken += 1) {
      const parts = filled.slice(Math.max(0, from), Math.max(0, from) + taken);
      const whole = parts.map(({ text }) => text).join('');
      const next = filled[from + taken]?.text ?? '';
      const [first] = parts;
      if (first === undefined || isBody(first.text) || from < 0) break;
      if (isFullTitle(whole, lexicon) && isBalanced(whole) && !continues(whole, next, lexicon))
        return withBodyAbove({ text: whole, line: first.number, way: 'position' }, filled, from, lexicon);
    }
  return null;
}

/** 某省人民政府 / 关于…的决定: the body on the line above a title that names none. */
function withBodyAbove(
  title: SegmentTitle,
  filled: readonly SourceLine[],
  at: number,
  lexicon: Lexicon,
): SegmentTitle {
  const above = filled[at - 1];
  if (above === undefined || !/^(?:关于|印发|转发)/u.test(title.text) || !isOrganisation(above.text, lexicon))
    return title;
  return { ...title, text: above.text + title.text, line: above.number };
}

/** 关于印发《某办法》, with 《某细则》的通知 in the next line. */
const ISSUES_QUOTED = /(?:印发|发布|公布|修改|废止)\s*(?:《[^《》]+》[\s、和]*)+$/u;

/** A first part such as 关于印发《…办法 is title-like by its last word; the next line closes the bracket or the 的通知. */
function continues(text: string, following: string, lexicon: Lexicon): boolean {
  if (!isBalanced(text) || (ISSUES_QUOTED.test(text) && following.startsWith('《'))) return true;
  const next = following.replace(/\s+/gu, '');
  if (next === '' || next.length >= 30 || isBody(next) || /^目\s*录$/u.test(next)) return false;
  const isRemainder = isTitleRemainder(next) || (next.length <= 3 && !/[:：]/u.test(next));
  return isTitleLike(text + next, lexicon) && (isRemainder || !isTitleLike(text, lexicon));
}

/** Pages whose head was cut off may keep the title as their last line; only a full one is believed. */
function titleAtEnd(lines: readonly SourceLine[], lexicon: Lexicon): SegmentTitle | null {
  const filled = lines.filter(({ text }) => text !== '' && !isFurniture(text, lexicon));
  const last = filled
    .slice(-3)
    .findLast(({ text }) => isFullTitle(text, lexicon) && !text.startsWith('附件'));
  return last === undefined ? null : { text: last.text, line: last.number, way: 'inferred' };
}
