import { beginsWithLabel, nextFilled } from './labels.js';
import { issuersOfTitle } from './issuers.js';
import type { Lexicon } from './lexicon.js';
import { comparable, type SourceLine } from './normalise.js';
import { findSections, sectionLevel, sectionOf } from './sections.js';
import type { Segment, Segmentation } from './segmentation.js';
import { isExplainer, isFullTitle, isTitleLike, namesBulletin, readHeading, type Heading } from './titles.js';

const FEWEST = 3;

interface TitleLine {
  readonly index: number;
  readonly heading: Heading;
}

/**
 * Lists without labels: numbered titles in one run, each alone, with its link, or with a paragraph about it. Taken only
 * where the document calls itself a bulletin or is hardly anything but such lines, for notices number their annexes too.
 */
export function segmentTitles(lines: readonly SourceLine[], lexicon: Lexicon): Segmentation | null {
  const titles = withoutContents(
    longestRun(lines.flatMap((line, index) => readTitleLine(line, index, lexicon) ?? [])),
  );
  if (titles.length < FEWEST || !areOfficial(titles, lexicon)) return null;
  const filled = lines.filter(({ text }) => text !== '').length;
  const first = titles[0]?.index ?? 0;
  const head = lines.slice(0, Math.min(first, 12)).map(({ text }) => text);
  const share = titles.length / filled;
  if (share < 0.5 && !(namesBulletin(head, lexicon) && share > 0.15)) return null;
  if (head.some((text) => /^附件|各(?:有关)?单位|[:：]$/u.test(text))) return null;
  const sections = findSections(lines, lexicon);
  const all = withGapsFilled(titles, lines, lexicon);
  const kept = all.filter(({ heading }) => !isExplainer(heading.text, lexicon));
  const segments = kept.map((title, n) => {
    const nextSection = sections.find(({ index }) => index > title.index)?.index ?? lines.length;
    return toSegment(
      title,
      lines,
      Math.min(kept[n + 1]?.index ?? lines.length, nextSection),
      sectionOf(title.index, sections),
    );
  });
  return { isBulletin: true, segments, warnings: [] };
}

/** Tasks of a plan (制定某办法) read like titles; policies say 关于, stand in 《》 or open with who issued them. */
function areOfficial(titles: readonly TitleLine[], lexicon: Lexicon): boolean {
  const official = titles.filter(
    ({ heading }) =>
      isFullTitle(heading.text, lexicon) ||
      heading.text.startsWith('《') ||
      issuersOfTitle(heading.text, lexicon, null).length > 0,
  );
  return official.length * 2 >= titles.length;
}

/** A table of contents prints every title once before the entries do: a leading run that comes again below. */
function withoutContents(titles: readonly TitleLine[]): readonly TitleLine[] {
  const again = titles.findIndex(
    ({ heading, index }) => heading.text === titles[0]?.heading.text && index !== titles[0]?.index,
  );
  if (again < 2) return titles;
  const below = new Set(titles.slice(again).map(({ heading }) => comparable(heading.text)));
  const isContents = titles.slice(0, again).every(({ heading }) => below.has(comparable(heading.text)));
  return isContents ? titles.slice(again) : titles;
}

/** Lines of the same run that read less like a title (揭榜, 大赛分赛) but carry the number that is missing. */
function withGapsFilled(
  titles: readonly TitleLine[],
  lines: readonly SourceLine[],
  lexicon: Lexicon,
): TitleLine[] {
  const [sample] = titles;
  const numbers = new Set(titles.map(({ heading }) => heading.number));
  const others = lines.flatMap(({ text }, index) => {
    const heading = readHeading(text);
    if (
      heading === null ||
      sample === undefined ||
      heading.number === null ||
      kindOf(heading) !== kindOf(sample.heading)
    )
      return [];
    const isTaken = titles.some((title) => title.index === index);
    const isNext = numbers.has(heading.number - 1) || numbers.has(heading.number + 1);
    const isTitle =
      heading.text.length < 100 && !/[。；]/u.test(heading.text) && !beginsWithLabel(heading.text, lexicon);
    return !isTaken && isNext && isTitle && !numbers.has(heading.number) ? [{ index, heading }] : [];
  });
  return [...titles, ...others].sort((a, b) => a.index - b.index);
}

function kindOf({ depth, marker }: Heading): string {
  const plain = marker
    .replace(/^#+\s*/, '')
    .replace(/\d+/g, '1')
    .replace(/[一二三四五六七八九十百]+/gu, '一');
  return `${depth} ${plain}`;
}

function readTitleLine(line: SourceLine, index: number, lexicon: Lexicon): TitleLine | null {
  const heading = readHeading(line.text);
  if (heading === null || sectionLevel(line.text, lexicon) !== null || beginsWithLabel(heading.text, lexicon))
    return null;
  return isTitleLike(heading.text, lexicon) || /^《[^》]+》$/u.test(heading.text) ? { index, heading } : null;
}

/** The titles that share the marker's kind with most others: `1、` lines, or bulleted ones, or Markdown headings. */
function longestRun(titles: readonly TitleLine[]): TitleLine[] {
  const groups = new Map<string, TitleLine[]>();
  for (const title of titles) {
    const kind = kindOf(title.heading);
    groups.set(kind, [...(groups.get(kind) ?? []), title]);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length)[0] ?? [];
}

function toSegment(
  title: TitleLine,
  lines: readonly SourceLine[],
  end: number,
  section: { text: string; line: number } | null,
): Segment {
  const line = lines[title.index]?.number ?? 1;
  const below = nextFilled(lines, title.index + 1);
  const near = [lines[title.index]?.text, below !== null && below < end ? lines[below]?.text : undefined];
  const link = near
    .map((text) => /https?:\/\/[^\s)]+/.exec(text ?? '')?.[0])
    .find((url) => url !== undefined);
  return {
    title: { text: title.heading.text, line, way: 'position' },
    section: section && { text: section.text, line: section.line },
    lines: lines.slice(title.index + 1, end),
    facts: link === undefined ? {} : { link: { value: link, line } },
  };
}
