import { numberAtStart } from './document-number.js';
import type { Lexicon } from './lexicon.js';
import { comparable, type SourceLine } from './normalise.js';
import { findSections, sectionOf } from './sections.js';
import type { Segment, Segmentation } from './segmentation.js';
import { isTitleLike, namesBulletin, readHeading } from './titles.js';

const HEADING = /^[【[]?\s*目\s*[录次]\s*[】\]]?\s*[:：]?$/u;
/** ……… 15, or a page's number behind a blank. */
const PAGE = /(?:\s*(?:…+|\.{3,}|·{3,}|-{4,}|_{4,})\s*[(（]?\d{0,4}[)）]?|\s+[(（]?\d{1,4}[)）]?)$/u;
const FEWEST = 2;
const LEAST_SHARE = 0.6;
const MOST_WRAPS = 3;
const LOOK_BELOW = 3;
const OPENING =
  /^第[一1]\s*[章条]|^[^，。；]{2,160}[:：]$|^[(（].{0,160}(?:通过|公布|发布|施行).{0,80}[)）]$/u;

interface Found {
  readonly index: number;
  readonly next: number;
  readonly title: string;
}

/**
 * Collections (汇编) of papers in full: a table of contents names each by its title, and the texts follow under the same
 * titles. Only where the document calls itself a collection and most of what its contents name stands below.
 */
export function segmentContents(lines: readonly SourceLine[], lexicon: Lexicon): Segmentation | null {
  const from = lines.findIndex(({ text }) => HEADING.test(text));
  const head = lines.slice(0, Math.max(0, from)).map(({ text }) => text);
  if (from === -1 || !namesBulletin(head, lexicon)) return null;
  const names = titlesOf(lines, from + 1, lexicon);
  const starts = names.reduce<Found[]>((found, { title, index }) => {
    const after = Math.max(found.at(-1)?.next ?? 0, index + 1);
    const start = standsBelow(title, lines, after, names);
    return start === null ? found : [...found, start];
  }, []);
  if (starts.length < FEWEST || starts.length < names.length * LEAST_SHARE) return null;
  if (starts.filter(({ next }) => isPaper(lines, next)).length * 2 < starts.length) return null;
  const sections = findSections(lines, lexicon).filter(({ index }) => index > (names.at(-1)?.index ?? 0));
  const segments = starts.map((start, n): Segment => {
    const section = sectionOf(start.index, sections);
    const nextSection = sections.find(({ index }) => index > start.index)?.index ?? lines.length;
    const end = Math.min(starts[n + 1]?.index ?? lines.length, nextSection);
    return {
      title: { text: start.title, line: lines[start.index]?.number ?? 1, way: 'title' },
      section,
      lines: lines.slice(start.next, end),
      facts: {},
    };
  });
  return { isBulletin: true, segments, warnings: [] };
}

/** What papers in full open with: number, salutation, a note of adoption, a chapter or an article. */
function isPaper(lines: readonly SourceLine[], from: number): boolean {
  const below = lines.slice(from).filter(({ text }) => text !== '');
  return below.slice(0, LOOK_BELOW).some(({ text }) => OPENING.test(text) || numberAtStart(text) !== null);
}

interface Name {
  readonly title: string;
  readonly index: number;
}

/** The titles of the contents, up to where the first of them is printed once more. */
function titlesOf(lines: readonly SourceLine[], from: number, lexicon: Lexicon): Name[] {
  const names: Name[] = [];
  for (let index = from; index < lines.length; index += 1) {
    const text = lines[index]?.text ?? '';
    const title = (readHeading(text)?.text ?? text).replace(PAGE, '').trim();
    if (text === '') continue;
    const isAgain = names.some((name) => comparable(name.title) === comparable(title));
    if (isAgain || text.length > 160) break;
    if (isTitleLike(title, lexicon)) names.push({ title, index });
  }
  return names;
}

/** Where a title of the contents stands over its text, on one line or broken over a few. */
function standsBelow(
  title: string,
  lines: readonly SourceLine[],
  from: number,
  names: readonly Name[],
): Found | null {
  const wanted = comparable(title);
  const listed = new Set(names.map(({ index }) => index));
  for (let index = from; index < lines.length; index += 1) {
    let whole = '';
    for (let next = index; next < index + MOST_WRAPS && lines[next]?.text; next += 1) {
      const text = lines[next]?.text ?? '';
      whole += comparable(next === index ? (readHeading(text)?.text ?? text) : text);
      if (whole === wanted && !listed.has(index)) return { index, next: next + 1, title };
      if (!wanted.startsWith(whole)) break;
    }
  }
  return null;
}
