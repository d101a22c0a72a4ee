import type { LabelField, Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import { findSections, sectionOf } from './sections.js';
import type { Segment, Segmentation } from './segmentation.js';

type Column = LabelField | null;

/** Tables with a header row that names a title column and at least one other fact; cells by tab, bar or wide blanks. */
export function segmentTable(lines: readonly SourceLine[], lexicon: Lexicon): Segmentation | null {
  const header = lines.findIndex((line) => columnsOf(line, lexicon) !== null);
  const columns = header === -1 ? null : columnsOf(lines[header] as SourceLine, lexicon);
  if (columns === null) return null;
  const sections = findSections(lines, lexicon);
  const segments = lines.flatMap((line, index) => {
    if (index <= header) return [];
    const segment = rowOf(line, columns, sectionOf(index, sections));
    return segment === null ? [] : [segment];
  });
  return segments.length === 0 ? null : { isBulletin: true, segments, warnings: [] };
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
  return columns.filter((column) => column === 'title').length === 1 && known.length >= 1 ? columns : null;
}

function columnOf(cell: string, lexicon: Lexicon): Column {
  if (lexicon.words.tableTitleHeaders.includes(cell)) return 'title';
  return lexicon.labelFields.get(cell) ?? (/^(?:机构|单位|部门)$/u.test(cell) ? 'issuer' : null);
}

function rowOf(
  line: SourceLine,
  columns: readonly Column[],
  section: { text: string; line: number } | null,
): Segment | null {
  const cells = cellsOf(line);
  if (cells.length < Math.min(columns.length, 2) || /^[\s|:-]+$/.test(line.text)) return null;
  const facts: Partial<Record<LabelField, { value: string; line: number }>> = {};
  for (const [n, column] of columns.entries()) {
    const value = cells[n]?.trim();
    if (column !== null && value && facts[column] === undefined) facts[column] = { value, line: line.number };
  }
  const link = /\]\((https?:[^)]+)\)/.exec(line.text)?.[1] ?? /https?:\/\/[^\s|)]+/.exec(line.text)?.[0];
  if (link !== undefined && facts.link === undefined) facts.link = { value: link, line: line.number };
  const title = facts.title?.value.replace(/\[([^\]]+)\]\([^)]*\)/gu, '$1');
  if (title === undefined || title.length < 4) return null;
  return {
    title: { text: title, line: line.number, way: 'label' },
    section: section && { text: section.text, line: section.line },
    lines: [],
    facts,
  };
}
