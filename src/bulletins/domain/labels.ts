import { HEAD_FIELDS, type LabelField, type Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import { isClosed, isTitleLike, isTitleRemainder } from './titles.js';
import { unmarkedLabels } from './unmarked-labels.js';

/** A label met in a line, with its value: the rest of the line up to the next label, or the next filled line. */
export interface Labelled {
  readonly field: LabelField;
  readonly label: string;
  readonly value: string;
  /** Index into the lines searched, of the label and of its value. */
  readonly index: number;
  readonly valueIndex: number;
  /** Where the label starts in its line; 0 means the line begins with it. */
  readonly start: number;
}

/** Shorter words (来源, 日期, 文号) head columns and paragraphs too: alone on a line they label nothing. */
const SHORTEST_ALONE = 4;
const LONGEST_WRAP = 4;

interface Hit {
  readonly field: LabelField;
  readonly label: string;
  readonly start: number;
  readonly valueStart: number;
}

/** Every label of the lines, in order of appearance. */
export function findLabels(lines: readonly SourceLine[], lexicon: Lexicon): Labelled[] {
  return lines.flatMap((line, index) => {
    const hits = hitsIn(line.text, lexicon);
    return hits.map((hit, n) => withValue(hit, hits[n + 1], lines, index, lexicon));
  });
}

/** Whether the line begins with a label of one of the fields. */
export function beginsWithLabel(text: string, lexicon: Lexicon, fields?: readonly LabelField[]): boolean {
  const first = hitsIn(text, lexicon)[0];
  return first !== undefined && first.start === 0 && (fields === undefined || fields.includes(first.field));
}

/** Whether the line has nothing before its first label. */
export function hasLabel(text: string, lexicon: Lexicon, fields: readonly LabelField[]): boolean {
  return hitsIn(text, lexicon).some((hit) => fields.includes(hit.field));
}

/** The text of a line before its first label: a title and its facts are often glued on one line. */
export function beforeLabels(text: string, lexicon: Lexicon): string {
  const first = hitsIn(text, lexicon)[0];
  return (first === undefined ? text : text.slice(0, first.start)).replace(/[\s•]+$/u, '').trimStart();
}

function hitsIn(text: string, lexicon: Lexicon): Hit[] {
  const alone = lexicon.labelFields.get(text.replace(/\s+/gu, ''));
  if (
    alone !== undefined &&
    HEAD_FIELDS.includes(alone) &&
    (text.length >= SHORTEST_ALONE || text.endsWith('引号'))
  )
    return [{ field: alone, label: text.replace(/\s+/gu, ''), start: 0, valueStart: text.length }];
  const marked = markedHits(text, lexicon);
  const spaced = isTabular(text) ? [...text.matchAll(lexicon.spacedLabelPattern)] : [];
  const bare = [...spaced.flatMap((match) => hitOf(match, lexicon) ?? []), ...unmarkedLabels(text, lexicon)];
  const others = bare.filter((hit) => !marked.some((one) => isWithin(hit, one)));
  return others.length === 0 ? marked : withoutOverlaps([...marked, ...others], text, lexicon);
}

/** 发 布 日 is no label inside 发 布 日 期:. */
function isWithin(inner: Hit, outer: Hit): boolean {
  return inner.start >= outer.start && inner.start < outer.valueStart;
}

const MARK = /[:：丨】\]]/gu;
/** 来源｜某局: the one bar of a line is a colon behind the word it begins with. */
const LONE_BAR = /^[^|｜:：]{2,12}?\s*([|｜])[^|｜]+$/u;
const BOUNDARY = /[\s|·•｜;；，,、。)）\]】*>\d]/u;
/** 发布日期 / Date:, 有效性 | 有效 | 公开日期: – the name in another language, or cells of a table. */
const NOTHING_ELSE = /^[\s>*-]*(?:\p{Script=Han}{2,8}\s*[/／]|(?:[^|｜。；，,:：]{0,12}[|｜])+)\s*$/u;
/** A title whose page lost the break before its facts: …的通知索引号：. */
const GLUED_TITLE = /(?:的(?:通知|公告|通告|意见|决定|函|批复)|[）)》])$/u;
const NOTICE = /的(?:通知|公告|通告|意见|决定|函|批复)$/u;
const LONG_LABEL = 3;
const END_OF_VALUE = /(?:局|厅|部|委|会|院|办公室|政府|号|日|\d|\.s?html?)$/u;
const BULLET =
  /(?:^|\s)(?:[-*•·●>]\s+|[▪◆◇■□○◎★☆▲△▶►▸➤➢※❖◼▍▎▌☞✦✧✓✔→⇒➔➜›»\p{Extended_Pictographic}]\uFE0F?\s*)$/u;
