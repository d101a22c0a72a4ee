import { cleanTitle } from './clean-title.js';
import { beginsWithLabel, findLabels, hasLabel, nextFilled } from './labels.js';
import { LABEL_FIELDS, type LabelField, type Lexicon } from './lexicon.js';
import { numberAtStart } from './document-number.js';
import { factsOf } from './line-facts.js';
import type { SourceLine } from './normalise.js';
import { sectionLevel } from './sections.js';
import { COUNTED, isExplainer, isFullTitle, isTitleLike, namesBulletin, readHeading } from './titles.js';

/** Labels that open an entry's block; a link or a contact alone may stand anywhere in a body. */
export const OPENING: readonly LabelField[] = [
  'issuer',
  'publishedOn',
  'source',
  'documentNumber',
  'writtenOn',
];
const HEAD_LINES = 20;
const LONGEST_BADGE = 4;
const MOST_BETWEEN = 2;
/** Labels of an entry's own facts. */
export const FACTS: readonly LabelField[] = [...OPENING, 'link', 'title'];
/** Labels that running text and timetables use as well. */
const WEAK: readonly string[] = [
  '部门',
  '机构',
  '主管部门',
  '时间',
  '日期',
  '来源',
  '信息来源',
  '文章来源',
  '内容来源',
];

/** Where an entry begins: its title's line, and the first line below title and wraps. */
export interface Start {
  readonly index: number;
  readonly title: string;
  readonly bodyIndex: number;
  readonly depth: number;
  readonly number: number | null;
}

/** 信息状态:有效: a fact under a name no list knows; 某区:某某办法 is a title with its place. */
export function isUnknownFact(text: string, lexicon: Lexicon): boolean {
  const value = /^(?:[•·●*-]\s+)?\p{Script=Han}{2,8}\s*[:：](.*)$/u.exec(text)?.[1];
  return value !== undefined && !isTitleLike(value, lexicon);
}

/** 时间: and 来源: also stand in timetables and captions; they open an entry only beside other facts. */
export function opensBlock(lines: readonly SourceLine[], at: number, lexicon: Lexicon): boolean {
  const labels = findLabels(blockAt(lines, at, lexicon), lexicon).filter(({ field }) =>
    FACTS.includes(field),
  );
  if (labels.some(({ label, field }) => field !== 'link' && !WEAK.includes(label))) return true;
  if (new Set(labels.map(({ field }) => field)).size >= 2) return true;
  return labels.some(({ field, value }) => field === 'source' && /\d{4}[-年/.]\d{1,2}|https?:/u.test(value));
}

/** Records that name their title with the same label: two or more. */
export function recordStarts(lines: readonly SourceLine[], lexicon: Lexicon): Start[] | null {
  const titles = findLabels(lines, lexicon).filter(
    ({ field, label, start, value }) =>
      field === 'title' && label !== '名称' && start <= 4 && value.length > 4,
  );
  const same = titles.filter(({ label }) => label === titles[0]?.label);
  if (new Set(same.map(({ value }) => cleanTitle(value))).size < 2) return null;
  return same.map(({ index, valueIndex, value }) => {
    const bodyIndex = valueIndex + (valueIndex === index ? 0 : 1);
    return { index, title: value, bodyIndex, depth: 0, number: null };
  });
}

/** Cards: an unnumbered title over a block of facts, twice or more, each block opening with the same label. */
export function cardStarts(lines: readonly SourceLine[], lexicon: Lexicon): Start[] | null {
  const cards = lines.flatMap((_, index) => cardStart(lines, index, lexicon) ?? []);
  const opening = cards[0]?.opening;
  const starts = cards.filter((card) => card.opening === opening).map(({ start }) => start);
  const isSure = starts.length >= 3 || starts.every(({ title }) => isTitleLike(title, lexicon));
  return isSure && new Set(starts.map(({ title }) => title)).size >= 2 ? withoutCounts(starts) : null;
}

/** `12 关于…`: a number column where every title has one. */
function withoutCounts(starts: Start[]): Start[] {
  const counts = starts.map(({ title }) => Number(/^(\d{1,5})\s+(?=\S)/u.exec(title)?.[1] ?? Number.NaN));
  const isColumn = counts.every((count, n) => count === 1 || n === 0 || count === (counts[n - 1] ?? 0) + 1);
  if (!isColumn || !COUNTED.test(starts[0]?.title ?? '')) return starts;
  return starts.map((start) => ({ ...start, title: start.title.replace(/^\d{1,5}\s+/u, '') }));
}

