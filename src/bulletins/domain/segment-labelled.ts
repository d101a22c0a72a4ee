import { beforeLabels, beginsWithLabel, hasLabel, nextFilled } from './labels.js';
import {
  cardStarts,
  FACTS,
  guideStarts,
  isUnknownFact,
  opensBlock,
  OPENING,
  recordStarts,
  type Start,
} from './labelled-starts.js';
import { factsOf } from './line-facts.js';
import type { Lexicon } from './lexicon.js';
import { LINKED } from './list-line.js';
import type { SourceLine } from './normalise.js';
import { findSections, sectionLevel, sectionOf, withTopics, type Section } from './sections.js';
import { notAPolicy, type Segment, type Segmentation } from './segmentation.js';
import { tellsNews } from './tells-policy.js';
import { isTitleLike, readHeading } from './titles.js';

const REACH = 6;

/** Bulletins whose entries each carry a block of labels: numbered titles, Markdown headings, cards, 标题: records. */
export function segmentLabelled(lines: readonly SourceLine[], lexicon: Lexicon): Segmentation | null {
  const starts =
    numberedStarts(lines, lexicon) ??
    recordStarts(lines, lexicon) ??
    cardStarts(lines, lexicon) ??
    guideStarts(lines, lexicon);
  if (starts === null) return null;
  const named = findSections(lines, lexicon).filter((section) => opensEntry(section, starts, lines, lexicon));
  const sections = withTopics(named, lines, new Set(starts.map(({ index }) => index)), lexicon);
  const segments = starts.map((start, n) => toSegment(start, starts[n + 1], lines, sections, lexicon));
  const news = segments.filter(({ title, lines: own }) => tellsNews(title?.text ?? '', own, lexicon));
  const warnings = news.flatMap(({ title }) => (title === null ? [] : notAPolicy(title)));
  const policies = segments.filter((segment) => !news.includes(segment));
  return { isBulletin: true, segments: policies, warnings };
}

/** Numbered or Markdown headings with an issuer or date label within a few lines. */
function numberedStarts(lines: readonly SourceLine[], lexicon: Lexicon): Start[] | null {
  const starts = lines.flatMap((_, index) => numberedStart(lines, index, lexicon) ?? []);
  const counted = withoutOwnHeading(starts).filter((start, n, all) => isCounting(start, all[n - 1]));
  const [first] = counted;
  const isEnough = counted.length >= 2 || (first !== undefined && isLoneEntry(first, lines, lexicon));
  return isEnough ? withSuccessors(counted, lines, lexicon) : null;
}

/** `# 周报` over `### 1. …`: a Markdown heading above the depth of all entries is the document's own. */
function withoutOwnHeading(starts: readonly Start[]): readonly Start[] {
  const [first, ...others] = starts;
  const isOwn = first !== undefined && first.depth > 0 && others.every(({ depth }) => depth > first.depth);
  return isOwn && others.length > 0 ? others : starts;
}

/** An entry of the same numbering without any label of its own: the number that follows, over a title. */
function withSuccessors(starts: readonly Start[], lines: readonly SourceLine[], lexicon: Lexicon): Start[] {
  if (starts.length < 2) return [...starts];
  return starts.flatMap((start, n) => {
    const until = starts[n + 1]?.index ?? lines.length;
    const own = readHeading(lines[start.index]?.text ?? '');
    const found: Start[] = [start];
    for (let index = start.index + 1; index < until; index += 1) {
      const heading = readHeading(lines[index]?.text ?? '');
      const previous = found.at(-1)?.number ?? null;
      if (heading === null || own === null || previous === null || heading.number !== previous + 1) continue;
      if (heading.depth !== start.depth || markOf(heading.marker) !== markOf(own.marker)) continue;
      if (!isTitleLike(heading.text, lexicon) || beginsWithLabel(heading.text, lexicon)) continue;
      found.push({
        index,
        title: heading.text,
        bodyIndex: index + 1,
        depth: start.depth,
        number: heading.number,
      });
    }
    return found;
  });
}

function markOf(marker: string): string {
  return marker.replace(/\d+/gu, '1');
}

function numberedStart(lines: readonly SourceLine[], index: number, lexicon: Lexicon): Start | null {
  const heading = readHeading(lines[index]?.text ?? '');
  if (heading === null || /^[-*]/.test(heading.marker)) return null;
  if (beginsWithLabel(heading.text, lexicon, FACTS) || sectionLevel(lines[index]?.text ?? '', lexicon))
    return null;
  if (heading.number === null && isUnknownFact(heading.text, lexicon)) return null;
  const label = labelWithin(lines, index, lexicon);
  if (label === null) return null;
  const title = beforeLabels(heading.text, lexicon);
  const own = lines.slice(index, label + 1);
  if (own.some(({ text }) => beginsWithLabel(readHeading(text)?.text ?? text, lexicon, ['title'])))
    return null;
  const isHan = /\p{Script=Han}/u.test(title);
  const between = lines
    .slice(index + 1, label)
    .filter(({ text }) => text !== '' && (!isHan || /\p{Script=Han}/u.test(text)));
  const isWrap =
    between.length <= 2 &&
    between.every(
      ({ text }) =>
        text.length < 50 &&
        !/[。；：]$|^\p{Lu}[a-z]+(?:\s[a-z]+){0,2}:\s/u.test(text) &&
        factsOf(text, lexicon) === null,
    );
  if (!isWrap && isTitleLike(between.at(-1)?.text ?? '', lexicon)) return null;
  const whole = isWrap ? [title, ...between.map(({ text }) => text)].join('') : title;
  const bodyIndex = label === index || !isWrap ? index + 1 : label;
  return whole.length < 4
    ? null
    : { index, title: whole, bodyIndex, depth: heading.depth, number: heading.number };
}

