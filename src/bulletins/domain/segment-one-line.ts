import { readDate } from './dates.js';
import type { Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import type { Segment, Segmentation } from './segmentation.js';
import type { ParseWarning } from './parsed-entry.js';
import { isClosed, isExplainer, isTitleLike } from './titles.js';

const BRACKETED = /[[(（【]\s*((?:(?:19|20)\d{2}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?)\s*[\])）】]/gu;
const PLAIN = /(?<=\s)((?:19|20)\d{2}-\d{2}-\d{2})(?=\s|$)/gu;
const FEWEST = 3;

/** A whole page on one line: titles, each followed by its date. Navigation around them is dropped. */
export function segmentOneLine(lines: readonly SourceLine[], lexicon: Lexicon): Segmentation | null {
  const cut = lines.map((line) => ({ line, items: itemsOf(line.text, lexicon) }));
  const rich = cut.filter(
    ({ items }) => items.filter(({ title }) => isTitleLike(title, lexicon)).length >= FEWEST,
  );
  if (rich.length === 0) return null;
  const warnings: ParseWarning[] = [];
  const segments = rich.flatMap(({ line, items }) =>
    items.flatMap((item) => {
      if (isTitleLike(item.title, lexicon) && !isExplainer(item.title, lexicon))
        return [toSegment(line, item)];
      warnings.push({
        code: 'not-a-policy',
        message: `不是政策条目,已略过:${item.title.slice(0, 40)}`,
        line: line.number,
      });
      return [];
    }),
  );
  return segments.length === 0 ? null : { isBulletin: true, segments, warnings };
}

interface Item {
  readonly title: string;
  readonly date: string;
}

function itemsOf(text: string, lexicon: Lexicon): Item[] {
  const bracketed = [...text.matchAll(BRACKETED)].filter((match) => readDate(match[1] ?? '') !== null);
  const marks = bracketed.length >= FEWEST ? bracketed : [...text.matchAll(PLAIN)];
  if (marks.length < FEWEST) return [];
  return marks.map((mark, n) => {
    const previous = marks[n - 1];
    const before = text
      .slice(previous === undefined ? 0 : previous.index + previous[0].length, mark.index)
      .trim();
    const title =
      previous === undefined || !isTitleLike(before, lexicon) ? lastTitle(before, lexicon) : before;
    return { title, date: mark[1] ?? '' };
  });
}

/** The shortest run of words at the end whose brackets close and that reads like a title. */
function lastTitle(before: string, lexicon: Lexicon): string {
  const words = before.split(/\s+/u);
  for (let n = 1; n <= Math.min(6, words.length); n += 1) {
    const title = words.slice(-n).join(' ');
    if (isClosed(title) && isTitleLike(title, lexicon)) return title;
  }
  return before.slice(-120);
}

function toSegment(line: SourceLine, item: Item): Segment {
  return {
    title: { text: item.title, line: line.number, way: 'position' },
    section: null,
    lines: [],
    facts: { publishedOn: { value: item.date, line: line.number } },
  };
}
