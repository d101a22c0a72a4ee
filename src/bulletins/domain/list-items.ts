import { looseLine } from './entry-facts.js';
import { issuersOfTitle } from './issuers.js';
import { beginsWithLabel, nextFilled } from './labels.js';
import { factsOf, type LineFacts } from './line-facts.js';
import type { Lexicon } from './lexicon.js';
import { readListLine, type ListLine } from './list-line.js';
import type { SourceLine } from './normalise.js';
import { sectionLevel } from './sections.js';
import { NEWS } from './tells-policy.js';
import {
  isClosed,
  isExplainer,
  isFullTitle,
  isFurniture,
  isTitleLike,
  namesBulletin,
  readHeading,
} from './titles.js';

const LONGEST_ITEM = 260;
/** Running text: a full stop that no bracket closes. */
const SENTENCE = /。(?![》”）)])/u;
const LONGEST_PART = 90;
/** A title broken over two lines fills most of the first. */
const SHORTEST_HALF = 14;

/** A line that may begin an entry of a list, with what stands on it and directly below. */
export interface ListItem extends ListLine {
  readonly index: number;
  /** Index of the first line behind the title and its wrap. */
  readonly next: number;
  /** The facts of the line directly above, which belong to this title or to the one before. */
  readonly factsAbove: LineFacts | null;
  /** Lines of facts directly below. */
  readonly factLines: number;
  readonly hasFacts: boolean;
  readonly isTitle: boolean;
  readonly isOfficial: boolean;
}

/** Every line that could begin an entry; plain lines only with facts on them or directly below. */
export function findListItems(lines: readonly SourceLine[], lexicon: Lexicon): ListItem[] {
  const items: ListItem[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const item = readItem(lines, index, lexicon);
    if (item === null) continue;
    items.push(item);
    index = item.next - 1;
  }
  return items;
}

/** An item the page offers as news or explanation, not as a policy. */
export function isNews({ title, isTitle }: ListItem, lexicon: Lexicon): boolean {
  return isExplainer(title, lexicon) || (!isTitle && NEWS.test(title));
}

function readItem(lines: readonly SourceLine[], index: number, lexicon: Lexicon): ListItem | null {
  const line = lines[index];
  if (line === undefined || line.text === '' || line.text.length > LONGEST_ITEM) return null;
  if (SENTENCE.test(line.text)) return null;
  if (sectionLevel(line.text, lexicon) !== null || isFurniture(line.text, lexicon)) return null;
  const text = readHeading(line.text)?.text ?? line.text;
  if (beginsWithLabel(text, lexicon) || factsOf(line.text, lexicon) !== null) return null;
  const { whole, next } = withWrap(line, lines, index, lexicon);
  const parts = readListLine(whole, lexicon);
  const below = factsBelow(lines, next, lexicon);
  const title = parts.title;
  if (title.length < 4 || title.length > 200 || /[。；;]/u.test(title.replace(/《[^》]*》/gu, '')))
    return null;
  const hasFacts = isTold({ ...below.facts, ...parts.facts }) || isNewsLead(lines, next, lexicon);
  const bare = parts.leading?.rest ?? title;
  const isTitle = isTitleLike(bare, lexicon) || /^《[^》]{4,}》$/u.test(bare);
  if (parts.kind === '' && ((!isTitle && !isTold(parts.facts)) || isName(lines, index, lexicon))) return null;
  return {
    ...parts,
    factsAbove: factsAbove(lines, index, lexicon),
    index,
    next,
    factLines: below.count,
    hasFacts: hasFacts || parts.leading !== null,
    isTitle,
    isOfficial: isTitle && isOfficial(bare, lexicon),
  };
}

/** 5月12日,某局发布…: a digest's paragraph that tells when and by whom. */
function isNewsLead(lines: readonly SourceLine[], from: number, lexicon: Lexicon): boolean {
  const at = nextFilled(lines, from);
  const lead =
    /^([^，,。]{3,16}日|近日|日前)[，,]([^《》，,。]{2,60}?)(?:联合|正式)?(?:印发|发布|公布|出台|下发|公开征求)/u.exec(
      at === null ? '' : (lines[at]?.text ?? ''),
    );
  return lead?.[2] !== undefined && factsOf(lead[2], lexicon)?.issuer !== undefined;
}

/** Whether facts say more than where the text stands. */
export function isTold(facts: LineFacts): boolean {
  return facts.publishedOn !== undefined || facts.issuer !== undefined || facts.documentNumber !== undefined;
}

/** The bulletin's own name, which may end like a title (…政策清单). */
function isName(lines: readonly SourceLine[], index: number, lexicon: Lexicon): boolean {
  if (!namesBulletin([lines[index]?.text ?? ''], lexicon)) return false;
  const above = lines.slice(0, index).filter(({ text }) => text !== '').length;
  const below = nextFilled(lines, index + 1);
  const isOverSection = below !== null && sectionLevel(lines[below]?.text ?? '', lexicon) !== null;
  return above < 3 || isOverSection;
}

/** Tasks of a plan (制定某办法) read like titles; policies say 关于, stand in 《》 or open with who issued them. */
function isOfficial(title: string, lexicon: Lexicon): boolean {
  const bodies = /^([^《]{2,40})《[^》]+》$/u.exec(title)?.[1];
  return (
    isFullTitle(title, lexicon) ||
    title.startsWith('《') ||
    issuersOfTitle(title, lexicon, null).length > 0 ||
    (bodies !== undefined && factsOf(bodies, lexicon)?.issuer !== undefined)
  );
}

/** A title that goes on in the next line: its bracket is open, or only both lines together end like one. */
function withWrap(
  line: SourceLine,
  lines: readonly SourceLine[],
  index: number,
  lexicon: Lexicon,
): { whole: SourceLine; next: number } {
  const alone = { whole: line, next: index + 1 };
  const at = nextFilled(lines, index + 1);
  const below = at === null ? undefined : lines[at];
  if (at === null || below === undefined || below.text.length > LONGEST_PART) return alone;
  if (readHeading(below.text) !== null || beginsWithLabel(below.text, lexicon)) return alone;
  const joined = { ...line, text: line.text + below.text, raw: line.raw.trimEnd() + below.raw.trimStart() };
  const isOpen = !isClosed(line.text) && isClosed(joined.text);
  const isHalf =
    line.text.length >= SHORTEST_HALF &&
    /关于|印发/u.test(line.text) &&
    !isTitleLike(readListLine(line, lexicon).title, lexicon) &&
    factsOf(below.text, lexicon) === null &&
    isFullTitle(readListLine(joined, lexicon).title, lexicon);
  return isOpen || isHalf ? { whole: joined, next: at + 1 } : alone;
}

function factsAbove(lines: readonly SourceLine[], index: number, lexicon: Lexicon): LineFacts | null {
  let at = index - 1;
  while (at >= 0 && lines[at]?.text === '') at -= 1;
  const above = lines[at];
  return above === undefined ? null : looseLine(above, lexicon);
}

function factsBelow(
  lines: readonly SourceLine[],
  from: number,
  lexicon: Lexicon,
): { facts: LineFacts; count: number } {
  let facts: LineFacts = {};
  let count = 0;
  for (let at = nextFilled(lines, from); at !== null && count < 3; at = nextFilled(lines, at + 1)) {
    const line = lines[at];
    const found = line === undefined ? null : looseLine(line, lexicon);
    if (found === null) break;
    facts = { ...found, ...facts };
    count += 1;
  }
  return { facts, count };
}
