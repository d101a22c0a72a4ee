import { readDate } from './dates.js';
import { isOrganisation, issuersOfLabel } from './issuers.js';
import type { Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import { findSections, sectionOf, withTopics } from './sections.js';
import type { Segment, Segmentation } from './segmentation.js';
import { namesBulletin, readHeading } from './titles.js';

const FEWEST = 3;
const FEWEST_ANNOUNCED = 2;
const LEAST_SHARE = 0.5;
const PROSE = 30;
const LONGEST_HEADLINE = 60;
const NEWS =
  /^((?:(?:19|20)\d{2}\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*日|近日|日前)?[，,:：]?\s*([\p{Script=Han}、()（）\d]{2,80}?)(?:联合|共同|正式|公开|制定|研究|修订|近日|日前)*(?:印发|发布|公布|出台|下发|制定|就)了?[^《》。，]{0,12}《((?:[^《》]|《[^《》]*》){4,120})》/u;

/** 日前,某省标准《某规范》已经某局批准发布. */
const PASSIVE =
  /^((?:(?:19|20)\d{2}\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*日|近日|日前)?[，,]?\s*[^《》。，,]{0,30}《((?:[^《》]|《[^《》]*》){4,120})》(?:已经|已由|已|经|由)([\p{Script=Han}、]{3,60}?)(?:批准|审议|审定|联合)*(?:印发|发布|公布|出台|通过)/u;
/** 1.7月18日: a number before a date, which is no 1.7. */
const BEFORE_DATE = /^\d{1,2}[.．]\s*(?=\d{1,2}\s*月\s*\d{1,2}\s*日)/u;

interface NewsItem {
  readonly index: number;
  readonly title: string;
  readonly issuer: string;
  readonly date: string | null;
}

/** Digests told in sentences: 8月2日,某部发布《关于…的公告》,明确…. Each such paragraph is one policy. */
export function segmentNews(lines: readonly SourceLine[], lexicon: Lexicon): Segmentation | null {
  const items = lines.flatMap((line, index) => readNews(line, index, lexicon) ?? []);
  const head = lines.slice(0, items[0]?.index ?? 0).map(({ text }) => text);
  const sections = findSections(lines, lexicon);
  const isAnnounced = sections.length > 0 || namesBulletin(head, lexicon);
  const prose = lines.filter(({ text }) => text.length > PROSE).length;
  if (items.length < (isAnnounced ? FEWEST_ANNOUNCED : FEWEST) || items.length < prose * LEAST_SHARE)
    return null;
  if (items.length < prose && items.every((item) => isUnderHeadline(item, lines))) return null;
  if (new Set(items.map(({ title }) => title)).size < items.length) return null;
  const all = withTopics(sections, lines, new Set(items.map(({ index }) => index)), lexicon);
  const segments = items.map((item, n) => {
    const stop = all.find(({ index }) => index > item.index)?.index ?? lines.length;
    const end = Math.min(items[n + 1]?.index ?? lines.length, stop);
    return toSegment(item, lines.slice(item.index, end), sectionOf(item.index, all));
  });
  return { isBulletin: true, segments, warnings: [] };
}

/** A headline of its own stands above: where some tell of no paper, the headlines are the list, and not these sentences. */
function isUnderHeadline({ index }: NewsItem, lines: readonly SourceLine[]): boolean {
  const above = lines.slice(0, index).findLast(({ text }) => text !== '')?.text ?? '';
  return above.length <= LONGEST_HEADLINE && !/[。；]$/u.test(above) && readHeading(above) !== null;
}

function readNews(line: SourceLine, index: number, lexicon: Lexicon): NewsItem | null {
  const text = readHeading(line.text)?.text ?? line.text.replace(BEFORE_DATE, '');
  const passive = PASSIVE.exec(text);
  const [, date = '', bodies = '', title = ''] =
    passive === null ? (NEWS.exec(text) ?? []) : [passive[0], passive[1], passive[3], passive[2]];
  const names = issuersOfLabel(bodies, lexicon);
  if (title === '' || names.length === 0 || !names.every((name) => isOrganisation(name, lexicon)))
    return null;
  return { index, title, issuer: names.join('、'), date: readDate(date) === null ? null : date };
}

function toSegment(
  { title, issuer, date }: NewsItem,
  lines: readonly SourceLine[],
  section: { text: string; line: number } | null,
): Segment {
  const line = lines[0]?.number ?? 1;
  const facts: Segment['facts'] = {
    issuer: { value: issuer, line, way: 'position' },
    ...(date === null ? {} : { publishedOn: { value: date, line, way: 'position' } }),
    summary: { value: lines[0]?.text ?? title, line },
  };
  return {
    title: { text: title, line, way: 'position' },
    section,
    lines,
    facts,
  };
}
