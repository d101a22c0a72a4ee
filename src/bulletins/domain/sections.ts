import type { PolicyLevel } from '../../policies/domain/policy.js';
import { isOrganisation } from './issuers.js';
import { nextFilled } from './labels.js';
import type { Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import { levelOfCode } from './places.js';
import { readHeading } from './titles.js';

/** A short line such as 市级 or 国家部委(20项) over the entries it speaks of. */
export interface Section {
  readonly text: string;
  readonly line: number;
  readonly index: number;
  /** Null where the heading names a topic (工业类) or a place of no level (地方). */
  readonly level: PolicyLevel | null;
  /** What marks it: `一、`, `【】`, `#2`; empty for a plain line. */
  readonly mark: string;
  /** The heading without a level that stands between it and an entry: （一）某局 under 二、区级. */
  readonly part?: Pick<Section, 'text' | 'line'>;
}

/** Pictures and bullets before a heading's words. */
const SYMBOLS = /^[^\p{L}\p{N}【[(（]+/u;

/** Places of several levels: what stands below is no longer of the level named above. */
const OTHER_PLACES =
  /^(?:[^\p{L}\p{N}]|[一二三四五]、|part\s*[.．]?\s*\d{1,2}\s*)*(?:地方|区域|海外|境外|国外|国际|各地|省市|省市区|各省市|各省区市|省级及以下)(?:政策|层面|动态|要闻|文件|新政)?[^\p{L}\p{N}]*$/iu;

/** The level a section heading names; null for any other line. */
export function sectionLevel(text: string, lexicon: Lexicon): PolicyLevel | null {
  const word = text
    .replace(/^#{1,6}\s*/, '')
    .replace(SYMBOLS, '')
    .replace(/\*\*/g, '')
    .replace(
      /^(?:part\s*[.．]?\s*\d{1,2}\s*|第?[一二三四五六七八九十]{1,2}(?:[、.．]|部分)|[(（][一二三四五六七八九十]{1,2}[)）]|\d{1,2}(?:[、.．]|\s))\s*/iu,
      '',
    )
    .replace(/[(（][^)）]{1,14}[)）]$/u, '')
    .replace(/[【】[\]<>|\s:：]/gu, '')
    .replace(/\d+[条项篇份]$/u, '')
    .replace(/(?:类)?(?:政策|文件|法规|政策文件|政策法规|新政|要闻|动态)$/u, '');
  const known = lexicon.words.sectionLevels.find(({ words }) => words.includes(word))?.level;
  return known ?? (word === text.trim() ? null : levelOfPlace(word, lexicon));
}

/** 协会动态, 行业资讯, 活动预告: what stands below is news unless its own title says otherwise. */
const NEWS_HEADING =
  /(?:协会|学会|商会|会员|行业|园区|企业|单位|基层|部门|工作|社会|媒体|国际|市场)(?:动态|资讯|新闻|要闻|风采|活动|信息|快讯)|(?:下周|下期|近期)(?:预告|关注|看点|日程|展望)|(?:新闻|资讯|活动|解读|展会|培训|招聘|人物|观点)(?:动态|预告|速递|回顾|天地|之窗|专栏)?$/u;

/** Whether a section heads news and events, not policies. */
export function headsNews(section: Section | null, lexicon: Lexicon): boolean {
  if (section === null || section.level !== null) return false;
  const words = section.text.replace(/[^\p{L}\p{N}]+$/gu, '');
  return (
    NEWS_HEADING.test(words) &&
    !/政策|法规|文件|通知|申报|项目|条例/u.test(words) &&
    !lexicon.titleEnding.test(words)
  );
}

/** 【北京】 or 北京政策: a place that shares its name with none heads what its government issued. */
function levelOfPlace(word: string, lexicon: Lexicon): PolicyLevel | null {
  const [place, ...others] = lexicon.placesByName.get(word) ?? [];
  return place === undefined || others.length > 0 ? null : levelOfCode(place.code);
}

/** The section headings of a document. Whether one counts is decided by what follows it. */
export function findSections(lines: readonly SourceLine[], lexicon: Lexicon): Section[] {
  return lines.flatMap(({ text, number }, index) => {
    if (text === '' || text.length > 30) return [];
    const level = sectionLevel(text, lexicon);
    return level === null && !OTHER_PLACES.test(text)
      ? []
      : [
          {
            text: readHeading(text)?.depth ? text.replace(/^#+\s*/, '') : text,
            line: number,
            index,
            level,
            mark: markOf(text),
          },
        ];
  });
}

const LONGEST_TOPIC = 20;

/**
 * The sections together with headings that name no level but stand like one: marked, directly above an entry, and in a mark
 * that a section has or that two such headings share. Entries below them are no longer the last level's.
 */
export function withTopics(
  sections: readonly Section[],
  lines: readonly SourceLine[],
  starts: ReadonlySet<number>,
  lexicon: Lexicon,
): Section[] {
  const known = new Set(sections.map(({ index }) => index));
  const own = new Set([...starts].map((index) => markOf(lines[index]?.text ?? '')));
  const topics = lines.flatMap(({ text, number }, index) => {
    const mark = markOf(text);
    const isTopic = text !== '' && text.length <= LONGEST_TOPIC && !/[。；，]$/u.test(text) && !own.has(mark);
    if (!isTopic || mark === '' || starts.has(index) || known.has(index)) return [];
    if (!starts.has(nextFilled(lines, index + 1) ?? -1)) return [];
    return [{ text: text.replace(/^#+\s*/, ''), line: number, index, level: null, mark }];
  });
  const bodies = bodiesAbove(lines, starts, known, lexicon);
  const marks = [...sections, ...topics].map(({ mark }) => mark);
  const shared = topics.filter(({ mark }) => marks.filter((one) => one === mark).length >= 2);
  return [...sections, ...shared, ...bodies].sort((a, b) => a.index - b.index);
}

/** Unmarked lines above entries that name a body or news (行业资讯); bodies only where the first entry has one above it. */
function bodiesAbove(
  lines: readonly SourceLine[],
  starts: ReadonlySet<number>,
  known: ReadonlySet<number>,
  lexicon: Lexicon,
): Section[] {
  const first = Math.min(...starts);
  const found = lines.flatMap(({ text, number }, index) => {
    const next = text === '' || text.length > LONGEST_TOPIC ? -1 : (nextFilled(lines, index + 1) ?? -1);
    if (!starts.has(next) || starts.has(index) || known.has(index) || markOf(text) !== '') return [];
    const isBody = isOrganisation(text, lexicon) && !sectionLevel(text, lexicon);
    if (!isBody && !isNewsName(text)) return [];
    return [{ text, line: number, index, level: null, mark: '', isBody, next }];
  });
  const areBodies = found.some(({ isBody, next }) => isBody && next === first);
  return found.filter(({ isBody }) => !isBody || areBodies);
}

function isNewsName(text: string): boolean {
  return text.length <= 8 && NEWS_HEADING.test(text) && !/政策|法规|文件|通知|公告/u.test(text);
}

/** What marks a heading: its numbering without the number, brackets, or Markdown depth; empty for plain lines. */
function markOf(text: string): string {
  if (/^第[一二三四五六七八九十]+(?:部分|章|篇|编)/u.test(text)) return '第';
  if (/^【[^】]+】$/u.test(text)) return '【】';
  const heading = readHeading(text);
  if (heading === null) return '';
  const numbering = heading.marker.replace(/\d+/gu, '1').replace(/[一二三四五六七八九十百]+/gu, '一');
  return heading.depth > 0 ? `#${heading.depth}` : numbering;
}

/** The section an entry stands in: the last above it, or the one with a level that a topic of another mark is part of. */
export function sectionOf(index: number, sections: readonly Section[]): Section | null {
  const above = sections.filter((section) => section.index < index);
  const last = above.at(-1) ?? null;
  const levelled = above.findLast(({ level }) => level !== null);
  const isPart = last?.level === null && levelled !== undefined && levelled.mark !== last.mark;
  return isPart ? { ...levelled, part: { text: last.text, line: last.line } } : last;
}
