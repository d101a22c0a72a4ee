import { beforeLabels, beginsWithLabel, findLabels, hasLabel, nextFilled } from './labels.js';
import { LABEL_FIELDS, type LabelField, type Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import { findSections, sectionOf, type Section } from './sections.js';
import type { Segment, Segmentation } from './segmentation.js';
import { isExplainer, isTitleLike, readHeading } from './titles.js';

/** Labels that open an entry's block; a link or a contact alone may stand anywhere in a body. */
const OPENING: readonly LabelField[] = ['issuer', 'publishedOn', 'source', 'documentNumber', 'writtenOn'];
const FACTS: readonly LabelField[] = [...OPENING, 'link', 'title'];
const REACH = 6;

interface Start {
  readonly index: number;
  readonly title: string;
  readonly bodyIndex: number;
  readonly depth: number;
  readonly number: number | null;
}

/** Bulletins whose entries each carry a block of labels: numbered titles, Markdown headings, cards, 标题: records. */
export function segmentLabelled(lines: readonly SourceLine[], lexicon: Lexicon): Segmentation | null {
  const starts = numberedStarts(lines, lexicon) ?? recordStarts(lines, lexicon) ?? cardStarts(lines, lexicon);
  if (starts === null) return null;
  const sections = findSections(lines, lexicon).filter((section) =>
    opensEntry(section, starts, lines, lexicon),
  );
  const segments = starts.map((start, n) => toSegment(start, starts[n + 1], lines, sections));
  return { isBulletin: true, segments, warnings: [] };
}

/** Numbered or Markdown headings with an issuer or date label within a few lines. */
function numberedStarts(lines: readonly SourceLine[], lexicon: Lexicon): Start[] | null {
  const starts = lines.flatMap((line, index) => {
    const heading = readHeading(line.text);
    if (heading === null || heading.marker.startsWith('-') || heading.marker.startsWith('*')) return [];
    if (beginsWithLabel(heading.text, lexicon, FACTS)) return [];
    const label = labelWithin(lines, index, lexicon);
    if (label === null) return [];
    const title = beforeLabels(heading.text, lexicon);
    const wrapped = lines.slice(index + 1, label).filter(({ text }) => text !== '');
    const isWrap =
      wrapped.length <= 2 && wrapped.every(({ text }) => text.length < 50 && !/[。；：]$/u.test(text));
    const whole = isWrap ? [title, ...wrapped.map(({ text }) => text)].join('') : title;
    return whole.length < 4
      ? []
      : [
          {
            index,
            title: whole,
            bodyIndex: label === index || !isWrap ? index + 1 : label,
            depth: heading.depth,
            number: heading.number,
          },
        ];
  });
  const counted = starts.filter((start, n) => isCounting(start, starts[n - 1]));
  return counted.length >= 2 || (counted.length === 1 && isLoneEntry(counted[0] as Start, lines, lexicon))
    ? counted
    : null;
}

/** Numbers go up by one, restart at 1, or are not figures at all. */
function isCounting(start: Start, previous: Start | undefined): boolean {
  if (start.number === null || previous === undefined || previous.number === null) return true;
  return start.number === 1 || start.number > previous.number;
}

/** One numbered entry alone is a bulletin of one only under a section heading or with a plain title. */
function isLoneEntry(start: Start, lines: readonly SourceLine[], lexicon: Lexicon): boolean {
  const above = lines.slice(0, start.index).filter(({ text }) => text !== '');
  return (
    start.number === 1 &&
    (above.length < 12 || findSections(above, lexicon).length > 0) &&
    isTitleLike(start.title, lexicon)
  );
}

function labelWithin(lines: readonly SourceLine[], index: number, lexicon: Lexicon): number | null {
  const own = lines[index]?.text ?? '';
  if (hasLabel(own, lexicon, OPENING) && beforeLabels(own, lexicon) !== '') return index;
  let at: number | null = index;
  for (let seen = 0; seen < REACH; seen += 1) {
    at = nextFilled(lines, at + 1);
    if (at === null) return null;
    const text = lines[at]?.text ?? '';
    if (beginsWithLabel(text, lexicon, OPENING)) return at;
    if (readHeading(text)?.number !== undefined && !beginsWithLabel(text, lexicon)) return null;
  }
  return null;
}

/** Records that name their title with a label: two or more. */
function recordStarts(lines: readonly SourceLine[], lexicon: Lexicon): Start[] | null {
  const titles = findLabels(lines, lexicon).filter(
    ({ field, start, value }) => field === 'title' && start <= 4 && value.length > 4,
  );
  if (new Set(titles.map(({ value }) => value)).size < 2) return null;
  return titles.map(({ index, valueIndex, value }) => ({
    index,
    title: value,
    bodyIndex: valueIndex + (valueIndex === index ? 0 : 1),
    depth: 0,
    number: null,
  }));
}

/** Cards: an unnumbered title with at least two label lines or labels right under it, twice or more. */
function cardStarts(lines: readonly SourceLine[], lexicon: Lexicon): Start[] | null {
  const starts: Start[] = [];
  for (const [index, line] of lines.entries()) {
    const below = nextFilled(lines, index + 1);
    if (line.text === '' || below === null || hasLabel(line.text, lexicon, LABEL_FIELDS)) continue;
    if (!beginsWithLabel(lines[below]?.text ?? '', lexicon, OPENING) || !isCardTitle(line.text, lexicon))
      continue;
    if (blockFields(lines, below, lexicon) < 2) continue;
    starts.push({
      index,
      title: readHeading(line.text)?.text ?? line.text,
      bodyIndex: below,
      depth: readHeading(line.text)?.depth ?? 0,
      number: null,
    });
  }
  return new Set(starts.map(({ title }) => title)).size >= 2 ? starts : null;
}

function isCardTitle(text: string, lexicon: Lexicon): boolean {
  return (
    text.length >= 5 &&
    text.length <= 140 &&
    !/[。；：:]$/u.test(text) &&
    (isTitleLike(text, lexicon) || text.length < 80) &&
    !isExplainer(text, lexicon)
  );
}

function blockFields(lines: readonly SourceLine[], from: number, lexicon: Lexicon): number {
  const block = lines.slice(from, from + 8);
  const end = block.findIndex(({ text }) => text !== '' && !beginsWithLabel(text, lexicon));
  return new Set(findLabels(end === -1 ? block : block.slice(0, end), lexicon).map(({ field }) => field))
    .size;
}

/** A section heading counts when the next filled line starts an entry (or is another heading). */
function opensEntry(
  section: Section,
  starts: readonly Start[],
  lines: readonly SourceLine[],
  lexicon: Lexicon,
): boolean {
  const next = nextFilled(lines, section.index + 1);
  if (next === null) return false;
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
): Segment {
  const section = sectionOf(start.index, sections);
  const nextSection = sections.find(({ index }) => index > start.index)?.index ?? lines.length;
  const closing = start.depth === 0 ? lines.length : nextHeading(lines, start);
  const end = Math.min(next?.index ?? lines.length, nextSection, closing);
  return {
    title: { text: start.title, line: lines[start.index]?.number ?? 1, way: 'title' },
    section: section === null ? null : { text: section.text, line: section.line },
    lines: withGluedLabels(start, lines).concat(lines.slice(Math.max(start.index + 1, start.bodyIndex), end)),
    facts: {},
  };
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
