import { cleanTitle } from './clean-title.js';
import { BY_ACCOUNT } from './head-lines.js';
import { isOrganisation, startsLikeBody } from './issuers.js';
import { isUnknownFact } from './labelled-starts.js';
import { beginsWithLabel } from './labels.js';
import type { Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import type { SegmentTitle } from './segmentation.js';
import { isFullTitle, isFurniture, isTitleLike } from './titles.js';

const SHORTEST_WRAP = 6;
const MOST_WRAPS = 8;
const MOST_BODIES = 10;
const MOST_APART = 4;

/** The lines directly above a block of facts, as many as make a title; else the nearest line, if it can be one. */
export function titleEndingAbove(
  head: readonly SourceLine[],
  at: number,
  lexicon: Lexicon,
): SegmentTitle | null {
  const last = head
    .slice(0, at)
    .findLastIndex(
      ({ text }) =>
        text !== '' && !isFurniture(text, lexicon) && !isOwner(text, lexicon) && !BY_ACCOUNT.test(text),
    );
  if (last === -1) return null;
  const titleOf = (count: number) =>
    head
      .slice(last - count + 1, last + 1)
      .map(({ text }) => text)
      .join('');
  const line = (count: number) => head[last - count + 1]?.number ?? 1;
  const stack = stackAbove(head, last, lexicon);
  const blocks = Array.from({ length: stack }, (_, n) => n + 1);
  for (const count of blocks) {
    const whole = titleOf(count);
    const above = head[last - count];
    const isWrapped = blocks.some(
      (lines) =>
        lines > count &&
        isEvenWrap(head.slice(last - lines + 1, last + 1)) &&
        isFullTitle(titleOf(lines), lexicon),
    );
    const isTail =
      count < stack && breaksOff(above?.text ?? '', lexicon) && isFullTitle(titleOf(count + 1), lexicon);
    if (isTail) continue;
    const grows =
      count < stack &&
      (isWrapped || (!isTitleLike(above?.text ?? '', lexicon) && isFullTitle(titleOf(count + 1), lexicon)));
    if (
      isTitleLike(whole, lexicon) &&
      isBalanced(whole) &&
      (isWholeTitle(whole, head.slice(last - count, last + 1), lexicon) || !grows)
    )
      return withBodiesAbove({ text: whole, line: line(count), way: 'title' }, head, last - count, lexicon);
  }
  const apart = acrossBlanks(head.slice(0, last + 1), lexicon);
  if (apart !== null) return apart;
  const better = head.slice(0, last).find(({ text }) => isFullTitle(text, lexicon) && isBalanced(text));
  if (better) return { text: better.text, line: better.number, way: 'title' };
  const nearest = head[last]?.text ?? '';
  return isPlausible(nearest) && !isUnknownFact(nearest, lexicon)
    ? { text: nearest, line: line(1), way: 'title' }
    : null;
}

/** …若干意 / (blank) / 见》的通知: a title whose mark was opened above a blank line. */
function acrossBlanks(head: readonly SourceLine[], lexicon: Lexicon): SegmentTitle | null {
  const filled = head.filter(({ text }) => text !== '');
  if (isBalanced(filled.at(-1)?.text ?? '')) return null;
  for (let count = 2; count <= MOST_APART; count += 1) {
    const parts = filled.slice(-count);
    const text = parts.map((line) => line.text).join('');
    if (isBalanced(text) && isFullTitle(text, lexicon))
      return { text, line: parts[0]?.number ?? 1, way: 'title' };
  }
  return null;
}

/** 某市财政局 某市住房和城 / 乡建设局关于…: bodies, the last of which goes on in the next line. */
function breaksOff(text: string, lexicon: Lexicon): boolean {
  if (isTitleLike(text, lexicon)) return false;
  const names = text.split(/[\s、]+/u);
  const last = names.pop() ?? '';
  const isBegun = startsLikeBody(names[0] ?? last, lexicon, null);
  const areBodies = names.every((name) => isOrganisation(name, lexicon));
  return isBegun && areBodies && !isOrganisation(last, lexicon) && /^\p{Script=Han}+$/u.test(last);
}

/** A body's name alone between title and facts, 某办公厅文件: whoever put the page up, the head of its letters. */
function isOwner(text: string, lexicon: Lexicon): boolean {
  if (text.endsWith('文件') && isOrganisation(text.slice(0, -'文件'.length), lexicon)) return true;
  return isOrganisation(text, lexicon) && !isTitleLike(text, lexicon) && !/关于|成立|设立/u.test(text);
}

/** 某某厅 / 关于…的通知: the bodies that a title opens with, on lines of their own directly above it. */
function withBodiesAbove(
  title: SegmentTitle,
  head: readonly SourceLine[],
  above: number,
  lexicon: Lexicon,
): SegmentTitle {
  if (!/^(?:关于|印发|转发)/u.test(title.text)) return title;
  let whole = title;
  for (let at = above; at >= 0 && at > above - MOST_BODIES; at -= 1) {
    const line = head[at];
    const names = line?.text.split(/[\s、]+/u) ?? [];
    if (line === undefined || !names.every((name) => isOrganisation(name, lexicon) && !name.includes('关于')))
      break;
    whole = { ...title, text: line.text + whole.text, line: line.number };
  }
  return whole;
}

/** How many lines up from `last` may be one title. */
function stackAbove(head: readonly SourceLine[], last: number, lexicon: Lexicon): number {
  let count = 0;
  while (count < MOST_WRAPS && isStackable(head[last - count], lexicon)) count += 1;
  return count;
}

/** A full title, unless the line above it (the first given) is filled to the very width of the lines it wraps in. */
function isWholeTitle(whole: string, withAbove: readonly SourceLine[], lexicon: Lexicon): boolean {
  return isFullTitle(whole, lexicon) && !isEvenWrap(withAbove);
}

/** Lines cut at one width: all but the last, shorter one are equally long. */
function isEvenWrap(lines: readonly SourceLine[]): boolean {
  const [first, ...others] = lines.map(({ text }) => cleanTitle(text).length);
  const last = others.pop();
  if (first === undefined || last === undefined || first < SHORTEST_WRAP) return false;
  if (new Set(lines.map(({ text }) => text)).size === 1) return false;
  return others.length > 0 && last <= first && others.every((length) => length === first);
}

const NARROW = { from: SHORTEST_WRAP, to: 22, apart: 3 };

/** A title set in a narrow column: lines of about one width, but for the last. */
export function isNarrowWrap(lines: readonly SourceLine[]): boolean {
  const lengths = lines.slice(0, -1).map(({ text }) => text.length);
  const [least, most] = [Math.min(...lengths), Math.max(...lengths)];
  return least >= NARROW.from && most <= NARROW.to && most - least <= NARROW.apart;
}

function isStackable(line: SourceLine | undefined, lexicon: Lexicon): boolean {
  if (line === undefined || line.text === '' || line.text.length > 140) return false;
  return !isFurniture(line.text, lexicon) && !beginsWithLabel(line.text, lexicon);
}

/** Whether title marks and quotation marks are closed. */
export function isBalanced(text: string): boolean {
  return (
    text.split('《').length === text.split('》').length && text.split('“').length === text.split('”').length
  );
}

/** Whether a line can be a title at all: words enough, and no sentence. */
export function isPlausible(text: string): boolean {
  const title = cleanTitle(text);
  if (!/\p{Script=Han}{4}|[A-Za-z]{3,}\s+[A-Za-z]{2,}/u.test(title)) return false;
  return title.length >= 5 && title.length <= 140 && !/[。；;]/u.test(title.replace(/《[^《》]*》/gu, ''));
}
