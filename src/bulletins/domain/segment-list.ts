import { atLine, looseLine } from './entry-facts.js';
import { nextFilled } from './labels.js';
import type { Lexicon } from './lexicon.js';
import { familiesOf, isList, withColumns } from './list-families.js';
import { findListItems, isNews, type ListItem } from './list-items.js';
import { comparable, type SourceLine } from './normalise.js';
import type { ParseWarning } from './parsed-entry.js';
import { findSections, headsNews, sectionOf, withTopics, type Section } from './sections.js';
import { notAPolicy, type Segment, type Segmentation } from './segmentation.js';
import { tellsPolicy } from './tells-policy.js';

const SHORTEST_LEAD = 10;
const SHORTEST_REPEATED = 12;

/**
 * Lists: lines of one kind (`1、`, `●`, `【】`, plain ones with a date), each with its facts beside it or in the lines below, or
 * the title alone. Of all kinds in the document the one that explains most is taken, and only where the document calls
 * itself a bulletin or is hardly anything else, for notices number their annexes and tasks too.
 */
export function segmentList(lines: readonly SourceLine[], lexicon: Lexicon): Segmentation | null {
  const sections = findSections(lines, lexicon).filter(({ index }) => !isFact(index, lines, lexicon));
  const family = familiesOf(findListItems(lines, lexicon)).find((one) =>
    isList(one, lines, sections, lexicon),
  );
  if (family === undefined) return null;
  const all = withTopics(sections, lines, new Set(family.map(({ index }) => index)), lexicon);
  return toSegmentation(withColumns(family), lines, all, lexicon);
}

/** 国务院 over a line of facts is who issued what stands above; elsewhere it heads a section. */
function isFact(index: number, lines: readonly SourceLine[], lexicon: Lexicon): boolean {
  const pair = [lines[index], lines[nextFilled(lines, index + 1) ?? lines.length]];
  return pair.every((line) => line !== undefined && looseLine(line, lexicon) !== null);
}

function toSegmentation(
  family: readonly ListItem[],
  lines: readonly SourceLine[],
  sections: readonly Section[],
  lexicon: Lexicon,
): Segmentation {
  const warnings: ParseWarning[] = [];
  const items = withoutContents(family, lines, sections);
  const longest = longestOf(items);
  const segments = items.flatMap((item, n) => {
    const line = lines[item.index]?.number ?? 1;
    const section = sectionOf(item.index, sections);
    if (
      isNews(item, lexicon) ||
      isOtherNews(item, lines, lexicon) ||
      (headsNews(section, lexicon) && !item.isOfficial)
    ) {
      warnings.push(notAPolicy({ text: item.title, line }));
      return [];
    }
    const stop = sections.find(({ index }) => index > item.index)?.index ?? lines.length;
    const last = n === items.length - 1 ? item.next + longest : lines.length;
    const following = items[n + 1];
    const above = following?.numberAbove || (item.factLines === 0 && following?.factsAbove) ? 1 : 0;
    const end = Math.min((following?.index ?? lines.length) - above, stop, last);
    return [toSegment(item, lines.slice(item.next, end), line, section)];
  });
  return { isBulletin: true, segments, warnings };
}

/** A headline that is no title, over a text that tells of no paper either. */
function isOtherNews(item: ListItem, lines: readonly SourceLine[], lexicon: Lexicon): boolean {
  const lead = lines[nextFilled(lines, item.next) ?? lines.length]?.text ?? '';
  const isOverText = lead.length >= SHORTEST_LEAD && lead.endsWith('。');
  return isOverText && !item.isTitle && item.factLines === 0 && !tellsPolicy(item.title, lead, lexicon);
}

/** A table of contents names every policy once more: of two lines with one title the one that holds more is kept. */
function withoutContents(
  family: readonly ListItem[],
  lines: readonly SourceLine[],
  sections: readonly Section[],
): ListItem[] {
  const heads = new Set(sections.map(({ index }) => index));
  // The other lines of the contents stand again further down, too.
  const times = new Map<string, number>();
  for (const { text } of lines) times.set(comparable(text), (times.get(comparable(text)) ?? 0) + 1);
  const isRepeated = (text: string) =>
    text.length >= SHORTEST_REPEATED && (times.get(comparable(text)) ?? 0) > 1;
  const sizes = family.map(({ next }, n) => {
    const own = lines.slice(next, family[n + 1]?.index ?? lines.length);
    return own.filter(({ text }, at) => text !== '' && !heads.has(next + at) && !isRepeated(text)).length;
  });
  const titles = family.map(({ title }) => comparable(title));
  const largest = new Map<string, number>();
  for (const [n, title] of titles.entries())
    largest.set(title, Math.max(largest.get(title) ?? 0, sizes[n] ?? 0));
  return family.filter((_, n) => (sizes[n] ?? 0) > 0 || largest.get(titles[n] ?? '') === 0);
}

/** In a list of short entries the last is no longer than the longest before it: below it stands the page's foot. */
function longestOf(items: readonly ListItem[]): number {
  const lengths = items.slice(0, -1).map((item, n) => (items[n + 1]?.index ?? item.next) - item.next);
  const longest = Math.max(0, ...lengths);
  return longest <= 4 ? longest : Number.MAX_SAFE_INTEGER;
}

function toSegment(
  item: ListItem,
  lines: readonly SourceLine[],
  line: number,
  section: Section | null,
): Segment {
  return {
    title: { text: item.title, line, way: 'position' },
    section,
    lines,
    facts: atLine(item.facts, line),
  };
}
