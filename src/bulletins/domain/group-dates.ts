import { findDates } from './dates.js';
import type { SourceLine } from './normalise.js';
import type { Segment, Segmentation } from './segmentation.js';

const FEWEST = 2;
const LONGEST = 24;
const WEEKDAY = /[(（]?(?:星期|周)[一二三四五六日天][)）]?/u;

/** Digests by day: a date on a line of its own heads what came out then. Entries without a day of their own take it. */
export function withGroupDates(segmentation: Segmentation, lines: readonly SourceLine[]): Segmentation {
  const { segments } = segmentation;
  const starts = new Set(segments.flatMap(({ title }) => (title === null ? [] : [title.line])));
  const filled = lines.filter(({ text }) => text !== '');
  const heads = filled.filter((line, n) => isDate(line.text) && starts.has(filled[n + 1]?.number ?? 0));
  const first = Math.min(...starts);
  if (heads.length < FEWEST || first < (heads[0]?.number ?? 0)) return segmentation;
  return { ...segmentation, segments: segments.map((one) => withDate(one, heads)) };
}

function withDate(segment: Segment, heads: readonly SourceLine[]): Segment {
  const head = heads.findLast(({ number }) => number < (segment.title?.line ?? 0));
  if (head === undefined || segment.facts.publishedOn !== undefined) return segment;
  const value = findDates(head.text)[0]?.text ?? head.text;
  return { ...segment, facts: { publishedOn: { value, line: head.number }, ...segment.facts } };
}

/** 9月9日, 2024年9月9日 周一, 【9月9日】. */
function isDate(text: string): boolean {
  const dates = text.length > LONGEST ? [] : findDates(text);
  const rest = text.replace(dates[0]?.text ?? '', '').replace(WEEKDAY, '');
  return dates.length === 1 && !/[\p{L}\p{N}]/u.test(rest);
}
