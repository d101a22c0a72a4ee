import { cleanTitle } from './clean-title.js';
import { numberAtStart } from './document-number.js';
import type { LabelField, Lexicon } from './lexicon.js';
import { comparable, type SourceLine } from './normalise.js';
import { findSections, sectionOf } from './sections.js';
import type { Segment, Segmentation } from './segmentation.js';
import { isMenu, isTitleLike, readHeading } from './titles.js';

type Column = LabelField | null;

/** Headers that annex tables of a notice (序号 名称 单位) use as well. */
const GENERIC = /^(?:名称|文件|政策|标题)$/u;
const CORE: readonly Column[] = ['issuer', 'publishedOn', 'writtenOn', 'documentNumber', 'link', 'source'];
const LATEST_HEADER = 15;

interface Table {
  readonly header: number;
  readonly columns: readonly Column[];
  readonly segments: readonly Segment[];
}

/**
 * Tables whose header row names a title column and an issuer, date, number or link; cells by tab, bar, comma or wide
 * blanks. A table must be most of the document, for notices have annex tables too.
 */
export function segmentTable(lines: readonly SourceLine[], lexicon: Lexicon): Segmentation | null {
  const table = readTable(lines, lexicon);
  return table !== null && isMost(table, lines, lexicon) ? asSegmentation(table) : null;
}

/** A report in Markdown whose table of titles stands above its comments. */
export function segmentReportTable(lines: readonly SourceLine[], lexicon: Lexicon): Segmentation | null {
  const table = readTable(lines, lexicon);
  const rule = lines[(table?.header ?? lines.length) + 1]?.text ?? '';
  const isSure = /^\|?[\s:-]*-{2,}[\s|:-]*\|[\s|:-]*$/u.test(rule) && table !== null;
  if (!isSure || !isMostlyTitles(table.segments, lexicon)) return null;
  const segments = table.segments.map((one) => ({ ...one, lines: linesUnder(one.title?.text ?? '', lines) }));
  return asSegmentation({ ...table, segments });
}

/** What the report says further down under a heading that repeats a row's title. */
function linesUnder(title: string, lines: readonly SourceLine[]): readonly SourceLine[] {
  const at = lines.findIndex(({ text }) => {
    const heading = readHeading(text);
    return heading !== null && comparable(cleanTitle(heading.text)) === comparable(title);
  });
  const depth = readHeading(lines[at]?.text ?? '')?.depth ?? 0;
  if (at === -1) return [];
  const length = lines.slice(at + 1).findIndex(({ text }) => {
    const heading = readHeading(text);
    return heading !== null && (depth === 0 || (heading.depth > 0 && heading.depth <= depth));
  });
  return lines.slice(at + 1, length === -1 ? lines.length : at + 1 + length);
}

function asSegmentation({ segments }: Table): Segmentation {
  return { isBulletin: true, segments, warnings: [] };
}

function readTable(lines: readonly SourceLine[], lexicon: Lexicon): Table | null {
  const header = lines.findIndex((line) => columnsOf(line, lexicon) !== null);
  const columns = header === -1 ? null : columnsOf(lines[header] as SourceLine, lexicon);
  if (columns === null) return null;
  const sections = findSections(lines, lexicon);
  const segments = lines.flatMap((line, index) => {
    // Each section of a report may print the heading row again.
    const isOutside = !isParted(line, lines[header] as SourceLine) || isMenu(line.text, lexicon);
    if (index <= header || isOutside || columnsOf(line, lexicon) !== null) return [];
    const segment = rowOf(line, columns, sectionOf(index, sections));
    return segment === null ? [] : [segment];
  });
  const isPolicies = !hasGenericTitle(lines[header], columns) || isMostlyTitles(segments, lexicon);
  return segments.length > 0 && isPolicies ? { header, columns, segments } : null;
}

/** Rows are parted as their heading is, by bars or by tabs. */
function isParted(line: SourceLine, header: SourceLine): boolean {
  if (header.text.startsWith('|')) return line.text.startsWith('|');
  return !header.raw.includes('\t') || line.raw.includes('\t');
}

