import { readDate } from './dates.js';
import { factsBehindTitle } from './note-line.js';
import { isOrganisation } from './issuers.js';
import { beginsWithLabel, nextFilled } from './labels.js';
import type { LabelField, Lexicon } from './lexicon.js';
import { normaliseText, type SourceLine } from './normalise.js';
import { findSections, sectionOf } from './sections.js';
import type { Segment, Segmentation } from './segmentation.js';
import { isClosed, isExplainer, isTitleLike, readHeading } from './titles.js';

const DATE = String.raw`(?:(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}(?:\s*[-/.月]\s*\d{1,2})?\s*[日月]?|\d{1,2}[-/.]\d{1,2}|\d{1,2}月\d{1,2}日)`;
const AFTER = new RegExp(String.raw`^(.{6,160}?)\s*[|｜—·]*\s*[\[(（【]?\s*(${DATE})\s*[\])）】]?$`, 'u');
const BEFORE = new RegExp(String.raw`^[\[(（【]?\s*(${DATE})\s*[\])）】]?\s*[|｜—·:：]*\s*(.{6,160})$`, 'u');
const FEWEST = 3;

interface DatedLine {
  readonly index: number;
  readonly title: string;
  readonly date: string;
  readonly facts: Segment['facts'];
}

/** Lists with one title and one date a line, in either order; a link line may follow each. */
export function segmentDatedLines(lines: readonly SourceLine[], lexicon: Lexicon): Segmentation | null {
  const filled = lines.filter(({ text }) => text !== '').length;
  const all = lines.flatMap((line, index) => readDatedLine(line, index, lexicon) ?? []);
  const sure = all.filter(({ title }) => isTitleLike(title, lexicon));
  if (sure.length < FEWEST || sure.length * 2 < filled * 0.6) return null;
  // In a list of titles a line that only looks odd (…揭榜, …分赛) is one as well.
  const dated = sure.length >= all.length * 0.6 ? all : sure;
  const policies = dated.filter(({ title }) => !isExplainer(title, lexicon));
  const sections = findSections(lines, lexicon);
  const segments = policies.map((item) => {
    const end = Math.min(
      nextIndex(dated, item.index) ?? lines.length,
      sections.find(({ index }) => index > item.index)?.index ?? lines.length,
    );
    return toSegment(item, lines, end, sectionOf(item.index, sections), lexicon);
  });
  return { isBulletin: true, segments, warnings: [] };
}

function nextIndex(dated: readonly DatedLine[], index: number): number | undefined {
  return dated.find((other) => other.index > index)?.index;
}

function readDatedLine(line: SourceLine, index: number, lexicon: Lexicon): DatedLine | null {
  const text = (readHeading(line.text)?.text ?? line.text).trim();
  if (beginsWithLabel(text, lexicon)) return null;
  const after = AFTER.exec(text);
  const before = after === null ? BEFORE.exec(text) : null;
  const closing = factsBehindTitle(line, text, lexicon);
  if (closing !== null)
    return {
      index,
      title: closing.title,
      date: closing.facts.publishedOn?.value ?? '',
      facts: closing.facts,
    };
  const title = (after?.[1] ?? before?.[2] ?? '').trim();
  const date = after?.[2] ?? before?.[1] ?? '';
  const isGood = isClosed(title) && title !== '' && !/[。；]/u.test(title) && readDate(date) !== null;
  return isGood ? { index, title, date, facts: {} } : null;
}

/** 某局⇥关于…的通知: who issued it stands in a column before the title, set apart by more than a blank. */
function columnsOf(text: string, raw: string, lexicon: Lexicon): { issuer: string | null; title: string } {
  const cells = raw.split(/\t|\u3000|\s{2,}|\s*[|｜]\s*/u).map((cell) => normaliseText(cell).trim());
  for (const cell of cells) {
    const rest = text.startsWith(cell) ? text.slice(cell.length).trim() : '';
    const bodies = cell.split(/[、,，\s]+/u);
    if (cell !== '' && rest.length > 5 && bodies.every((body) => isOrganisation(body, lexicon)))
      return { issuer: cell, title: rest.replace(/^[|｜\s]+/u, '') };
  }
  return { issuer: null, title: text };
}

function toSegment(
  item: DatedLine,
  lines: readonly SourceLine[],
  end: number,
  section: { text: string; line: number } | null,
  lexicon: Lexicon,
): Segment {
  const line = lines[item.index]?.number ?? 1;
  const { issuer, title } = columnsOf(item.title, lines[item.index]?.raw ?? '', lexicon);
  const facts: Partial<Record<LabelField, { value: string; line: number }>> = {
    publishedOn: { value: item.date, line },
    ...(issuer === null ? {} : { issuer: { value: issuer, line } }),
    ...item.facts,
  };
  const below = nextFilled(lines, item.index + 1);
  const link =
    below !== null && below < end ? /https?:\/\/\S+/.exec(lines[below]?.text ?? '')?.[0] : undefined;
  if (link !== undefined && below !== null) facts.link = { value: link, line: lines[below]?.number ?? line };
  return {
    title: { text: title, line, way: 'position' },
    section: section === null ? null : { text: section.text, line: section.line },
    lines: lines.slice(item.index + 1, end),
    facts,
  };
}