function cardStart(
  lines: readonly SourceLine[],
  index: number,
  lexicon: Lexicon,
): { start: Start; opening: string } | null {
  const text = lines[index]?.text ?? '';
  const isTitle = text !== '' && !hasLabel(text, lexicon, LABEL_FIELDS) && isCardTitle(text, lexicon);
  const block = isTitle && factsOf(text, lexicon) === null ? blockBelow(lines, index, lexicon) : null;
  if (block === null) return null;
  const below = block.label;
  const labels = findLabels(blockAt(lines, below, lexicon), lexicon);
  if (new Set(labels.map(({ field }) => field)).size < 2 && !opensNotice(text, lines, below, lexicon))
    return null;
  const heading = readHeading(text);
  const start = {
    index,
    title: heading?.text ?? text,
    bodyIndex: block.body,
    depth: heading?.depth ?? 0,
    number: null,
  };
  return { start, opening: labels[0]?.label ?? '' };
}

/** Where a card's block begins below its title: behind badges of its level (市级, 国家级) and a search's words, at facts without labels or at the first label. */
function blockBelow(
  lines: readonly SourceLine[],
  index: number,
  lexicon: Lexicon,
): { readonly body: number; readonly label: number } | null {
  let body: number | null = null;
  let at = nextFilled(lines, index + 1);
  for (let seen = 0; at !== null && seen <= MOST_BETWEEN; seen += 1) {
    const text = lines[at]?.text ?? '';
    if (opensFacts(text, lexicon)) return { body: body ?? at, label: at };
    if (factsOf(text, lexicon) !== null || isSnippet(text)) body ??= at;
    else if (text.length > LONGEST_BADGE || sectionLevel(text, lexicon) === null) return null;
    at = nextFilled(lines, at + 1);
  }
  return null;
}

/** What a search prints of a paper's text below its title: …，完善服务体系… */
function isSnippet(text: string): boolean {
  return /[，,。；、：:〔]/u.test(text) && /(?:…|\.{3})$/u.test(text);
}

/** A label, or a number with labels behind it (国办发〔2024〕21号 发布日期：…). */
function opensFacts(text: string, lexicon: Lexicon): boolean {
  if (beginsWithLabel(text, lexicon, OPENING)) return true;
  return numberAtStart(text) !== null && hasLabel(text, lexicon, OPENING);
}

/** Whole notices one after another: a full title, one label, and the number or the salutation under it. */
function opensNotice(title: string, lines: readonly SourceLine[], label: number, lexicon: Lexicon): boolean {
  const next = lines[nextFilled(lines, label + 1) ?? lines.length]?.text ?? '';
  return isFullTitle(title, lexicon) && (numberAtStart(next) !== null || /^各.{2,60}[:：]/u.test(next));
}

/** Handbooks: numbered headings over 惠及对象:, 支持标准: and the like, where the document calls itself a compilation. */
export function guideStarts(lines: readonly SourceLine[], lexicon: Lexicon): Start[] | null {
  const starts = lines.flatMap(({ text }, index) => {
    const heading = readHeading(text);
    const below = heading === null ? null : nextFilled(lines, index + 1);
    if (heading === null || below === null || heading.text.length > 80) return [];
    const opens = beginsWithLabel(lines[below]?.text ?? '', lexicon);
    if (!opens || beginsWithLabel(text, lexicon)) return [];
    return [{ index, title: heading.text, bodyIndex: below, depth: heading.depth, number: heading.number }];
  });
  const opening = (start: Start) =>
    findLabels(lines.slice(start.bodyIndex, start.bodyIndex + 1), lexicon)[0]?.label;
  const [first] = starts;
  const same = starts.filter((start) => first !== undefined && opening(start) === opening(first));
  const head = lines.slice(0, first?.index ?? 0).map(({ text }) => text);
  return same.length >= 3 && namesBulletin(head.slice(-HEAD_LINES), lexicon) ? same : null;
}

/** The lines of a block of facts: label lines in a row. */
function blockAt(lines: readonly SourceLine[], from: number, lexicon: Lexicon): SourceLine[] {
  const block = lines.slice(from, from + 8).filter(({ text }) => text !== '');
  const end = block.findIndex(({ text }) => !beginsWithLabel(text, lexicon) && !opensFacts(text, lexicon));
  return end === -1 ? block : block.slice(0, end);
}

function isCardTitle(text: string, lexicon: Lexicon): boolean {
  return (
    text.length >= 5 &&
    text.length <= 140 &&
    !/[。；：:]$/u.test(text) &&
    !isSnippet(text) &&
    !isUnknownFact(text, lexicon) &&
    (isTitleLike(text, lexicon) || text.length < 80) &&
    !isExplainer(text, lexicon)
  );
}
