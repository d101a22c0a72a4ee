import type { Labelled } from './labels.js';
import type { LabelField, Lexicon } from './lexicon.js';
import { factsOf } from './line-facts.js';
import { comparable, type SourceLine } from './normalise.js';
import { isFurniture } from './titles.js';

/** Labels that also begin paragraphs of a body; they never stretch the block of facts. */
export const BODY_FIELDS: readonly LabelField[] = [
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

/** Index of the first line below an entry's block of facts: labels may have small gaps between them, no more. */
export function endOfFacts(
  lines: readonly SourceLine[],
  labels: readonly Labelled[],
  lexicon: Lexicon,
): number {
  const filledAbove = countFilled(lines);
  const labelLines = new Set(labels.filter(({ start }) => start === 0).map(({ index }) => lines[index]));
  let end = 0;
  let isCore = false;
  for (const label of labels) {
    if (BODY_FIELDS.includes(label.field)) continue;
    // 某资料库 更新时间:… above a page is not yet its block of facts.
    if (end === 0 && label.field === 'other' && label.start > 0 && !isChained(label, labels)) continue;
    const between = withoutRepeated(
      withoutBareLabels(lines.slice(end, label.index), lexicon).filter((line) => !labelLines.has(line)),
    );
    const isFar =
      end > 0 &&
      (between.length > LARGEST_GAP ||
        between.some(({ text }) => text.length > 60 || /[:：。]$/u.test(text)));
    // Lone words of a page's menus read like labels; a block of facts has not begun with them.
    if (isFar && !isCore && label.field === 'other') continue;
    const isDeep = (filledAbove[label.index] ?? 0) > LONGEST_BLOCK;
    if (isFar && !isCore && !isDeep) end = 0;
    else if (
      isFar ||
      isDeep ||
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

/** How many filled lines stand above each line: blank ones make a block no longer. */
function countFilled(lines: readonly SourceLine[]): number[] {
  let filled = 0;
  return lines.map(({ text }) => (text === '' ? filled : filled++));
}

/** Index of the first line of the labels that close a notice below its text, with nothing else among them; null where none do. */
export function startOfClosingFacts(
  lines: readonly SourceLine[],
  labels: readonly Labelled[],
  lexicon: Lexicon,
): number | null {
  const closing = labels.filter(({ field, start }) => start === 0 && !BODY_FIELDS.includes(field));
  const starts = new Set(closing.map(({ index }) => index));
  const values = new Set(closing.map(({ valueIndex }) => valueIndex));
  let first: number | null = null;
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const text = lines[at]?.text ?? '';
    if (starts.has(at)) first = at;
    else if (text !== '' && !values.has(at) && !isFurniture(text, lexicon)) break;
  }
  return first;
}

/** 字号： / 小 / 中 / 大: the buttons for the size of a page's letters. */
const SIZES = /^(?:[大中小]|超大|默认|标准|[TA][-+]?)$/u;

/** The filled lines but for such buttons, cells of a table that name a fact (文号) on a line of their own, and those cells' values. */
function withoutBareLabels(lines: readonly SourceLine[], lexicon: Lexicon): readonly SourceLine[] {
  const filled = lines.filter(({ text }) => text !== '' && !SIZES.test(text));
  const isBare = (line: SourceLine | undefined) =>
    line !== undefined && lexicon.labelFields.has(line.text.replace(/\s+/gu, ''));
  return filled.filter((line, n) => !isBare(line) && !isBare(filled[n - 1]));
}

/** A title printed twice is one line. */
function withoutRepeated(lines: readonly SourceLine[]): readonly SourceLine[] {
  return lines.filter(({ text }, n) => comparable(text) !== comparable(lines[n - 1]?.text ?? ''));
}

/** 2023-06-30 18:20 来源:某局, 组配分类 规划 发布机构 某局: the words before the label are a fact too, or begin with the name of one. */
function isBehindFact({ index, start }: Labelled, lines: readonly SourceLine[], lexicon: Lexicon): boolean {
  const before = (lines[index]?.text ?? '').slice(0, start).trim();
  return lexicon.labelFields.has(before.split(/\s/u)[0] ?? '') || factsOf(before, lexicon) !== null;
}

function isChained(label: Labelled, labels: readonly Labelled[]): boolean {
  return label.index < HEAD_LINES && labels.filter(({ index }) => index === label.index).length > 1;
}
