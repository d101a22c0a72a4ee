import { numberAtStart } from './document-number.js';
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
const MOST_BLANKS = 8;
/** Running text: a full stop that no bracket closes. */
const SENTENCE = /。(?![》”）)])/u;
const LONGEST_PART = 90;
/** 11月16日 工业增加值 is a calendar's. */
const SHORTEST_NAME = 8;
/** A title broken over two lines fills most of the first. */
const SHORTEST_HALF = 14;
const MOST_WRAPS = 3;
/** No line of its own begins like this. */
const TAIL = /^(?:的(?:通知|公告|通告|意见|决定|函|批复)|[》〉〕])/u;

interface Wrapped {
  readonly whole: SourceLine;
  readonly next: number;
}

/** A line that may begin an entry of a list, with what stands on it and directly below. */
export interface ListItem extends ListLine {
  readonly index: number;
  /** Index of the first line behind the title and its wrap. */
  readonly next: number;
  /** The facts of the line directly above, which belong to this title or to the one before. */
  readonly factsAbove: LineFacts | null;
  /** The number that stands alone on the line directly above. */
  readonly numberAbove: string | null;
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
  if (SENTENCE.test(line.text) || /^\|.*\|$/u.test(line.text)) return null;
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
  const above = filledAbove(lines, index);
  const numberAt = above === null ? null : numberAtStart(above.text);
  const isNamed = title.length >= SHORTEST_NAME && isTold(parts.facts);
  if (parts.kind === '' && ((!isTitle && !isNamed) || isName(lines, index, lexicon))) return null;
  return {
    ...parts,
    factsAbove: above === null ? null : looseLine(above, lexicon),
    numberAbove: numberAt?.end === above?.text.length ? (numberAt?.value ?? null) : null,
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

/** A title that goes on in the next lines: its bracket is open, they begin with 的通知, or only all together end like one. */
function withWrap(line: SourceLine, lines: readonly SourceLine[], index: number, lexicon: Lexicon): Wrapped {
  let best: Wrapped = { whole: line, next: index + 1 };
  let joined = line;
  const isOpen = !isClosed(line.text);
  const isHalf =
    line.text.length >= SHORTEST_HALF &&
    /关于|印发/u.test(line.text) &&
    !isTitleLike(readListLine(line, lexicon).title, lexicon);
  for (let wraps = 0, at = index; wraps < MOST_WRAPS; wraps += 1) {
    const next = nextFilled(lines, at + 1);
    const below = next === null ? undefined : lines[next];
    if (next === null || below === undefined || !goesOn(below, wraps, lexicon)) break;
    const isTail = TAIL.test(below.text);
    joined = { ...joined, text: joined.text + below.text, raw: joined.raw.trimEnd() + below.raw.trimStart() };
    at = next;
    if (!isClosed(joined.text)) continue;
    const { title } = readListLine(joined, lexicon);
    const isWhole = isOpen ? isTitleLike(title, lexicon) : isHalf && isFullTitle(title, lexicon);
    if (isTail || (isWhole && (isOpen || factsOf(below.text, lexicon) === null)))
      return { whole: joined, next: at + 1 };
    if (isOpen && wraps === 0) best = { whole: joined, next: at + 1 };
  }
  return best;
}

/** Whether a line may be the rest of a title: no entry, label or paragraph of its own; further down no title either. */
function goesOn({ text }: SourceLine, wraps: number, lexicon: Lexicon): boolean {
  if (text.length > LONGEST_PART || readHeading(text) !== null || beginsWithLabel(text, lexicon))
    return false;
  return wraps === 0 || TAIL.test(text) || !isFullTitle(text, lexicon);
}

function filledAbove(lines: readonly SourceLine[], index: number): SourceLine | null {
  return lines.slice(Math.max(0, index - MOST_BLANKS), index).findLast(({ text }) => text !== '') ?? null;
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
    const found = line === undefined ? null : (looseLine(line, lexicon) ?? numberBelow(lines, at, lexicon));
    if (found === null) break;
    facts = { ...found, ...facts };
    count += 1;
  }
  return { facts, count };
}

/** A number alone below a title, where no text of a notice follows it: a gazette's table of contents. */
function numberBelow(lines: readonly SourceLine[], at: number, lexicon: Lexicon): LineFacts | null {
  const next = lines[nextFilled(lines, at + 1) ?? lines.length]?.text ?? '';
  const isText = SENTENCE.test(next) || /[:：]$/u.test(next) || next.length > LONGEST_PART;
  const own = lines[at]?.text ?? '';
  // 2023年第8号 below a gazette's name is its issue.
  return isText || /^(?:19|20)\d{2}年/u.test(own) ? null : factsOf(own, lexicon);
}