/** Numbers go up by one, restart at 1, or are not figures at all. */
function isCounting(start: Start, previous: Start | undefined): boolean {
  if (start.number === null || previous === undefined || previous.number === null) return true;
  return start.number === 1 || start.number > previous.number;
}

/** One numbered entry alone is a bulletin of one only under a section heading or with a plain title. */
function isLoneEntry(start: Start, lines: readonly SourceLine[], lexicon: Lexicon): boolean {
  const above = lines.slice(0, start.index).filter(({ text }) => text !== '');
  const isNearTop = above.length < 12 || findSections(above, lexicon).length > 0;
  return start.number === 1 && isNearTop && isTitleLike(start.title, lexicon);
}

function labelWithin(lines: readonly SourceLine[], index: number, lexicon: Lexicon): number | null {
  const own = lines[index]?.text ?? '';
  if (hasLabel(own, lexicon, OPENING) && beforeLabels(own, lexicon) !== '') return index;
  let at: number | null = index;
  for (let seen = 0; seen < REACH; seen += 1) {
    at = nextFilled(lines, at + 1);
    if (at === null) return null;
    const text = lines[at]?.text ?? '';
    if (beginsWithLabel(text, lexicon, OPENING)) return opensBlock(lines, at, lexicon) ? at : null;
    if (readHeading(text)?.number !== undefined && !beginsWithLabel(text, lexicon)) return null;
  }
  return null;
}

/** A section heading counts when the next filled line starts an entry (or is another heading). */
function opensEntry(
  section: Section,
  starts: readonly Start[],
  lines: readonly SourceLine[],
  lexicon: Lexicon,
): boolean {
  const next = nextFilled(lines, section.index + 1);
  const isBadge = starts.some(({ index, bodyIndex }) => index < section.index && section.index < bodyIndex);
  if (next === null || isBadge) return false;
  return (
    starts.some(({ index }) => index === next) ||
    (lines[next]?.text.length ?? 99) < 20 ||
    hasLabel(lines[next]?.text ?? '', lexicon, FACTS)
  );
}

function toSegment(
  start: Start,
  next: Start | undefined,
  lines: readonly SourceLine[],
  sections: readonly Section[],
  lexicon: Lexicon,
): Segment {
  const section = sectionOf(start.index, sections);
  const nextSection = sections.find(({ index }) => index > start.index)?.index ?? lines.length;
  const closing = start.depth === 0 ? lines.length : nextHeading(lines, start);
  const lead = countedLead(start.index, lines, lexicon);
  const below = next === undefined ? lines.length : countedLead(next.index, lines, lexicon);
  const end = Math.min(below, nextSection, closing);
  return {
    title: { text: start.title, line: lines[start.index]?.number ?? 1, way: 'title' },
    section,
    lines: lines
      .slice(lead, start.index)
      .concat(withGluedLabels(start, lines), lines.slice(Math.max(start.index + 1, start.bodyIndex), end)),
    facts: linkOf(lines[start.index]),
  };
}

/** `01` over a line of facts over the title: all three are the entry's. Index of the first; the title's own elsewhere. */
function countedLead(index: number, lines: readonly SourceLine[], lexicon: Lexicon): number {
  const above = lines.slice(0, index).flatMap(({ text }, at) => (text === '' ? [] : [{ text, at }]));
  const [count, facts] = above.slice(-2);
  const isCount = count !== undefined && /^(?:No\.?\s*)?\d{1,2}$/iu.test(count.text);
  return isCount && facts !== undefined && factsOf(facts.text, lexicon) !== null ? count.at : index;
}

/** `### 1. [关于…的通知](https://…)`: the title leads to its page. */
function linkOf(line: SourceLine | undefined): Segment['facts'] {
  const link = LINKED.exec(readHeading(line?.text ?? '')?.text ?? '')?.[2];
  return line === undefined || link === undefined ? {} : { link: { value: link, line: line.number } };
}

/** Labels glued to the title's own line stay readable as a line of the entry. */
function withGluedLabels(start: Start, lines: readonly SourceLine[]): SourceLine[] {
  const line = lines[start.index];
  if (line === undefined) return [];
  const at = line.text.indexOf(start.title.slice(-6));
  const rest = at === -1 ? '' : line.text.slice(at + start.title.slice(-6).length).trim();
  return rest.includes(':') || rest.includes('：') ? [{ ...line, text: rest }] : [];
}

function nextHeading(lines: readonly SourceLine[], start: Start): number {
  const at = lines.findIndex(({ text }, index) => {
    const depth = /^(#{1,6})\s/.exec(text)?.[1]?.length ?? 0;
    return index > start.index && depth > 0 && depth <= start.depth;
  });
  return at === -1 ? lines.length : at;
}
