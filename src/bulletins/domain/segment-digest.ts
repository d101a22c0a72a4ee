import { isOrganisation } from './issuers.js';
import { hasLabel, nextFilled } from './labels.js';
import { factsOf } from './line-facts.js';
import type { Lexicon } from './lexicon.js';
import { comparable, type SourceLine } from './normalise.js';
import type { ParseWarning } from './parsed-entry.js';
import { notAPolicy, type Segment, type Segmentation } from './segmentation.js';
import { tellsPolicy } from './tells-policy.js';
import { isFurniture, isTitleLike, namesBulletin, readHeading } from './titles.js';

const HEAD_LINES = 12;
const FEWEST = 3;
const FEWEST_COUNTED = 2;
const SHORTEST = 6;
const LONGEST = 80;
const PROSE = 40;
const LONGEST_BODY = 24;
/** 【某办法】7月14日,某局…: headline and text on one line. */
const BRACKETED = /^【([^【】]{6,80})】\s*(.+)$/u;
/** What a digest prints between two pieces of news: 链接»», a headline to click on. */
const MOST_BETWEEN = 2;

interface Headline {
  readonly index: number;
  readonly title: string;
  readonly kind: string;
  /** Whether running text stands below it. */
  readonly isTold: boolean;
  /** The beginning of that text, on a line below or behind a colon on its own. */
  readonly lead: SourceLine | null;
}

/**
 * Digests of news (一周要闻): headlines over running text, marked or not, with or without a list of them at the top. What tells
 * of a policy or a call is an entry; meetings, visits and events are named in warnings. Only where the document calls itself so.
 */
export function segmentDigest(lines: readonly SourceLine[], lexicon: Lexicon): Segmentation | null {
  const headlines = lines.flatMap((_, index) => headlineAt(lines, index, lexicon) ?? []);
  const told = toldFamily(headlines, lines);
  const first = headlines[0]?.index ?? 0;
  const head = lines.slice(0, first + 1).filter(({ text }) => text !== '');
  const isNamed = namesBulletin(
    head.slice(0, HEAD_LINES).flatMap(({ text }) => text.split(/[：:。？?]/u)),
    lexicon,
  );
  // A paper's number in the head: one notice, whatever the menus above it say.
  const own = head.filter(({ text }) => !isFurniture(text, lexicon));
  if (hasLabel(own.map(({ text }) => text).join(' '), lexicon, ['documentNumber'])) return null;
  if (told.length === 0 || !isNamed || head.some(({ text }) => /^各\S{2,60}[:：]$/u.test(text))) return null;
  const titles = new Map(told.map((one) => [comparable(one.title), one]));
  const listing = headlines.find(
    ({ kind, title }) => kind !== told[0]?.kind && titles.has(comparable(title)),
  );
  const contents = headlines.filter(({ kind }) => kind === listing?.kind);
  const isListed = contents.length > 0;
  if (!isListed && told.length < (isCounted(told) ? FEWEST_COUNTED : FEWEST)) return null;
  const onlyListed = isListed ? contents.filter(({ title }) => !titles.has(comparable(title))) : [];
  return toSegmentation([...told, ...onlyListed], told, lines, lexicon);
}

function headlineAt(lines: readonly SourceLine[], index: number, lexicon: Lexicon): Headline | null {
  const line = lines[index];
  if (line === undefined) return null;
  const heading = readHeading(line.text);
  const kind = heading === null ? '' : heading.marker.replace(/\d+/gu, '1').replace(/[①-⑳]/gu, '①');
  const behind = heading === null ? null : toldBehindColon(heading.text);
  if (behind !== null) {
    const lead = { ...line, raw: behind.text, text: behind.text };
    return { index, title: behind.title, kind, isTold: true, lead };
  }
  const [, bracketed = '', rest = ''] = BRACKETED.exec(line.text) ?? [];
  if (isProse(rest)) {
    const lead = { ...line, raw: rest, text: rest };
    return { index, title: bracketed, kind: '【】', isTold: true, lead };
  }
  const title = heading?.text ?? line.text;
  if (title.length < SHORTEST || title.length > LONGEST || /[。；;：:，,？?]$/u.test(title)) return null;
  if (!/\p{Script=Han}/u.test(title) || /https?:/u.test(title) || isFurniture(title, lexicon)) return null;
  // ■ 新一批某产品目录公告: a marked title may hold a word that bulletins are called by.
  const isTitle = heading !== null && isTitleLike(title, lexicon);
  if (factsOf(title, lexicon) !== null || (!isTitle && namesBulletin([line.text], lexicon))) return null;
  if (heading === null && isProse(line.text)) return null;
  const at = nextFilled(lines, index + 1);
  const lead = at === null ? undefined : lines[at];
  const isCutOff = at !== null && nextFilled(lines, at + 1) === null && /[，,]/u.test(lead?.text ?? '');
  return { index, title, kind, isTold: isProse(lead?.text ?? '') || isCutOff, lead: null };
}

