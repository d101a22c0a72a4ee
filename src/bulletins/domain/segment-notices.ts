import { numberAtStart } from './document-number.js';
import { beginsWithLabel, nextFilled } from './labels.js';
import { factsOf } from './line-facts.js';
import { OPENING } from './labelled-starts.js';
import type { Lexicon } from './lexicon.js';
import { comparable, type SourceLine } from './normalise.js';
import type { Segmentation } from './segmentation.js';
import { isFullTitle } from './titles.js';

const LATEST_FIRST = 12;
const LOOK_BELOW = 4;
const MOST_WRAPS = 3;
const SALUTATION = /^(?:[^，。；]{2,120}|[^。；]{0,20}各[^。；]{2,160})[:：]$/u;

interface NoticeStart {
  readonly index: number;
  readonly next: number;
  readonly title: string;
}

/**
 * Several notices one after another: each a full title (某局关于…的通知) with two of its usual followers below: facts, number,
 * salutation. A notice that the one above names (转发, 附件) is part of it.
 */
export function segmentNotices(lines: readonly SourceLine[], lexicon: Lexicon): Segmentation | null {
  const starts = lines
    .flatMap((_, index) => noticeStart(lines, index, lexicon) ?? [])
    .reduce<NoticeStart[]>((kept, start) => (isOwn(start, kept.at(-1), lines) ? [...kept, start] : kept), []);
  const above = lines.slice(0, starts[0]?.index ?? 0).filter(({ text }) => text !== '').length;
  if (starts.length < 2 || above > LATEST_FIRST) return null;
  const segments = starts.map(({ index, next, title }, n) => ({
    title: { text: title, line: lines[index]?.number ?? 1, way: 'title' as const },
    section: null,
    lines: lines.slice(next, starts[n + 1]?.index ?? lines.length),
    facts: {},
  }));
  return { isBulletin: true, segments, warnings: [] };
}

function noticeStart(lines: readonly SourceLine[], index: number, lexicon: Lexicon): NoticeStart | null {
  const first = lines[index]?.text ?? '';
  if (first.length < 6 || first.length > 160 || beginsWithLabel(first, lexicon)) return null;
  for (let taken = 1; taken <= MOST_WRAPS; taken += 1) {
    const parts = lines.slice(index, index + taken).map(({ text }) => text);
    if (parts.includes('')) return null;
    const title = parts.join('');
    if (!/关于|印发|转发|废止|修改/u.test(title) || !isFullTitle(title, lexicon)) continue;
    const isDated = taken > 1 && parts.some((part) => factsOf(part, lexicon)?.publishedOn !== undefined);
    const isNotice = !isDated && signsBelow(lines, index + taken, lexicon) >= 2;
    return isNotice ? { index, next: index + taken, title } : null;
  }
  return null;
}

/** How many of facts, number and salutation follow a title. */
function signsBelow(lines: readonly SourceLine[], from: number, lexicon: Lexicon): number {
  const signs = new Set<string>();
  let at = nextFilled(lines, from);
  for (let seen = 0; at !== null && seen < LOOK_BELOW; seen += 1) {
    const text = lines[at]?.text ?? '';
    if (beginsWithLabel(text, lexicon, OPENING)) signs.add('facts');
    else if (numberAtStart(text) !== null) signs.add('number');
    else if (SALUTATION.test(text)) signs.add('salutation');
    else break;
    at = nextFilled(lines, at + 1);
  }
  return signs.size;
}

/** A notice of its own: not the title printed once more, and not one that the text above speaks of. */
function isOwn(start: NoticeStart, previous: NoticeStart | undefined, lines: readonly SourceLine[]): boolean {
  if (previous === undefined) return true;
  const between = lines.slice(previous.index, start.index).filter(({ text }) => text !== '');
  const above = comparable(between.map(({ text }) => text).join(''));
  return (
    between.length > 3 && !between.at(-1)?.text.startsWith('附件') && !above.includes(comparable(start.title))
  );
}