function isMost({ header, segments }: Table, lines: readonly SourceLine[], lexicon: Lexicon): boolean {
  const filled = lines.filter(
    (line, n) =>
      n === header || (line.text !== '' && !isRule(line.text) && columnsOf(line, lexicon) === null),
  );
  const headerAt = filled.findIndex(({ number }) => number === lines[header]?.number);
  return headerAt < LATEST_HEADER && segments.length * 2.5 >= filled.length - headerAt - 1;
}

function hasGenericTitle(line: SourceLine | undefined, columns: readonly Column[]): boolean {
  return (
    line !== undefined &&
    GENERIC.test((cellsOf(line)[columns.indexOf('title')] ?? '').replace(/[\s*]+/gu, ''))
  );
}

function isMostlyTitles(segments: readonly Segment[], lexicon: Lexicon): boolean {
  return (
    segments.filter(({ title }) => title !== null && isTitleLike(title.text, lexicon)).length * 2 >=
    segments.length
  );
}

function cellsOf({ raw, text }: SourceLine): string[] {
  if (raw.includes('\t')) return raw.split('\t').map((cell) => cell.trim());
  if (text.includes('|'))
    return text
      .replace(/^\||\|$/g, '')
      .split('|')
      .map((cell) => cell.trim());
  const csv =
    text
      .match(/(?:"[^"]*"|[^,"]*)(?:,|$)/gu)
      ?.map((cell) => cell.replace(/,$/, '').replace(/^"|"$/g, '').trim()) ?? [];
  return csv.length > 3 ? csv.slice(0, -1) : text.split(/\s{2,}/u);
}

function columnsOf(line: SourceLine, lexicon: Lexicon): Column[] | null {
  const cells = cellsOf(line);
  if (cells.length < 2 || line.text.length > 120 || /[:：]/u.test(line.text)) return null;
  const columns = cells.map((cell) => columnOf(cell.replace(/[\s*]+/gu, ''), lexicon));
  const known = columns.filter((column) => column !== null && column !== 'title');
  return columns.filter((column) => column === 'title').length === 1 &&
    known.some((column) => CORE.includes(column))
    ? columns
    : null;
}

/** The field a column of this name holds; null for any other. */
export function columnOf(cell: string, lexicon: Lexicon): Column {
  if (lexicon.words.tableTitleHeaders.includes(cell)) return 'title';
  return lexicon.labelFields.get(cell) ?? (/^(?:机构|单位|部门)$/u.test(cell) ? 'issuer' : null);
}

/** The rule under a Markdown table's heading. */
function isRule(text: string): boolean {
  return /^[\s|:—-]+$/u.test(text);
}

function rowOf(
  line: SourceLine,
  columns: readonly Column[],
  section: { text: string; line: number } | null,
): Segment | null {
  const cells = cellsOf(line);
  const isLess = cells.length < columns.length - 1 && line.text.includes('|');
  if (cells.length < Math.min(columns.length, 2) || isLess || isRule(line.text)) return null;
  const facts: Partial<Record<LabelField, { value: string; line: number }>> = {};
  for (const [n, column] of columns.entries()) {
    const value = cells[n]?.trim();
    if (column !== null && value && facts[column] === undefined) facts[column] = { value, line: line.number };
  }
  const link = /\]\((https?:[^)]+)\)/.exec(line.text)?.[1] ?? /https?:\/\/[^\s|)]+/.exec(line.text)?.[0];
  if (link !== undefined && facts.link === undefined) facts.link = { value: link, line: line.number };
  // 索引号 heads a column of document numbers on some sites.
  const index = facts.other?.value ?? '';
  if (facts.documentNumber === undefined && index !== '' && numberAtStart(index)?.end === index.length)
    facts.documentNumber = { value: index, line: line.number };
  const title = facts.title?.value.replace(/\[([^\]]+)\]\([^)]*\)/gu, '$1');
  if (title === undefined || title.length < 4) return null;
  return {
    title: { text: title, line: line.number, way: 'label' },
    section,
    lines: [],
    facts,
  };
}