/** 4. [实施日期]: labels in brackets may be counted. */
const COUNTED = /^\s*\d{1,2}\s*[.、)）]\s*$/u;

/** Labels before a colon or in 【】, at the start of the line or after a break; spaced out or bold they are the same. */
function markedHits(text: string, lexicon: Lexicon): Hit[] {
  const hits: Hit[] = [];
  for (const mark of text.matchAll(MARK)) {
    const hit = labelBefore(text, mark.index, hits.at(-1)?.valueStart ?? 0, lexicon);
    if (hit !== null) hits.push(hit);
  }
  const bar = hits.length === 0 ? LONE_BAR.exec(text)?.[1] : undefined;
  const hit = bar === undefined ? null : labelBefore(text, text.indexOf(bar), 0, lexicon);
  return hit?.start === 0 ? [hit] : hits;
}

function labelBefore(text: string, mark: number, from: number, lexicon: Lexicon): Hit | null {
  const isColon = /[:：丨|｜]/u.test(text[mark] ?? '');
  let best: Hit | null = null;
  let name = '';
  for (let at = mark - 1; at >= from && name.length < lexicon.longestLabel; at -= 1) {
    const character = text[at] ?? '';
    if (/[\s*]/u.test(character)) continue;
    if (/[:：丨】]/u.test(character)) break;
    name = character + name;
    const field = lexicon.labelFields.get(name);
    const start =
      field === undefined ? null : (startOf(text, at, mark, isColon) ?? behindValue(text, at, mark, from));
    if (field !== undefined && start !== null)
      best = { field, label: name, start, valueStart: valueStart(text, mark) };
  }
  return best;
}

/** Where a label with its bracket, asterisks and bullet begins; null when it is the end of a longer word. */
function startOf(text: string, at: number, mark: number, isColon: boolean): number | null {
  let start = at;
  const bracket = /[【[]\s*$/u.exec(text.slice(Math.max(0, at - 3), at));
  if (bracket === null && !isColon) return null;
  start -= bracket?.[0].length ?? 0;
  if (text.slice(start - 2, start) === '**') start -= 2;
  start -= BULLET.exec(text.slice(Math.max(0, start - 4), start))?.[0].trimStart().length ?? 0;
  if (bracket !== null && COUNTED.test(text.slice(0, start))) return 0;
  if (isColon && NOTHING_ELSE.test(text.slice(0, start))) return 0;
  if (start === 0 || BOUNDARY.test(text[start - 1] ?? '')) return start;
  const isGlued = mark - at >= LONG_LABEL ? GLUED_TITLE : NOTICE;
  return isColon && isGlued.test(text.slice(0, start)) ? start : null;
}

/** 发布机构：某局发布日期：…: a label whose break is lost begins behind what ends the value before it. */
function behindValue(text: string, at: number, mark: number, from: number): number | null {
  const isGlued = from > 0 && mark - at >= LONGEST_WRAP && text[mark] !== ']' && text[mark] !== '】';
  return isGlued && END_OF_VALUE.test(text.slice(from, at)) ? at : null;
}

/** Behind the mark, the colon that may follow a bracket, and the end of bold type; a Markdown link is no label. */
function valueStart(text: string, mark: number): number {
  return mark + (/^[:：丨|｜】\]]\s*[:：]?\s*(?:\*\*)?\s*/u.exec(text.slice(mark))?.[0].length ?? 1);
}