/** 2、发布某目录:7月14日,某局发布…: headline and text on one line; a marked sentence is headed by its first words. */
function toldBehindColon(text: string): { title: string; text: string } | null {
  const [, title = '', rest = ''] = /^([^:：。]{6,60})[:：](.+)$/u.exec(text) ?? [];
  if (isProse(rest)) return { title, text: rest };
  return isProse(text) && text.endsWith('。') ? { title: text.split(/[，,。]/u)[0] ?? text, text } : null;
}

function isProse(text: string): boolean {
  return text.length >= PROSE && /[，,。；]/u.test(text) && readHeading(text) === null;
}

/** The headlines of one kind that stand over text; unmarked ones only where they and their texts are all there is. */
function toldFamily(headlines: readonly Headline[], lines: readonly SourceLine[]): Headline[] {
  const kinds = [...new Set(headlines.filter(({ kind }) => kind !== '').map(({ kind }) => kind))];
  const families = kinds.map((kind) => headlines.filter((one) => one.kind === kind && one.isTold));
  const [largest] = families.sort((a, b) => b.length - a.length);
  if (largest !== undefined && largest.length > 0) return largest;
  const plain = headlines.filter(({ isTold }) => isTold);
  const from = plain[0]?.index ?? lines.length;
  const starts = new Set(plain.map(({ index }) => index));
  const last = lines.findLastIndex(({ text }) => text !== '');
  const others = lines.filter(
    ({ text }, index) =>
      index > from && index !== last && text !== '' && !isProse(text) && !starts.has(index),
  );
  return others.length <= MOST_BETWEEN ? plain : [];
}

function isCounted(family: readonly Headline[]): boolean {
  return family[0]?.kind !== '' && /[1①一]/u.test(family[0]?.kind ?? '');
}

function toSegmentation(
  items: readonly Headline[],
  told: readonly Headline[],
  lines: readonly SourceLine[],
  lexicon: Lexicon,
): Segmentation {
  const warnings: ParseWarning[] = [];
  const segments = items.flatMap((item): Segment[] => {
    const line = lines[item.index]?.number ?? 1;
    const lead = item.lead?.text ?? lines[nextFilled(lines, item.index + 1) ?? lines.length]?.text ?? '';
    if (!tellsPolicy(item.title, told.includes(item) ? lead : '', lexicon)) {
      warnings.push(notAPolicy({ text: item.title, line }));
      return [];
    }
    const next = told[told.indexOf(item) + 1]?.index ?? lines.length;
    const own = told.includes(item) ? lines.slice(item.index + 1, next) : [];
    const text = item.lead === null ? own : [item.lead, ...own];
    const section = bodyAbove(item, lines, lexicon);
    const isTextOnTitleLine = item.lead !== null;
    return [
      {
        title: { text: item.title, line, way: 'position' },
        section,
        lines: text,
        facts: {},
        isTextOnTitleLine,
      },
    ];
  });
  return { isBulletin: true, segments, warnings };
}

/** 一、国家药监局: the heading above that names whose news these are. */
function bodyAbove(
  { index, kind }: Headline,
  lines: readonly SourceLine[],
  lexicon: Lexicon,
): Segment['section'] {
  const line = lines.slice(0, index).findLast(({ text }) => {
    const heading = readHeading(text);
    return (
      heading !== null &&
      text.length <= LONGEST_BODY &&
      !text.startsWith(kind) &&
      isOrganisation(heading.text, lexicon)
    );
  });
  return line === undefined ? null : { text: line.text, line: line.number };
}
