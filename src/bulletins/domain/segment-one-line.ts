import { readDate } from './dates.js';
import { numberAtStart } from './document-number.js';
import { atLine } from './entry-facts.js';
import { isOrganisation } from './issuers.js';
import type { LineFacts } from './line-facts.js';
import type { Lexicon } from './lexicon.js';
import { readListLine } from './list-line.js';
import type { SourceLine } from './normalise.js';
import { notAPolicy, type Segment, type Segmentation } from './segmentation.js';
import type { ParseWarning } from './parsed-entry.js';
import { cardsOnLine } from './one-line-cards.js';
import { NEWS } from './tells-policy.js';
import { firstTitle, lastTitle } from './title-among-words.js';
import { isClosed, isExplainer, isFullTitle, isTitleLike } from './titles.js';

const BRACKETED =
  /[[(（【]\s*((?:(?:19|20)\d{2}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?)(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*[\])）】]/gu;
const PLAIN =
  /(?<=\s|^)((?:19|20)\d{2}(?:([-/.])\d{1,2}\2\d{1,2}|年\d{1,2}月\d{1,2}日))(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?(?=\s|$)/gu;
/** （某府办〔2023〕4号） behind a title; in a text that cites papers, 《》 or a comma stands beside it. */
const NUMBERED = /(?<=[^》\s])\s*[(（]\s*([^\s()（）《》〔〕]{2,16}〔\d{4}〕\s*\d{1,5}号)\s*[)）](?=\s|$)/gu;
const FEWEST = 3;
const LONGEST_TITLE = 120;
/** The share of titles from which on a page lists policies. */
const MOSTLY = 0.7;
const SHORTEST_NAME = 12;
const LONG_LINE = 120;

/** A whole page on one line: titles, each followed (or all preceded) by its date. Navigation around them is dropped. */
export function segmentOneLine(lines: readonly SourceLine[], lexicon: Lexicon): Segmentation | null {
  const cards = lines.flatMap((line) => (line.text.length < LONG_LINE ? [] : cardsOnLine(line, lexicon)));
  if (cards.length > 0) return { isBulletin: true, segments: cards, warnings: [] };
  const cut = lines.map((line) => ({ line, items: itemsOf(line, lexicon) }));
  const rich = cut.filter(({ items }) => countTitles(items, lexicon) >= FEWEST);
  if (rich.length === 0) return null;
  const warnings: ParseWarning[] = [];
  const segments = rich.flatMap(({ line, items }) => {
    const isOfPolicies = countTitles(items, lexicon) >= items.length * MOSTLY;
    return items.flatMap((item) => {
      if (isPolicy(item, isOfPolicies, lexicon)) return [toSegment(line, item)];
      warnings.push(notAPolicy({ text: item.title, line: line.number }));
      return [];
    });
  });
  return segments.length === 0 ? null : { isBulletin: true, segments, warnings };
}

interface Item {
  readonly title: string;
  readonly facts: LineFacts;
  /** It stands at the end of the list, where the page around it is on the same line. */
  readonly isOuter: boolean;
}

/** A title, or on a page of policies a name that ends otherwise (…数据集) and tells of no event. */
function isPolicy({ title, isOuter }: Item, isOfPolicies: boolean, lexicon: Lexicon): boolean {
  if (isExplainer(title, lexicon)) return false;
  if (isTitleLike(title, lexicon)) return true;
  return (
    isOfPolicies &&
    !isOuter &&
    title.length >= SHORTEST_NAME &&
    title.length <= 80 &&
    !NEWS.test(title) &&
    !/[。？?！!：:>|｜]/u.test(title)
  );
}

function countTitles(items: readonly Item[], lexicon: Lexicon): number {
  return items.filter(({ title }) => isTitleLike(title, lexicon)).length;
}

/** The texts between the dates belong to the date behind them, or to the one before: whichever gives more titles. */
function itemsOf(line: SourceLine, lexicon: Lexicon): Item[] {
  const { text } = line;
  const bracketed = [...text.matchAll(BRACKETED)].filter((match) => readDate(match[1] ?? '') !== null);
  const marks = bracketed.length >= FEWEST ? bracketed : [...text.matchAll(PLAIN)];
  if (marks.length < FEWEST) return itemsBeforeNumbers(line, lexicon) ?? numberedItems(line, lexicon);
  const between = [undefined, ...marks].map((mark, n) =>
    text.slice(mark === undefined ? 0 : mark.index + mark[0].length, marks[n]?.index),
  );
  const dateOf = (n: number) => marks[n]?.[1] ?? '';
  const behind = between
    .slice(0, -1)
    .map((piece, n) => toItem({ piece, date: dateOf(n), isOuter: n === 0 }, atEnd, line, lexicon));
  const before = between
    .slice(1)
    .map((piece, n, all) =>
      toItem({ piece, date: dateOf(n), isOuter: n === all.length - 1 }, atStart, line, lexicon),
    );
  return countTitles(before, lexicon) > countTitles(behind, lexicon) ? before : behind;
}

/** Titles without dates, each with its number in brackets behind it; full ones only, for texts cite papers so. */
function itemsBeforeNumbers(line: SourceLine, lexicon: Lexicon): Item[] | null {
  const marks = [...line.text.matchAll(NUMBERED)];
  const items = marks.map((mark, n) => {
    const before = marks[n - 1];
    const from = before === undefined ? 0 : before.index + before[0].length;
    const words = line.text.slice(from, mark.index).trim().split(/\s+/u);
    const { title, facts } = read(atEnd(words, lexicon), line, lexicon);
    return { title, facts: { ...facts, documentNumber: mark[1] ?? '' }, isOuter: true };
  });
  const full = items.filter(({ title }) => isFullTitle(title, lexicon));
  return full.length >= FEWEST && full.length * 2 > items.length ? full : null;
}

/** Titles without dates, counted 1. 2. 3. along the line; full ones only, for a notice counts its points so. */
function numberedItems(line: SourceLine, lexicon: Lexicon): Item[] {
  const pieces =
    line.text.length < LONG_LINE ? [] : line.text.split(/(?:^|\s)\d{1,5}[.、．](?!\d)\s*/u).slice(1);
  const items = pieces.map((piece) => {
    const words = atStart(piece.trim().split(/\s+/u), lexicon);
    return { ...read(words, line, lexicon), isOuter: true };
  });
  const full = items.filter(({ title }) => isFullTitle(title, lexicon));
  return full.length >= FEWEST && full.length * 2 > items.length ? items : [];
}

type Choice = (words: readonly string[], lexicon: Lexicon) => string;

const atEnd: Choice = (words, lexicon) => lastTitle(words, lexicon) ?? words.join(' ').slice(-LONGEST_TITLE);
const atStart: Choice = (words, lexicon) =>
  firstTitle(words, lexicon) ?? words.join(' ').slice(0, LONGEST_TITLE);

/** A text between two dates; the outer one also holds the page around the list. */
interface Piece {
  readonly piece: string;
  readonly date: string;
  readonly isOuter: boolean;
}

function toItem({ piece, date, isOuter }: Piece, choose: Choice, line: SourceLine, lexicon: Lexicon): Item {
  const alone = read(piece.trim(), line, lexicon);
  const searched = aboveSnippet(piece.trim().split(/\s+/u), lexicon);
  if (searched !== null) {
    const found = read(searched, line, lexicon);
    return { ...found, facts: { ...found.facts, publishedOn: date }, isOuter: false };
  }
  const { title, facts } =
    isTitleLike(alone.title, lexicon) && !isOuter
      ? alone
      : read(choose(piece.trim().split(/\s+/u), lexicon), line, lexicon);
  return { title, facts: { ...facts, publishedOn: date }, isOuter };
}

/** 某局关于…的通知 某发〔2024〕1号 各有关单位… 某局: title and number before the words that a search prints of a text; null for any other. */
function aboveSnippet(words: readonly string[], lexicon: Lexicon): string | null {
  const end = words.findLastIndex((word) => /(?:…|\.{3})$/u.test(word));
  const isClosing = words.slice(end + 1).every((word) => isOrganisation(word, lexicon));
  const at = words.findIndex((word) => isFullTitle(word, lexicon));
  if (end === -1 || !isClosing || at === -1 || at >= end) return null;
  const number = numberAtStart(words[at + 1] ?? '') === null ? 1 : 2;
  return words.slice(at, at + number).join(' ');
}

/** A piece without its mark (`·`, `2`), the page's words before it (更多), the body in brackets before it, and the facts behind its title. */
function read(piece: string, line: SourceLine, lexicon: Lexicon): Omit<Item, 'isOuter'> {
  let words = piece.replace(/^(?:[·•●▪◆■*-]|\d{1,3}[.、]?)\s+/u, '');
  for (let rest = withoutLink(words, lexicon); rest !== null; rest = withoutLink(words, lexicon))
    words = rest;
  const { title, facts, leading } = readListLine({ ...line, raw: words, text: words }, lexicon);
  return leading !== null && /^[[【]/u.test(words)
    ? { title: leading.rest, facts: { issuer: leading.issuer, ...facts } }
    : { title, facts };
}

/** What is left of a title when a short word that names no body is taken off its front, if it is a full title then. */
function withoutLink(words: string, lexicon: Lexicon): string | null {
  const [, first = '', rest = ''] = /^(\S{1,8})\s+(.+)$/u.exec(words) ?? [];
  const isLink = rest !== '' && !isOrganisation(first.replace(/[[\]【】]/gu, ''), lexicon) && isClosed(first);
  return isLink && isFullTitle(rest, lexicon) ? rest : null;
}

function toSegment(line: SourceLine, item: Item): Segment {
  return {
    title: { text: item.title, line: line.number, way: 'position' },
    section: null,
    lines: [],
    facts: atLine(item.facts, line.number),
  };
}