function hitOf(match: RegExpMatchArray, lexicon: Lexicon): Hit | null {
  const label = (match[1] ?? match[2] ?? '').replace(/\s+/gu, '');
  const field = lexicon.labelFields.get(label);
  const start = match.index ?? 0;
  return field === undefined ? null : { field, label, start, valueStart: start + match[0].length };
}

/** Only short lines are laid out in columns. */
function isTabular(text: string): boolean {
  return text.length < 400 && (text.includes('\t') || /\p{Script=Han}\s+\p{Script=Han}\s+\S/u.test(text));
}

/** A label that is followed by another one is a table's heading, not a fact. */
function withoutOverlaps(hits: readonly Hit[], text: string, lexicon: Lexicon): Hit[] {
  const sorted = [...hits].sort((a, b) => a.start - b.start || b.valueStart - a.valueStart);
  const apart = sorted.filter((hit, n) => n === 0 || hit.start >= (sorted[n - 1]?.valueStart ?? 0));
  return apart.filter((hit, n) => {
    const value = text.slice(hit.valueStart, apart[n + 1]?.start).trim();
    return value !== '' && !lexicon.labelFields.has(value.split('\t')[0]?.replace(/\s+/gu, '') ?? '');
  });
}

function withValue(
  hit: Hit,
  next: Hit | undefined,
  lines: readonly SourceLine[],
  index: number,
  lexicon: Lexicon,
): Labelled {
  const own = (lines[index]?.text ?? '')
    .slice(hit.valueStart, next?.start)
    .replace(/^[\s|｜]+|[\s·•|｜;；，,]+$/gu, '')
    .trim();
  const { field, label, start } = hit;
  const wrapped =
    field === 'title' && own !== '' && next === undefined ? wrappedTitle(own, lines, index, lexicon) : null;
  if (wrapped !== null) return { field, label, index, start, ...wrapped };
  if (own !== '' || next !== undefined) return { field, label, value: own, index, valueIndex: index, start };
  const below = nextFilled(lines, index + 1);
  const value = below === null ? '' : (lines[below]?.text ?? '');
  const isAnotherLabel = value === '' || hitsIn(value, lexicon)[0]?.start === 0;
  if (below === null || isAnotherLabel) return { field, label, value: '', index, valueIndex: index, start };
  const whole = field === 'title' ? wrappedTitle(value, lines, below, lexicon) : null;
  if (whole !== null) return { field, label, index, start, ...whole };
  return { field, label, value, index, valueIndex: below, start };
}

/** 某区发布通告!某地恢复通行: a headline of two sentences is whole. */
function isHeadline(text: string): boolean {
  return /[!！？?](?=.{4})/u.test(text);
}

/** A title that is no title yet goes on in the next lines. */
function wrappedTitle(
  own: string,
  lines: readonly SourceLine[],
  index: number,
  lexicon: Lexicon,
): { value: string; valueIndex: number } | null {
  const isWhole = (text: string, next: string) =>
    isHeadline(text) || (isTitleLike(text, lexicon) && isClosed(text) && !isTitleRemainder(next));
  if (isWhole(own, lines[index + 1]?.text ?? '')) return null;
  let value = own;
  for (let at = index + 1; at <= index + LONGEST_WRAP; at += 1) {
    const text = lines[at]?.text ?? '';
    if (text === '' || hitsIn(text, lexicon).length > 0) return null;
    value += text;
    if (isWhole(value, lines[at + 1]?.text ?? '')) return { value, valueIndex: at };
  }
  return null;
}

/** Index of the first line from `from` on that holds something. */
export function nextFilled(lines: readonly SourceLine[], from: number): number | null {
  for (let i = from; i < lines.length; i += 1) if (lines[i]?.text) return i;
  return null;
}
